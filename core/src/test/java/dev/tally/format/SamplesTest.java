// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that other tools have written, read. The README beside them says how they were made. */
class SamplesTest {
  private static final Path SOURCES = Path.of("src/test/resources/dev/tally/format/samples");

  @ParameterizedTest
  @MethodSource("samples")
  void aFileOfAnotherTool(Path sample) throws IOException {
    String read;
    try (InputStream in = Files.newInputStream(sample)) {
      read = Dump.of(Format.read(in).profile());
    }
    String name = sample.getFileName() + ".dump";
    if (Boolean.getBoolean("samples.write")) {
      Files.writeString(SOURCES.resolve(name), read);
    }
    assertThat(read).isEqualTo(Files.readString(sample.resolveSibling(name)));
  }

  static List<Path> samples() throws IOException, URISyntaxException {
    Path folder = Path.of(SamplesTest.class.getResource("samples").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> !file.toString().matches(".*\\.(dump|java|md|go|js|c|jfc|py|php|html)"))
          .sorted()
          .toList();
    }
  }
}
