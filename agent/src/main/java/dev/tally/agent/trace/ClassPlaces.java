// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the program's classes came from, as their loaders say when they define them; nothing is
 * opened or looked for. Safe for several threads.
 */
public final class ClassPlaces {
  private static final String IN_JAR = "!/";

  /** Names of a directory's path that tell one {@code target/classes} from another. */
  private static final int NAMES = 3;

  /** As for names of methods: what a program makes without end is not kept. */
  private final int most = (int) Math.min(Runtime.getRuntime().maxMemory() >> 14, 1 << 16);

  private final Map<String, String> places = new HashMap<>();

  /** Each name once, for there are few. */
  private final Map<String, String> names = new HashMap<>();

  /** A class that is being defined, named with slashes. */
  void add(String className, @Nullable ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location != null) {
      String place = place(location.getProtocol(), location.getFile());
      synchronized (this) {
        if (places.size() < most) {
          String known = names.putIfAbsent(place, place);
          places.put(className, known == null ? place : known);
        }
      }
    }
  }

  /** Places of the classes of these methods, by their names with dots; of the JDK's the module. */
  public Map<String, String> of(List<Method> methods, MethodFilter filter) {
    Map<String, String> found = new HashMap<>();
    for (Method method : methods) {
      String className = method.className().replace('.', '/');
      String place;
      synchronized (this) {
        place = places.get(className);
      }
      if (place == null && method.kind() == Kind.JDK) {
        Module module = filter.jdk().moduleOf(className);
        place = module == null ? null : module.getName();
      }
      if (place != null) {
        found.put(method.className(), place);
      }
    }
    return found;
  }

  /**
   * The name of a jar, of the innermost if it is in another; of the jar itself where its classes
   * are in a folder of it, as Spring Boot has them; the end of a directory's path.
   */
  static String place(String protocol, String file) {
    String path = file;
    while (path.endsWith(IN_JAR)) {
      path = path.substring(0, path.length() - IN_JAR.length());
    }
    int inner = path.lastIndexOf('!');
    if (inner >= 0 && !path.endsWith(".jar") && !path.endsWith(".war")) {
      path = path.substring(0, inner);
      path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
    int slash = path.length();
    if (protocol.equals("file") && path.endsWith("/")) {
      slash--;
      for (int i = 1; i < NAMES && slash > 0; i++) {
        slash = path.lastIndexOf('/', slash - 1);
      }
    }
    slash = slash <= 0 ? -1 : path.lastIndexOf('/', slash - 1);
    String name = path.substring(slash + 1);
    return name.isEmpty() ? path : name;
  }
}
