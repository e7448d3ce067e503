// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Folders that programs run in. They stay after the tests, for whoever looks into a failure. */
final class Folders {
  private Folders() {}

  /** Makes a folder under {@code target} that is empty, whatever an earlier run left there. */
  static Path empty(String name) throws IOException {
    Path folder = Path.of("target", name).toAbsolutePath();
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    return Files.createDirectories(folder);
  }

  /** Every file under a folder with its content, byte for byte. */
  static Map<String, String> content(Path folder) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      paths
          .filter(Files::isRegularFile)
          .forEach(path -> content.put(folder.relativize(path).toString(), bytes(path)));
    }
    return content;
  }

  private static String bytes(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
