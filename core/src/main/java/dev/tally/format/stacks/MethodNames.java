// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.stacks;

import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.Profile;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What methods are called in other tools' files: one name for each row that {@code tally stats}
 * has, since most tools know functions by nothing else.
 *
 * <pre>
 *   com.acme.Foo$Inner.bar            a method of the program
 *   com.acme.Foo.bar(int, String)     where two rows would have one name otherwise
 *   com.acme.Foo.bar(int, String):12  likewise, as of a method and the bridge to it
 *   {java.lang.Thread.sleep}          what stats has in braces
 *   parse                             a function of another language
 *   app.py:12(parse)                  where two rows would have one name otherwise
 * </pre>
 */
public final class MethodNames {
  /** What calls without a path stand under, where a file holds stacks and nothing else. */
  public static final String PATHLESS = "{calls without a path}";

  private final List<FunctionKey> keys = new ArrayList<>();
  private final List<Method> methods;
  private final Map<FunctionKey, String> names = new HashMap<>();

  private MethodNames(List<Method> methods) {
    this.methods = methods;
    for (Method method : methods) {
      keys.add(FunctionNames.of(method));
    }
  }

  public static MethodNames of(Profile profile) {
    MethodNames names = new MethodNames(profile.methods());
    Map<FunctionKey, List<String>> candidates = names.candidates();
    for (int choice = 0; !candidates.isEmpty(); choice++) {
      names.choose(candidates, choice);
    }
    return names;
  }

  /** Gives each function its name of this choice, if no other would have the same. */
  private void choose(Map<FunctionKey, List<String>> candidates, int choice) {
    Set<String> wanted = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (List<String> names : candidates.values()) {
      if (!wanted.add(names.get(choice))) {
        twice.add(names.get(choice));
      }
    }
    Iterator<Map.Entry<FunctionKey, List<String>>> each = candidates.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<FunctionKey, List<String>> candidate = each.next();
      String name = candidate.getValue().get(choice);
      if (choice == candidate.getValue().size() - 1 || !twice.contains(name)) {
        names.put(candidate.getKey(), name);
        each.remove();
      }
    }
  }

  /** From the shortest name to one that no other function has. */
  private Map<FunctionKey, List<String>> candidates() {
    Map<FunctionKey, List<String>> candidates = new HashMap<>();
    for (int m = 0; m < methods.size(); m++) {
      Method method = methods.get(m);
      FunctionKey key = keys.get(m);
      if (candidates.containsKey(key)) {
        continue;
      }
      String label = key.label();
      if (method.kind().inBraces() || (key.line() == 0 && key.file().equals("~"))) {
        candidates.put(key, List.of(label));
      } else if (method.kind() == Kind.FUNCTION) {
        candidates.put(key, List.of(method.name(), label));
      } else {
        String name = method.className() + "." + method.name();
        String withParameters = name + FunctionNames.parameters(method.descriptor());
        candidates.put(
            key, List.of(name, withParameters, withParameters + ":" + key.line(), label));
      }
    }
    return candidates;
  }

  public String name(int method) {
    String name = names.get(keys.get(method));
    return name == null ? "" : name;
  }

  /** Path of the source file, with a class's package as folders; empty if there is none. */
  public String file(int method) {
    String file = keys.get(method).file();
    boolean made = methods.get(method).kind() == Kind.METHOD && source(method).isEmpty();
    return made || file.equals("~") ? "" : file;
  }

  /** The first line of the method; 0 if unknown. */
  public int line(int method) {
    return Math.max(0, keys.get(method).line());
  }

  private String source(int method) {
    return methods.get(method).sourceFile();
  }
}
