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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The README is true: every command that it shows is typed here, and prints what the README says.
 * Calls, names and all other words must agree; times and dates are what they happen to be.
 *
 * <p>The commands are typed in one folder, in the README's order, since one uses what another has
 * written. The folder has all that the README speaks of: Tally, the examples, and the programs that
 * it records under made-up names.
 */
class ReadmeTest {
  /** A line of {@code stats}, without its times: how many calls of what. */
  private static final Pattern ROW =
      Pattern.compile(" *([0-9/]+)(?: +[0-9.]+(?: [nµm]?s)?){4} (\\S.*)");

  /** A command in a console block, and the lines up to the next. */
  private static final Pattern EXCHANGE = Pattern.compile("(?m)^\\$ (.*)\n((?:(?!\\$ ).*\n)*)");

  private static Path folder = Path.of("");

  /** A block of the README between fences. */
  private record Block(String language, String text) {}

  @BeforeAll
  static void prepare() throws IOException {
    folder = Folders.empty("readme");
    for (String file : List.of("tally", "tally-agent.jar", "tally-api.jar")) {
      Files.createSymbolicLink(folder.resolve(file), Installation.TALLY.resolveSibling(file));
    }
    Files.createSymbolicLink(folder.resolve("examples"), Installation.PROJECT.resolve("examples"));
    Files.writeString(folder.resolve("App.java"), program(""));
    Path source = Files.createDirectories(folder.resolve("source"));
    Files.writeString(source.resolve("Main.java"), program("package com.acme;\n"));
    Files.writeString(source.resolve("module-info.java"), "module app {}\n");
    typed("javac -d mods/app source/module-info.java source/Main.java");
    typed("jar -cfe app.jar com.acme.Main -C mods/app com");
    typed("tally run -o monday App.java && cp monday tuesday");
    typed("mkdir lib && jar -cf lib/app.jar -C mods/app com && cp lib/app.jar lib/db.jar");
  }

  @Test
  void what_it_shows_is_what_happens() throws IOException {
    for (Block block : blocks()) {
      if (block.language().equals("console")) {
        Matcher exchange = EXCHANGE.matcher(block.text());
        while (exchange.find()) {
          replay(exchange.group(1), exchange.group(2));
        }
      } else if (block.language().equals("sh")) {
        block.text().lines().map(line -> line.replaceAll(" +#.*", "")).forEach(ReadmeTest::works);
      }
    }
    Matcher agentAlone = Pattern.compile("`(java -javaagent:[^`]+)`").matcher(readme());
    assertThat(agentAlone.find()).isTrue();
    assertThat(typed(agentAlone.group(1)).out()).isEqualTo("[]\n");
    assertThat(typed("tally stats profile -c 'stats main'").out()).contains(" Main.main\n");
  }

  @Test
  void its_java_is_taken_from_the_examples() throws IOException {
    String examples = "";
    try (Stream<Path> files = Files.walk(Installation.PROJECT.resolve("examples"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        examples += Files.readString(file).replaceAll("(?m)^ +", "");
      }
    }
    for (Block block : blocks()) {
      if (block.language().equals("java")) {
        String statements = block.text().replaceAll("(?m)^ +", "");
        assertThat(examples).contains(statements);
      }
    }
  }

  /** Types a command and compares what it prints with what is shown. */
  private static void replay(String command, String shown) {
    List<String> expected = lines(shown);
    List<String> printed = lines(typed(command).out());
    boolean complete = !expected.contains("...");
    assertThat(String.join("\n", withoutRows(printed)) + "\n")
        .as(command)
        .matches(pattern(withoutRows(expected)));
    // Which functions are among the first six of those sorted by time is not for sure: a busy
    // machine may take longer over another. So what is shown must be a line of the whole table.
    if (expected.stream().anyMatch(line -> line.contains("Ordered by"))) {
      assertThat(rows(lines(typed("tally stats profile -c stats").out())))
          .as("all that was recorded, for what is shown of %s", command)
          .containsAll(rows(expected));
    } else {
      assertThat(rows(printed)).as(command).containsAll(rows(expected));
    }
    if (complete) {
      assertThat(rows(printed)).as(command).hasSameSizeAs(rows(expected));
    }
  }

  /** Types a command that is shown without what it prints. */
  private static void works(String command) {
    // It is what runs this test.
    if (!command.startsWith("./mvnw")) {
      typed(command);
    }
  }

  private static Fork typed(String command) {
    String prelude =
        "export JAVA_HOME=%s LC_ALL=C.UTF-8 PATH=$PWD:%s:$PATH\n"
            .formatted(System.getProperty("java.home"), Installation.JAVA.getParent());
    Fork fork = Fork.run(folder, List.of("bash", "-c", prelude + command));
    assertThat(fork.exit()).as(fork.story()).isZero();
    assertThat(fork.err()).as(fork.story()).isEmpty();
    return fork;
  }

  private static String readme() throws IOException {
    return Files.readString(Installation.PROJECT.resolve("README.md"));
  }

  private static List<Block> blocks() throws IOException {
    Matcher fences = Pattern.compile("(?ms)^```(\\w+)\n(.*?)^```$").matcher(readme());
    List<Block> blocks = new ArrayList<>();
    while (fences.find()) {
      blocks.add(new Block(fences.group(1), fences.group(2)));
    }
    assertThat(blocks).extracting(Block::language).contains("console", "sh", "java");
    return blocks;
  }

  /** With what may differ from run to run made equal, without blanks at the ends of lines. */
  private static List<String> lines(String text) {
    return text.stripTrailing()
        .lines()
        .map(String::stripTrailing)
        .map(line -> line.replaceAll("\\w{3} \\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}", "DATE"))
        .map(line -> line.replaceAll("times of \\d+ of", "times of some of"))
        // A column is as wide as its longest number: which rows are shown decides it.
        .map(line -> line.replaceAll("^ +(?=ncalls )", " "))
        // Where a class is loaded within a recorded call, as JDK 25's launcher has it,
        // {tally.weaving} is a row, too.
        .map(line -> line.replaceAll("\\b32 (functions estimated|to \\d)", "31 $1"))
        .map(line -> line.replaceAll("\\b\\d+\\.\\d{3}\\b", "0.000"))
        .map(line -> line.replaceAll("\\b\\d+\\.\\d threads? busy", "some threads busy"))
        // Which times are estimates is decided anew each time.
        .map(line -> line.replace("~0.000", " 0.000"))
        .toList();
  }

  private static List<String> rows(List<String> lines) {
    List<String> rows = new ArrayList<>();
    for (String line : lines) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.add(row.group(1) + " of " + row.group(2).strip());
      }
    }
    return rows;
  }

  private static List<String> withoutRows(List<String> lines) {
    return lines.stream().filter(line -> !ROW.matcher(line).matches()).toList();
  }

  /** Three dots stand for any lines, and for none. */
  private static String pattern(List<String> lines) {
    StringBuilder pattern = new StringBuilder("(?s)");
    for (String line : lines) {
      if (line.equals("...")) {
        pattern.append("(?:.*\n)?");
      } else {
        pattern.append(Pattern.quote(line)).append("\n");
      }
    }
    return pattern.toString();
  }

  private static String program(String head) {
    return head
        + """
        public class %s {
          public static void main(String[] arguments) {
            System.out.println(java.util.Arrays.toString(arguments));
          }
        }
        """
            .formatted(head.isEmpty() ? "App" : "Main");
  }
}
