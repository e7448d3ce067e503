// SPDX-License-Identifier: Apache-2.0
import java.io.File;
import java.io.PrintStream;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads and links, and so verifies, every class of the jars on the class path, without running any.
 * Writes a line a class to a file: its name, a tab, {@code ok} or the error.
 */
public class LinkClasses {
  public static void main(String[] arguments) throws Exception {
    ClassLoader loader = LinkClasses.class.getClassLoader();
    Set<String> seen = new HashSet<>();
    try (PrintStream out = new PrintStream(arguments[0], "UTF-8")) {
      for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
        if (!path.endsWith(".jar")) {
          continue;
        }
        try (JarFile jar = new JarFile(path)) {
          for (JarEntry entry : Collections.list(jar.entries())) {
            String file = entry.getName();
            if (!file.endsWith(".class")
                || file.startsWith("META-INF/")
                || file.endsWith("module-info.class")) {
              continue;
            }
            String name = file.substring(0, file.length() - 6).replace('/', '.');
            if (seen.add(name)) {
              out.println(name + "\t" + link(name, loader));
            }
          }
        }
      }
    }
  }

  private static String link(String name, ClassLoader loader) {
    try {
      // The JVM links a class before it lists its methods; it does not initialise it.
      Class.forName(name, false, loader).getDeclaredMethods();
      return "ok";
    } catch (NoClassDefFoundError e) {
      return "NoClassDefFoundError"; // Which of the missing classes is met first, is left open.
    } catch (Throwable e) {
      return (e.getClass().getName() + ": " + e.getMessage())
          .replaceAll("@(0x)?[0-9a-f]+", "@")
          .lines()
          .findFirst()
          .orElse("");
    }
  }
}
