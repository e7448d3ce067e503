// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.cli.launch.Environment;
import dev.tally.cli.launch.ExecArguments;
import dev.tally.cli.launch.Plan;
import dev.tally.cli.launch.Word;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Streams;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code tally exec} makes of a command line. {@code ~} stands for a folder. */
class ExecCommandTest {
  private final Path folder;

  ExecCommandTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Files.writeString(folder.resolve("tally-agent.jar"), "");
    Files.writeString(folder.resolve("text"), "no command");
    Files.writeString(folder.resolve("build"), "#!/bin/sh");
    assertThat(folder.resolve("build").toFile().setExecutable(true)).isTrue();
  }

  @Test
  void theCommandGetsTheAgentFromTheEnvironment() throws IOException {
    Plan plan = plan("--timing none build -o x --unknown", Map.of("JAVA_TOOL_OPTIONS", "-Da=b"));

    assertThat(words(plan))
        .containsExactly(
            "/usr/bin/env",
            "JAVA_TOOL_OPTIONS=-Da=b -javaagent:~/tally-agent.jar=output=TEMPORARY/%n-%p.tally,"
                + "report=all,exec=programs,timing=none",
            "build",
            "-o",
            "x",
            "--unknown");
    assertThat(plan.reported()).isEqualTo(plan.folder());
    assertThat(plan.sort()).isEqualTo("cumulative");
  }

  @Test
  void withAFolderTheRecordingsStayThereAndNoStatisticsFollow() throws IOException {
    Plan plan = plan("--build-tools -o ~/new/100%p build", Map.of());

    assertThat(words(plan).get(1))
        .endsWith("tally-agent.jar=output=~/new/100%%p/%n-%p.tally,exec=all");
    assertThat(folder.resolve("new/100%p")).isEmptyDirectory();
    assertThat(plan.folder()).isNull();
    assertThat(plan.reported()).isEqualTo(folder + "/new/100%p");
    assertThat(plan.sort()).isNull();
  }

  /** Nothing else goes: a folder may hold recordings that somebody has named. */
  @Test
  void recordingsOfAnEarlierRunAreReplaced() throws IOException {
    List<String> stay = List.of("Main-12.txt", "before.tally", "Main-13.tally");
    for (String name : stay) {
      Files.writeString(folder.resolve(name), "no recording");
    }
    Files.writeString(folder.resolve("Main-14.tally"), "");

    plan("-o ~ build", Map.of());

    assertThat(folder.resolve("Main-14.tally")).doesNotExist();
    assertThat(stay).allSatisfy(name -> assertThat(folder.resolve(name)).exists());
  }

  @Test
  void aCommandWithAnEqualsSignIsNoVariable() throws IOException {
    assertThat(words(plan("~/a=b c", Map.of())).subList(2, 8))
        .containsExactly("/bin/sh", "-c", "exec \"$@\"", "sh", "~/a=b", "c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nosuch x       | 127 | there is no command nosuch on the PATH
          ~/nosuch       | 127 | there is no command ~/nosuch
          ~/text         | 126 | ~/text is not executable; chmod +x makes it so
          ~              | 126 | ~ is a folder; expected a command
          """)
  void whatCannotBeRunIsAnsweredAsByAShell(String command, int code, String sentence)
      throws IOException {
    StringWriter err = new StringWriter();
    assertThat(run(split(command), err)).isEqualTo(code);
    assertThat(err).hasToString("tally exec: " + sentence.replace("~", folder.toString()) + "\n");
  }

  @Test
  void aShellsLineIsAnsweredWithTheWayToRunIt() throws IOException {
    StringWriter err = new StringWriter();
    assertThat(run(List.of("build && x"), err)).isEqualTo(127);
    assertThat(err.toString()).endsWith("for a line of a shell's: tally exec sh -c '…'\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -s calls             | there is no command to run: tally exec ./mvnw test
          --                   | there is no command to run: tally exec ./mvnw test
          --jvms build         | unknown option --jvms; --help lists the known ones
          --timng none build   | unknown option --timng; did you mean --timing?
          --timing fast build  | --timing takes one of auto, exact, none; found fast
          -o ~/text build      | ~/text is a file; -o needs the name of a folder, in which each JVM has a recording of its own
          -o /proc/x build     | cannot make the folder /proc/x: it cannot be made there
          """)
  void refusesWithOneSentence(String arguments, String sentence) {
    assertThatThrownBy(() -> plan(arguments, Map.of()))
        .isInstanceOf(Misuse.class)
        .hasMessage(sentence.replace("~", folder.toString()));
  }

  private int run(List<String> arguments, StringWriter err) throws IOException {
    Streams streams =
        new Streams(
            InputStream.nullInputStream(),
            err,
            OutputStream.nullOutputStream(),
            new PrintWriter(err));
    return command(Map.of()).run(arguments, streams);
  }

  private Plan plan(String arguments, Map<String, String> variables) throws IOException {
    List<String> words = split(arguments);
    return command(variables).plan(new ExecArguments(words), words.size());
  }

  private ExecCommand command(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("PATH", "/nowhere:" + folder);
    all.put("TMPDIR", folder.toString());
    return new ExecCommand(null, new Environment(all, all), folder);
  }

  private List<String> split(String arguments) {
    return List.of(arguments.replace("~", folder.toString()).split(" "));
  }

  /** The command, without the time at which it begins. */
  private List<String> words(Plan plan) {
    return plan.command().stream()
        .map(Word::text)
        .map(word -> word.replaceFirst(",launched=[0-9]{13}", ""))
        .map(word -> word.replace(String.valueOf(plan.folder()), "TEMPORARY"))
        .map(word -> word.replace(folder.toString(), "~"))
        .toList();
  }
}
