// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tally.cli.shell.Streams;
import dev.tally.format.TallyFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Other tools for Python's profiles open a converted recording. Skipped where they are not
 * installed, and Debian has neither; {@code pip install gprof2dot snakeviz} does it.
 */
class PythonToolsTest {
  private final Path converted;

  PythonToolsTest(@TempDir Path folder) {
    converted = folder.resolve("profile.pstats");
  }

  @BeforeEach
  void convert() throws IOException {
    Path recording = converted.resolveSibling("profile");
    try (OutputStream out = Files.newOutputStream(recording)) {
      TallyFormat.write(ConvertCommandTest.recording(), out);
    }
    new ConvertCommand()
        .run(
            List.of(recording.toString(), "-o", converted.toString()),
            new Streams(
                new ByteArrayInputStream(new byte[0]),
                new StringWriter(),
                OutputStream.nullOutputStream(),
                new PrintWriter(new StringWriter())));
  }

  @Test
  void gprof2dotDrawsIt() throws IOException {
    String graph =
        python("gprof2dot", "import gprof2dot; gprof2dot.main(['-f', 'pstats', '-n0', '-e0', %s])");
    assertThat(graph)
        .startsWith("digraph {")
        .contains("C:9:Class9.In.method4")
        .contains("~:0:<java.util.Map.Entry12.get>");
  }

  @Test
  void snakeVizTabulatesIt() throws IOException {
    String rows =
        python(
            "snakeviz",
            "import pstats, snakeviz.stats as v; s = pstats.Stats(%s);"
                + " print(len(v.json_stats(s))); print(*v.table_rows(s), sep='\\n')");
    assertThat(rows).contains("com/acme/C.java:9(Class9.In.method4)");
    assertThat(rows.lines().findFirst()).hasValue(Integer.toString((int) rows.lines().count() - 1));
  }

  /** Runs a line of Python in which {@code %s} is the converted file, and gives what it prints. */
  private String python(String module, String line) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(
                  "python3",
                  "-c",
                  "import importlib.util as u, sys; u.find_spec('"
                      + module
                      + "') or sys.exit(77); "
                      + line.replace("%s", "'" + converted + "'"))
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      assumeTrue(false, "no python3 here");
      throw e;
    }
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.onExit().join().exitValue();
    assumeTrue(exit != 77, "no " + module + " here: pip install " + module);
    assertThat(exit).as(said).isZero();
    return said;
  }
}
