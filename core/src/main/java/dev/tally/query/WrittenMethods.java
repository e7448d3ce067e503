// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import dev.tally.names.Role;
import dev.tally.names.WrittenName;
import dev.tally.names.WrittenNames;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A profile's methods with the names that people wrote. What has become the same method is one.
 * Names are compared by numbers, because they are compared for every context.
 */
final class WrittenMethods {
  private final List<Method> shown = new ArrayList<>();
  private final int[] number;
  private final Role[] role;

  /** Of the class as recorded, of the name without its mark, and of the class with that name. */
  private final int[] recordedClass;

  private final int[] name;
  private final int[] classAndName;
  private final boolean[] constructor;
  private final boolean anyRenamed;
  private final boolean anyFolded;

  WrittenMethods(List<Method> methods) {
    int count = methods.size();
    WrittenNames names = WrittenNames.of(methods);
    number = new int[count];
    role = new Role[count];
    recordedClass = new int[count];
    name = new int[count];
    classAndName = new int[count];
    constructor = new boolean[count];
    List<WrittenName> written = new ArrayList<>(count);
    Map<String, Integer> texts = new HashMap<>();
    for (int m = 0; m < count; m++) {
      Method method = methods.get(m);
      WrittenName each = names.of(method);
      written.add(each);
      role[m] = each.role();
      recordedClass[m] = numbered(texts, method.className());
      name[m] = numbered(texts, each.base());
      classAndName[m] = numbered(texts, each.className() + '\n' + each.base());
      constructor[m] = each.base().equals("<init>");
    }
    int[] line = lines(methods, texts.size());
    int[] only = only(texts.size());
    boolean renamed = false;
    boolean folded = false;
    Map<Method, Integer> numbers = new HashMap<>();
    for (int m = 0; m < count; m++) {
      boolean another =
          (role[m] == Role.FORWARDER || role[m] == Role.PART) && written.get(m).mark().isEmpty();
      int as = another && only[classAndName[m]] > 0 ? only[classAndName[m]] - 1 : m;
      Method method = shown(methods.get(as), written.get(as), line[classAndName[as]]);
      renamed |= !method.equals(methods.get(m));
      folded |= role[m] != Role.WRITTEN;
      number[m] = numbered(numbers, method);
      if (number[m] == shown.size()) {
        shown.add(method);
      }
    }
    anyRenamed = renamed;
    anyFolded = folded || (renamed && shown.size() < count);
  }

  /** By name with its class: the first line that is known. */
  private int[] lines(List<Method> methods, int names) {
    int[] line = new int[names];
    for (int m = 0; m < number.length; m++) {
      int first = methods.get(m).firstLine();
      int known = line[classAndName[m]];
      if (first > 0 && (known == 0 || first < known)) {
        line[classAndName[m]] = first;
      }
    }
    return line;
  }

  /**
   * By name with its class: the only method that is written so, plus 1; what forwards to it is
   * shown as it where it could not be folded. 0 if there is none, -1 for several.
   */
  private int[] only(int names) {
    int[] only = new int[names];
    for (int m = 0; m < number.length; m++) {
      if (role[m] == Role.WRITTEN) {
        only[classAndName[m]] = only[classAndName[m]] == 0 ? m + 1 : -1;
      }
    }
    return only;
  }

  private static Method shown(Method method, WrittenName written, int line) {
    boolean same =
        written.className().equals(method.className())
            && written.shown().equals(method.name())
            && written.signed();
    Kind kind = method.kind() == Kind.BRIDGE ? Kind.METHOD : method.kind();
    return same && kind == method.kind()
        ? method
        : new Method(
            written.className(),
            written.shown(),
            written.signed() ? method.descriptor() : "",
            method.sourceFile(),
            written.signed() ? method.firstLine() : line,
            kind);
  }

  private static <T> int numbered(Map<T, Integer> numbers, T each) {
    Integer known = numbers.putIfAbsent(each, numbers.size());
    return known == null ? numbers.size() - 1 : known;
  }

  /** Whether any method has another name. */
  boolean anyRenamed() {
    return anyRenamed;
  }

  /** Whether any method's calls may be others, or several have become one. */
  boolean anyFolded() {
    return anyFolded;
  }

  /** The methods with their written names. */
  List<Method> shown() {
    return shown;
  }

  /** The number in {@link #shown} of one of the profile's methods. */
  int number(int method) {
    return number[method];
  }

  Role role(int method) {
    return role[method];
  }

  /** Whether a caller is there only to call this callee. */
  boolean standsFor(int caller, int callee) {
    return switch (role[caller]) {
      case ACCESSOR -> role[callee] != Role.GLUE;
      case FORWARDER ->
          name[caller] == name[callee]
              && (!constructor[caller] || classAndName[caller] == classAndName[callee])
              && role[callee] != Role.GLUE;
      case STUB -> classAndName[caller] == classAndName[callee] && role[callee] != Role.GLUE;
      case WRITTEN, PART, RESUMPTION, GLUE -> false;
    };
  }

  /** Whether a callee and its caller are one method to whoever wrote it. */
  boolean isPartOf(int callee, int caller) {
    if (classAndName[callee] != classAndName[caller]
        || role[caller] == Role.FORWARDER
        || role[caller] == Role.STUB
        || role[caller] == Role.ACCESSOR) {
      return false;
    }
    boolean resumed = role[caller] == Role.RESUMPTION;
    return switch (role[callee]) {
      case PART -> resumed || recordedClass[callee] == recordedClass[caller];
      case RESUMPTION -> !resumed && recordedClass[callee] == recordedClass[caller];
      case WRITTEN, FORWARDER, STUB, ACCESSOR -> resumed;
      case GLUE -> false;
    };
  }
}
