// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The classes of a workload that are recorded, for those who must know them beforehand. */
final class ClassFiles {
  /** Takes a class' name, with dots, and its file, which can be read during the visit only. */
  interface Visitor {
    void visit(String className, Path file) throws IOException;
  }

  private ClassFiles() {}

  /** From the class path and, for javac, from the JDK's own image; one of each name. */
  static void visit(Workload workload, Jdk jdk, Visitor visitor) throws IOException {
    Visitor recorded =
        (name, file) -> {
          if (workload.records(name)) {
            visitor.visit(name, file);
          }
        };
    each(Home.TARGET.resolve("classes"), recorded);
    for (Path jar : Home.jars()) {
      try (FileSystem zip = FileSystems.newFileSystem(jar)) {
        each(zip.getPath("/"), recorded);
      }
    }
    if (workload == Workload.JAVAC) {
      Map<String, String> environment = Map.of("java.home", jdk.home().toString());
      try (FileSystem image = FileSystems.newFileSystem(URI.create("jrt:/"), environment)) {
        each(image.getPath("/modules/jdk.compiler"), recorded);
      }
    }
  }

  private static void each(Path root, Visitor visitor) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = root.relativize(file).toString();
        // Neither package-info and module-info nor what lies under META-INF/versions.
        if (name.endsWith(".class") && !name.contains("-")) {
          visitor.visit(
              name.substring(0, name.length() - ".class".length()).replace('/', '.'), file);
        }
      }
    }
  }
}
