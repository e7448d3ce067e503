// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The machine's Python as the judge; tests that need it are skipped where there is none. */
final class Python {
  private Python() {}

  /** Runs a program text on standard input and gives its standard output. */
  static byte[] run(byte[] input, String... arguments) throws IOException {
    assumeTrue(present(), "no python3 here");
    List<String> command = new ArrayList<>(List.of("python3"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Thread feeder =
        new Thread(
            () -> {
              try (OutputStream out = process.getOutputStream()) {
                out.write(input);
              } catch (IOException gone) {
                // Python's exit code will tell.
              }
            });
    feeder.start();
    byte[] output;
    try (InputStream in = process.getInputStream()) {
      output = in.readAllBytes();
    }
    assertThat(process.onExit().join().exitValue()).isZero();
    return output;
  }

  /** What {@code marshal.load} says about each of these: "ok", or its exception. */
  static List<String> load(List<byte[]> cases) throws IOException {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    for (byte[] bytes : cases) {
      for (int shift = 0; shift < 32; shift += 8) {
        input.write(bytes.length >> shift);
      }
      input.write(bytes);
    }
    Path script = Path.of("src/test/resources/dev/tally/format/load.py");
    String answers =
        new String(run(input.toByteArray(), script.toString()), StandardCharsets.UTF_8);
    return List.of(answers.split("\n"));
  }

  private static boolean present() {
    try {
      return new ProcessBuilder("python3", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .onExit()
              .join()
              .exitValue()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
