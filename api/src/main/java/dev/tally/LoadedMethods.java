// SPDX-License-Identifier: Apache-2.0
package dev.tally;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Those that the agent in this JVM has seen: of the recorded classes that are loaded. */
final class LoadedMethods implements ProgramMethods {
  private final Function<Object[], Object> agent;

  LoadedMethods(Function<Object[], Object> agent) {
    this.agent = agent;
  }

  /** The methods with these ids, in their order. */
  List<CountedMethod> named(Collection<Integer> ids) {
    return methods(ids.stream().mapToInt(Integer::intValue).toArray());
  }

  private List<CountedMethod> methods(int[] ids) {
    String[] texts = (String[]) agent.apply(new Object[] {"methods", ids});
    List<CountedMethod> methods = new ArrayList<>();
    for (int i = 0; i < texts.length; i += 4) {
      methods.add(new CountedMethod(texts[i], texts[i + 1], texts[i + 2], texts[i + 3]));
    }
    return methods;
  }

  @Override
  public List<CountedMethod> recorded() {
    return methods(null);
  }

  /** Its class may not have been loaded, because nothing has called it. */
  @Override
  public List<CountedMethod> declared(MethodPattern pattern) {
    Set<String> packages = new TreeSet<>();
    Set<String> classes = new TreeSet<>();
    for (CountedMethod each : recorded()) {
      packages.add(packageOf(each.className()));
      classes.add(each.className() + "$");
    }
    Class<?> inPackage = load(pattern.className(), packages);
    Class<?> found = inPackage != null ? inPackage : load(pattern.className(), classes);
    return found == null ? List.of() : declared(found);
  }

  private static List<CountedMethod> declared(Class<?> of) {
    List<CountedMethod> declared = new ArrayList<>();
    boolean jdk =
        of.getClassLoader() == null || of.getClassLoader() == ClassLoader.getPlatformClassLoader();
    try {
      for (Constructor<?> each : of.getDeclaredConstructors()) {
        declared.add(
            method(
                of,
                "<init>",
                void.class,
                each.getParameterTypes(),
                jdk ? CountedMethod.JDK : "METHOD"));
      }
      for (Method each : of.getDeclaredMethods()) {
        if (jdk && Modifier.isPrivate(each.getModifiers())) {
          continue;
        }
        String kind =
            jdk
                ? CountedMethod.JDK
                : each.isBridge()
                    ? "BRIDGE"
                    : Modifier.isAbstract(each.getModifiers()) ? ABSTRACT : "METHOD";
        declared.add(
            method(of, each.getName(), each.getReturnType(), each.getParameterTypes(), kind));
      }
    } catch (LinkageError incomplete) {
      // Then it is not known which there are.
    }
    return declared;
  }

  private static CountedMethod method(
      Class<?> of, String name, Class<?> returned, Class<?>[] parameters, String kind) {
    String descriptor = MethodType.methodType(returned, parameters).toMethodDescriptorString();
    return new CountedMethod(of.getName(), name, descriptor, kind);
  }

  /**
   * Loads the class that a pattern names, if there is one, and does not initialise it.
   *
   * @param prefixes what may stand before the name, such as packages
   */
  private static Class<?> load(String name, Set<String> prefixes) {
    if (name.indexOf('*') >= 0) {
      return null;
    }
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    for (String candidate : candidates(name, prefixes)) {
      String file = candidate.replace('.', '/') + ".class";
      if ((loader == null ? ClassLoader.getSystemResource(file) : loader.getResource(file))
          != null) {
        try {
          return Class.forName(candidate, false, loader);
        } catch (ClassNotFoundException | LinkageError notThisOne) {
          // Perhaps another.
        }
      }
    }
    return null;
  }

  /** What a class may be called: each dot of its name may stand before a nested one. */
  private static List<String> candidates(String name, Set<String> prefixes) {
    List<String> candidates = new ArrayList<>();
    for (String each = name; ; ) {
      candidates.add(each);
      for (String prefix : prefixes) {
        candidates.add(prefix + each);
      }
      int dot = each.lastIndexOf('.');
      if (dot < 0) {
        return candidates;
      }
      each = each.substring(0, dot) + "$" + each.substring(dot + 1);
    }
  }

  private static String packageOf(String className) {
    return className.substring(0, className.lastIndexOf('.') + 1);
  }
}
