// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The {@code tally} script as the distribution has it: a program that it runs has standard streams,
 * open files, signals, environment and exit code as if {@code java} had been typed.
 */
class ScriptTest {
  private static final Path GUEST = Path.of("target", "guest").toAbsolutePath();
  private static final String JAVA_HOME = System.getProperty("java.home");
  private static final Path SCRIPT = Installation.TALLY.resolveSibling("tally");

  private final Path folder;

  ScriptTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void compile() throws IOException {
    Files.createDirectories(GUEST);
    Path source = Installation.PROJECT.resolve("system-tests/src/programs/guest/Guest.java");
    Path javac = Installation.JAVA.resolveSibling("javac");
    Fork compiled =
        Fork.run(GUEST, List.of(javac.toString(), "-d", GUEST.toString(), source.toString()));
    assertThat(compiled.exit()).as(compiled.story()).isZero();
  }

  @Test
  void gives_the_program_its_arguments_untouched() {
    assertThat(shell("guest args 'a b' '' '*' -o --help \"it's\" $'new\\nline' 'größe'"))
        .isEqualTo("args|a b||*|-o|--help|it's|new\nline|größe\n");
  }

  @Test
  void gives_the_program_standard_input_and_adds_nothing_to_its_output() {
    assertThat(shell("guest echo <<< 'typed by a user'")).isEqualTo("typed by a user\n");
    assertThat(shell("guest echo < /dev/null")).isEmpty();
    assertThat(shell("guest err 2>&1 >/dev/null")).isEqualTo("a complaint of the program's\n");
  }

  @Test
  void gives_the_program_files_that_are_open() {
    assertThat(shell("guest read <(echo from a process)")).isEqualTo("from a process\n");
    assertThat(shell("guest read /dev/fd/3 3<<< 'number three'")).isEqualTo("number three\n");
    assertThat(shell("guest read /dev/fd/4 4<<< 'number four'")).isEqualTo("number four\n");
  }

  @Test
  void leaves_no_process_of_ours_below_the_program() {
    assertThat(shell("guest children")).isEqualTo("children: 0\n");
  }

  @Test
  void ends_as_the_program_ends() {
    assertThat(shell("guest exit 3; echo $?; guest exit 0; echo $?")).isEqualTo("3\n0\n");
    assertThat(shell("tally run -cp $GUEST Guest exit 3 >/dev/null; echo $?")).isEqualTo("3\n");
    assertThat(shell("guest die KILL; echo $?")).isEqualTo("137\n");
    assertThat(shell("tally run -cp $GUEST Guest die KILL 2>/dev/null; echo $?")).endsWith("137\n");
    assertThat(shell("tally run -cp $GUEST Guest die TERM >/dev/null; echo $?")).isEqualTo("143\n");
  }

  @Test
  void leaves_what_java_has_to_say_to_java() {
    assertThat(shell("tally run -o p NoSuchClass 2>&1; echo $?"))
        .contains("ClassNotFoundException: NoSuchClass")
        .endsWith("\n1\n");
    assertThat(shell("tally run -o p -Xmx1 -cp $GUEST Guest args 2>&1; echo $?"))
        .contains("Too small maximum heap")
        .endsWith("\n1\n");
  }

  @Test
  void refuses_misuse_before_the_program_starts() {
    assertThat(shell("tally run -o none/p -cp $GUEST Guest args 2>&1; echo $?"))
        .matches("tally run: no such folder: .*/none, wanted for -o none/p\n2\n");
    assertThat(shell("tally run --no-bultins -cp $GUEST Guest args 2>&1; echo $?"))
        .isEqualTo("tally run: unknown option --no-bultins; did you mean --no-builtins?\n2\n");
    assertThat(shell("tally run -s cum -cp $GUEST Guest args 2>/dev/null; echo $?"))
        .isEqualTo("2\n");
  }

  @Test
  void keeps_what_is_meant_for_the_programs_jvm_from_ours() {
    assertThat(shell("JAVA_TOOL_OPTIONS=-Da=b guest env JAVA_TOOL_OPTIONS 2>&1"))
        .isEqualTo("Picked up JAVA_TOOL_OPTIONS: -Da=b\n-Da=b\n");
    assertThat(shell("LC_ALL=C guest env LC_ALL")).isEqualTo("C\n");
  }

  @Test
  void prints_statistics_after_the_program_and_leaves_nothing_behind() {
    assertThat(shell("TMPDIR=$PWD tally run -s calls -cp $GUEST Guest args; ls"))
        .matches(
            """
            args
             +\\d+ function calls .*seconds
            (?s).*
               Ordered by: call count
            .* Guest.main
            .*
            """);
  }

  @Test
  void ends_quietly_when_nobody_reads_the_statistics() {
    String script =
        "tally run -o p -cp $GUEST Guest args; "
            + "{ tally stats p -c stats; echo \"$?\" >&2; } 2>code | true; cat code";
    assertThat(shell(script)).matches("args\n(141|0)\n");
    assertThat(shell("{ tally run -cp $GUEST Guest exit 3; echo $? >&2; } 2>code | true; cat code"))
        .isEqualTo("3\n");
  }

  @Test
  void becomes_the_program_if_there_is_nothing_to_do_after_it() throws Exception {
    Process process = start("run", "-o", "profile", "-cp", GUEST.toString(), "Guest", "wait");
    BufferedReader out = reader(process);

    assertThat(out.readLine()).isEqualTo(Long.toString(process.pid()));
    signal("TERM", process.pid());

    assertThat(exitCode(process)).isEqualTo(143);
    assertThat(folder.resolve("profile")).isNotEmptyFile();
  }

  @Test
  void hands_signals_on_and_outlives_the_program_to_report() throws Exception {
    for (Map.Entry<String, Integer> signal :
        Map.of("TERM", 143, "INT", 130, "HUP", 129).entrySet()) {
      Process process = start("run", "-cp", GUEST.toString(), "Guest", "wait");
      BufferedReader out = reader(process);
      long program = Long.parseLong(out.readLine());
      assertThat(program).isNotEqualTo(process.pid());

      signal(signal.getKey(), process.pid());

      assertThat(out.lines()).anyMatch(line -> line.contains("function calls"));
      assertThat(exitCode(process)).as(signal.getKey()).isEqualTo(signal.getValue());
      assertThat(ProcessHandle.of(program)).isEmpty();
    }
  }

  @Test
  void is_found_through_symbolic_links_and_from_anywhere() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(elsewhere.resolve("first"), SCRIPT);
    Files.createSymbolicLink(elsewhere.resolve("second"), Path.of("first"));

    assertThat(shell("cd / && " + elsewhere + "/second --version")).startsWith("tally ");
    assertThat(shell("PATH=" + elsewhere + ":$PATH; second --version")).startsWith("tally ");
    assertThat(shell("cd " + elsewhere + "; bash second --version")).startsWith("tally ");
  }

  @Test
  void works_from_a_copied_folder_that_cannot_be_written() throws IOException {
    shell("cp -r " + SCRIPT.getParent() + " copy; rm -rf copy/cds; : > copy/cds");

    assertThat(shell("copy/tally --version 2>&1")).startsWith("tally ");
  }

  @Test
  void says_what_is_wrong_with_the_java_that_it_found() throws IOException {
    Path old = folder.resolve("old");
    Files.createDirectories(old.resolve("bin"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    shell("touch old/bin/java; chmod +x old/bin/java");

    assertThat(shell("JAVA_HOME=$PWD/old tally --version 2>&1; echo $?"))
        .isEqualTo(
            "tally: Tally needs Java 17 or later; %s is Java 11.0.2; set JAVA_HOME to a newer one\n1\n"
                .formatted(old));
    assertThat(shell("JAVA_HOME=/nowhere tally --version 2>&1"))
        .isEqualTo(
            "tally: JAVA_HOME is /nowhere, which has no bin/java; "
                + "set it to a JDK, version 17 or later\n");
  }

  /** Runs a snippet of bash; gives what it prints. */
  private String shell(String script) {
    String prelude =
        """
        export JAVA_HOME=%s LC_ALL=C.UTF-8
        GUEST=%s
        tally() { %s "$@"; }
        guest() { tally run -o profile -cp $GUEST Guest "$@"; }
        """
            .formatted(JAVA_HOME, GUEST, SCRIPT);
    return Fork.run(folder, List.of("bash", "-c", prelude + script)).out();
  }

  private Process start(String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("JAVA_HOME", JAVA_HOME);
    return builder.directory(folder.toFile()).start();
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private void signal(String name, long pid) {
    Fork.run(folder, List.of("kill", "-s", name, Long.toString(pid)));
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }
}
