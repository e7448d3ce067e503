// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RawLinesTest {
  @Test
  void endInAnyWay() throws IOException {
    assertThat(lines("a\nb\r\nc\rd\r\r\n\ne")).containsExactly("a", "b", "c", "d", "", "", "e");
    assertThat(lines("")).isEmpty();
    assertThat(lines("a\n")).containsExactly("a");
  }

  @Test
  void keepBytesThatAreNoText() throws IOException {
    assertThat(lines("read gr\u00c3\u00b6\u00ff")).containsExactly("read gr\u00f6\udcff");
  }

  private static List<String> lines(String latin1) throws IOException {
    RawLines in =
        new RawLines(new ByteArrayInputStream(latin1.getBytes(StandardCharsets.ISO_8859_1)));
    List<String> lines = new ArrayList<>();
    for (String line; (line = in.next()) != null; ) {
      lines.add(line);
    }
    return lines;
  }
}
