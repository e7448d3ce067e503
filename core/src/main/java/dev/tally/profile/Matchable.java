// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import dev.tally.profile.Pairing.Candidate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The methods of a profile as they are matched with another's. Methods that are one to a reader are
 * one here: overloads of what is not of the program, and what differs in nothing but lines. They
 * belong to classes; functions of other languages to files.
 */
final class Matchable {
  /** What begins the name of a file among those of classes. */
  static final String FILE = "file ";

  private final int[] number;
  private final List<Method> methods = new ArrayList<>();
  private final List<Integer> classOf = new ArrayList<>();
  private final List<String> classes;
  private final Likeness likeness;

  Matchable(Profile profile) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    Map<String, Integer> classNumbers = new LinkedHashMap<>();
    number = new int[profile.methods().size()];
    for (int m = 0; m < number.length; m++) {
      Method method = profile.methods().get(m);
      String className = className(method);
      String name = className + '\n' + method.name() + '\n' + signature(method);
      Integer known = numbers.putIfAbsent(name, methods.size());
      number[m] = known == null ? methods.size() : known;
      if (known == null) {
        methods.add(method);
        classNumbers.putIfAbsent(className, classNumbers.size());
        classOf.add(classNumbers.get(className));
      }
    }
    classes = List.copyOf(classNumbers.keySet());
    long[] stable = new long[methods.size()];
    for (int m = 0; m < stable.length; m++) {
      stable[m] = Likeness.mix(stableClass(classOf(m)).hashCode()) + stableName(m, true).hashCode();
    }
    likeness = new Likeness(profile, number, stable);
  }

  /** The number here of each of the profile's methods. */
  int[] numbers() {
    return number;
  }

  int size() {
    return methods.size();
  }

  /** The first of the profile's methods that is this one. */
  Method method(int m) {
    return methods.get(m);
  }

  int classCount() {
    return classes.size();
  }

  int classOf(int m) {
    return classOf.get(m);
  }

  /** With a word before it that tells files and what is in braces from classes. */
  String stableClass(int c) {
    String name = classes.get(c);
    if (name.startsWith(FILE)) {
      return StableName.ofFile(name);
    }
    int word = name.indexOf(' ') + 1;
    return name.substring(0, word) + StableName.ofClass(name.substring(word));
  }

  /** What is stable in a method's name, with its descriptor or without. */
  String stableName(int m, boolean withDescriptor) {
    Method method = methods.get(m);
    return switch (method.kind()) {
      case METHOD, BRIDGE ->
          StableName.ofMethod(method.name()) + (withDescriptor ? method.descriptor() : "");
      case FUNCTION -> StableName.ofFunction(method.name());
      case JDK, NATIVE, LIBRARY -> StableName.ofMethod(method.name());
      case PROBE, SQL, HTTP, REQUEST, TEST -> method.name();
    };
  }

  long[] likeness(int m) {
    return likeness.of(m);
  }

  Candidate candidate(int m) {
    Method method = methods.get(m);
    boolean function = method.kind() == Kind.FUNCTION;
    String order = function ? Integer.toString(method.firstLine()) : method.name();
    return new Candidate(m, order, likeness.of(m));
  }

  /** All classes and files, each with what its methods do. */
  List<Candidate> classCandidates() {
    List<Candidate> candidates = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      candidates.add(new Candidate(c, classes.get(c), new long[Likeness.LEVELS]));
    }
    for (int m = 0; m < methods.size(); m++) {
      long[] whole = candidates.get(classOf(m)).likeness();
      Likeness.add(whole, stableName(m, true).hashCode(), likeness.of(m));
    }
    return candidates;
  }

  private static String className(Method method) {
    return method.kind() == Kind.FUNCTION
        ? FILE + method.sourceFile()
        : (method.kind().inBraces() ? "outer " : "class ") + method.className();
  }

  /** What tells methods of one name in a class apart. */
  private static String signature(Method method) {
    return switch (method.kind()) {
      case METHOD, BRIDGE -> method.descriptor();
      case FUNCTION -> Integer.toString(method.firstLine());
      case JDK, NATIVE, LIBRARY, PROBE, SQL, HTTP, REQUEST, TEST -> "";
    };
  }
}
