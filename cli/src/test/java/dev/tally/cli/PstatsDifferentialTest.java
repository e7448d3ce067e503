// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tally.cli.command.StatsFiles;
import dev.tally.report.Extras;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generated profiles and generated commands go through the machine's {@code python3 -m pstats} and
 * through our browser; every character is the same. Only the texts of {@code help COMMAND} are left
 * out, which are our own.
 *
 * <p>Another seed and number of pairs are given by {@code -Dtally.pstats.seed} and {@code
 * -Dtally.pstats.pairs}.
 */
class PstatsDifferentialTest {
  private static final long SEED = Long.getLong("tally.pstats.seed", 20260101);
  private static final int PAIRS = Integer.getInteger("tally.pstats.pairs", 1500);

  @Test
  void printsWhatPythonPrints(@TempDir Path folder) throws Exception {
    System.out.println("seed " + SEED + ", " + PAIRS + " pairs");
    askPython(folder);
    for (int i = 0; i < PAIRS; i++) {
      Path pair = folder.resolve("%04d".formatted(i));
      String arguments = text(pair, ".args");
      String typed = text(pair, ".in");
      String printed =
          Transcript.browse(
              new StatsFiles(folder, Extras.NONE, true), arguments.lines().toList(), typed);
      assertThat(printed)
          .as("seed %d, pair %d, files [%s], typed:%n%s%n", SEED, i, arguments, typed)
          .isEqualTo(text(pair, ".out"));
    }
  }

  private void askPython(Path folder) throws Exception {
    Path script = folder.resolve("pairs.py");
    try (InputStream source = getClass().getResourceAsStream("pstats/pairs.py")) {
      Files.copy(source, script);
    }
    Process python;
    try {
      python =
          new ProcessBuilder("python3", script.toString(), "" + SEED, "" + PAIRS, folder.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      assumeTrue(false, "needs python3 on the path: " + e.getMessage());
      return;
    }
    String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    System.out.print(said);
    assertThat(python.waitFor()).as("exit code of pairs.py, which said: %s", said).isZero();
  }

  /** Written as UTF-16, surrogates without partners included, which a charset would replace. */
  private static String text(Path pair, String ending) throws IOException {
    byte[] bytes = Files.readAllBytes(pair.resolveSibling(pair.getFileName() + ending));
    return ByteBuffer.wrap(bytes).asCharBuffer().toString();
  }
}
