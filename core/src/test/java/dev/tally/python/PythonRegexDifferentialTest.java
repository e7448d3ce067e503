// SPDX-License-Identifier: Apache-2.0
package dev.tally.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generated expressions mean here what they mean to the machine's Python. Another seed and number
 * are given by {@code -Dtally.regex.seed} and {@code -Dtally.regex.count}.
 */
class PythonRegexDifferentialTest {
  private static final long SEED = Long.getLong("tally.regex.seed", 20260101);
  private static final int COUNT = Integer.getInteger("tally.regex.count", 20_000);

  @Test
  void expressionsMeanWhatPythonMeans(@TempDir Path folder) throws Exception {
    List<String> different = new ArrayList<>();
    int searched = 0;
    int notSearched = 0;
    try (BufferedReader cases = cases(folder)) {
      String first = cases.readLine();
      assumeTrue(first != null, "needs python3 on the path");
      List<String> texts = new ArrayList<>();
      for (String text : first.split(" ", -1)) {
        texts.add(decoded(text));
      }
      for (String line = cases.readLine(); line != null; line = cases.readLine()) {
        String[] parts = line.split(" ", -1);
        String regex = decoded(parts[0]);
        if (parts[1].equals("slow")) {
          continue;
        }
        String here = answer(regex, texts);
        if (here.startsWith("refused")) {
          notSearched++;
        } else {
          searched++;
          if (!here.equals(parts[1])) {
            different.add(PythonText.repr(regex) + "\n  " + parts[1] + "\n  " + here);
          }
        }
      }
    }
    System.out.println("seed " + SEED + ": " + searched + " the same, " + notSearched + " refused");
    assertThat(different).as("seed %d", SEED).isEmpty();
    assertThat(notSearched).as("expressions refused").isLessThan(COUNT / 20);
  }

  private static String answer(String regex, List<String> texts) {
    try {
      PythonRegex compiled = PythonRegex.compile(regex);
      StringBuilder found = new StringBuilder();
      for (String text : texts) {
        found.append(compiled.isFoundIn(text) ? '1' : '0');
      }
      return found.toString();
    } catch (PythonRegex.InvalidException e) {
      return "invalid";
    } catch (PythonRegex.UnsupportedException e) {
      return "refused: " + e.getMessage();
    }
  }

  private static String decoded(String hex) {
    if (hex.equals("-")) {
      return "";
    }
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    StringBuilder text = new StringBuilder();
    while (bytes.hasRemaining()) {
      text.append(bytes.getChar());
    }
    return text.toString();
  }

  private BufferedReader cases(Path folder) throws IOException {
    Path script = folder.resolve("regex_cases.py");
    try (InputStream source = getClass().getResourceAsStream("regex_cases.py")) {
      Files.copy(source, script);
    }
    Process python;
    try {
      python =
          new ProcessBuilder("python3", script.toString(), "" + SEED, "" + COUNT)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      assumeTrue(false, "needs python3 on the path: " + e.getMessage());
      throw e;
    }
    return python.inputReader(StandardCharsets.US_ASCII);
  }
}
