// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The programs that these tests run, compiled by the JDK that the tests run on. */
final class Programs {
  /** Version of the JDK that runs the tests and the programs. */
  static final int FEATURE = Runtime.version().feature();

  static final Path CLASSES = Path.of("target/programs").toAbsolutePath();

  private Programs() {}

  /** Compiles them once, before the first is run. */
  static Path classes() {
    return Once.CLASSES;
  }

  private static final class Once {
    static final Path CLASSES = compile();

    private static Path compile() {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "-g",
                  "-nowarn",
                  "-Xlint:none",
                  "-XDstringConcat=inline",
                  "-d",
                  Programs.CLASSES + ""));
      arguments.addAll(sources("java"));
      if (FEATURE >= 21) {
        arguments.addAll(sources("java21"));
      }
      int exit =
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, arguments.toArray(String[]::new));
      if (exit != 0) {
        throw new IllegalStateException("the programs do not compile");
      }
      return Programs.CLASSES;
    }

    private static List<String> sources(String folder) {
      try (Stream<Path> paths = Files.list(Path.of("src/programs").resolve(folder))) {
        return paths.map(Path::toString).sorted().toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
