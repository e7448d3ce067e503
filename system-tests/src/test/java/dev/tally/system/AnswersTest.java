// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * docs/answers.md is true: every command in its {@code console} blocks is typed here, in one folder
 * and in their order, and prints what is shown. Calls, names and all other words must agree; times,
 * and the order of rows that they make, are what they happen to be. Three dots stand for any lines.
 */
class AnswersTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```console\n(.*?)^```$");

  /** A command, and the lines up to the next. */
  private static final Pattern EXCHANGE = Pattern.compile("(?m)^\\$ (.*)\n((?:(?!\\$ ).*\n)*)");

  private static Path folder = Path.of("");

  @BeforeAll
  static void prepare() throws IOException {
    folder = Folders.empty("answers");
    for (String file : List.of("tally", "tally-agent.jar")) {
      Files.createSymbolicLink(folder.resolve(file), Installation.TALLY.resolveSibling(file));
    }
    Files.createSymbolicLink(folder.resolve("examples"), Installation.PROJECT.resolve("examples"));
  }

  @Test
  void everyAnswerIsWhatTallySays() throws IOException {
    String document = Files.readString(Installation.PROJECT.resolve("docs/answers.md"));
    List<String> commands = new ArrayList<>();
    for (Matcher block = BLOCK.matcher(document); block.find(); ) {
      for (Matcher exchange = EXCHANGE.matcher(block.group(1)); exchange.find(); ) {
        commands.add(exchange.group(1));
        List<String> shown = lines(exchange.group(2));
        List<String> printed = lines(typed(exchange.group(1)));
        if (shown.removeIf("..."::equals)) {
          assertThat(printed).as(exchange.group(1)).containsAll(shown);
        } else {
          assertThat(printed).as(exchange.group(1)).containsExactlyInAnyOrderElementsOf(shown);
        }
      }
    }
    assertThat(commands).hasSizeGreaterThan(5);
  }

  private static String typed(String command) {
    String prelude =
        "export JAVA_HOME=%s LC_ALL=C.UTF-8 PATH=$PWD:%s:$PATH\n"
            .formatted(System.getProperty("java.home"), Installation.JAVA.getParent());
    Fork fork = Fork.run(folder, List.of("bash", "-c", prelude + command));
    assertThat(fork.exit()).as(fork.story()).isZero();
    assertThat(fork.err()).as(fork.story()).isEmpty();
    return fork.out();
  }

  /** Without what differs from run to run, and without the blanks that it makes. */
  private static List<String> lines(String text) {
    return new ArrayList<>(
        text.lines()
            .map(
                line ->
                    line.replaceAll("\\w{3} \\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}", "DATE"))
            .map(line -> line.replaceAll("~?\\b\\d+\\.\\d{3}\\b", "TIME"))
            .map(line -> line.replaceAll("\\b[0-9.]+ (ns|µs|ms|s)\\b", "TIME"))
            .map(line -> line.replaceAll("[<>]?[0-9.]+%", "SHARE"))
            .map(line -> line.replaceAll("times of \\d+ of \\d+", "times of some of all"))
            .map(line -> line.replaceAll("reduced from \\d+", "reduced from all"))
            .map(line -> line.replaceAll(" +", " ").strip())
            .filter(line -> !line.isEmpty())
            .toList());
  }
}
