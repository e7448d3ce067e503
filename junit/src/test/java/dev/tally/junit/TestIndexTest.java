// SPDX-License-Identifier: Apache-2.0
package dev.tally.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestIndexTest {
  private final Path folder;

  TestIndexTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theLongestIsFirst() throws IOException {
    index(line(1, 7, "a.tally"), line(2_500_000_000L, 1_830_412, "b.tally"));

    assertThat(folder.resolve("index.txt"))
        .hasContent(
            """
                seconds       calls  recording
               2.500000     1830412  b.tally
               0.000000           7  a.tally
            """);
  }

  /** Of another JVM, or of a run of other tests. */
  @Test
  void otherRecordingsThatAreThereKeepTheirLines() throws IOException {
    Files.createFile(folder.resolve("a.tally"));
    index(line(1_000, 1, "a.tally"), line(9_000, 1, "deleted.tally"));
    index(line(5_000, 2, "b.tally"));

    assertThat(folder.resolve("index.txt"))
        .hasContent(
            """
                seconds       calls  recording
               0.000005           2  b.tally
               0.000001           1  a.tally
            """);
  }

  private void index(TestIndex.Line... lines) throws IOException {
    TestIndex index = new TestIndex(folder);
    for (TestIndex.Line line : lines) {
      index.add(line);
    }
    index.write();
  }

  private static TestIndex.Line line(long nanos, long calls, String file) {
    return new TestIndex.Line(nanos, calls, file);
  }
}
