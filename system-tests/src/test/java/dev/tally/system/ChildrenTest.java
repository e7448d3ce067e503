// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that start JVMs themselves: restarters, which hand their own options on and end, and
 * those that wait for workers. The program calls {@code step} a thousand times, each JVM that it
 * starts ten times.
 */
class ChildrenTest {
  private static final Path CLASSES = Path.of("target", "children").toAbsolutePath();
  private static final Path SCRIPT = Installation.TALLY.resolveSibling("tally");

  private static final String PROGRAM =
      """
      import java.lang.management.ManagementFactory;
      import java.util.ArrayList;
      import java.util.List;

      public class Starter {
        static void step() {}

        static void steps(int count) {
          for (int i = 0; i < count; i++) {
            step();
          }
        }

        /** Arguments: how many JVMs, one after the other; whether options are handed on; to wait. */
        public static void main(String[] arguments) throws Exception {
          if (arguments.length == 0) {
            steps(10);
            return;
          }
          steps(1000);
          List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().get()));
          if (arguments[1].equals("options")) {
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
          }
          command.addAll(List.of("-cp", System.getProperty("java.class.path"), "Starter"));
          for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (arguments[2].equals("wait")) {
              process.waitFor();
            }
          }
        }
      }
      """;

  private final Path folder;

  ChildrenTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void compile() throws IOException {
    Files.createDirectories(CLASSES);
    Path source = Files.writeString(CLASSES.resolve("Starter.java"), PROGRAM);
    Path javac = Installation.JAVA.resolveSibling("javac");
    Fork compiled = Fork.run(CLASSES, List.of(javac.toString(), "-d", ".", source.toString()));
    assertThat(compiled.exit()).as(compiled.story()).isZero();
  }

  @Test
  void aChildThatInheritsTheOptionsWritesBesideItsParent() throws IOException {
    Fork run = shell("tally run -o p -cp $CLASSES Starter 1 options wait");

    assertThat(run.out() + run.err()).as(run.story()).isEmpty();
    assertThat(steps("p")).isEqualTo(1000);
    List<String> others = others("p");
    assertThat(others).hasSize(1);
    assertThat(steps(others.get(0))).isEqualTo(10);
    assertThat(read(others.get(0)).origin().notes())
        .containsExactly(folder.resolve("p") + " is the recording of another JVM");
  }

  /** A restarter: its child begins after it has ended. Its standard error is read to the end. */
  @Test
  void aChildThatOutlivesItsParentDoesNotReplaceItsRecording() throws IOException {
    Fork run = shell("tally run -o p -cp $CLASSES Starter 1 options go");
    // Nothing waits for a child that is nobody's: its errors go where ours go.
    assertThat(run.out() + run.err()).as(run.story()).isEmpty();
    assertThat(steps("p")).isEqualTo(1000);
    assertThat(others("p")).hasSize(1);
  }

  @Test
  void withoutOutputAChildIsNotRecordedAndSaysNothing() throws IOException {
    for (String end : List.of("wait", "go")) {
      Fork run = shell("TMPDIR=$PWD tally run -cp $CLASSES Starter 1 options " + end);

      assertThat(run.err()).isEmpty();
      assertThat(row(run)).isEqualTo("1000");
      assertThat(run.out()).doesNotContain("added up");
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void runsOneAfterTheOtherReplaceEachOther() throws IOException {
    for (int i = 0; i < 3; i++) {
      Fork run = shell("tally run -o p -cp $CLASSES Starter 0 none go");
      assertThat(run.err()).as(run.story()).isEmpty();
    }
    assertThat(others("p")).isEmpty();
  }

  @Test
  void withChildrenEachHasARecording() throws IOException {
    Fork run = shell("tally run --children -o p -cp $CLASSES Starter 3 none wait");

    assertThat(run.err().lines()).hasSize(4).allMatch(line -> line.startsWith("Picked up JAVA_"));
    assertThat(steps("p")).isEqualTo(1000);
    assertThat(others("p")).hasSize(3);
    for (String other : others("p")) {
      assertThat(steps(other)).isEqualTo(10);
    }
  }

  @Test
  void withChildrenAndWithoutOutputThereIsOneTable() throws IOException {
    Fork run = shell("TMPDIR=$PWD tally run --children -cp $CLASSES Starter 3 none wait");

    assertThat(row(run)).isEqualTo("1030");
    assertThat(run.out()).contains(" 4 recordings added up\n");
    assertThat(folder).isEmptyDirectory();
  }

  /** It has the agent from its parent's options and from the environment, told the same. */
  @Test
  void aChildThatIsHandedTheAgentTwiceIsCountedOnce() throws IOException {
    Fork table = shell("TMPDIR=$PWD tally run --children -cp $CLASSES Starter 3 options wait");
    assertThat(row(table)).isEqualTo("1030");
    assertThat(table.out()).contains(" 4 recordings added up\n");

    Fork files = shell("tally run --children -o p -cp $CLASSES Starter 3 options wait");
    assertThat(files.err().lines()).hasSize(4).allMatch(line -> line.startsWith("Picked up JAVA_"));
    assertThat(others("p")).hasSize(3);
  }

  @Test
  void theNameSaysWhichJvmItIs() throws IOException {
    Fork run = shell("tally run --children -o '%n-%p%%.x%y' -cp $CLASSES Starter 2 none wait");

    assertThat(run.exit()).as(run.story()).isZero();
    List<String> names = others("Starter-");
    assertThat(names).hasSize(3).allMatch(name -> name.matches("Starter-[0-9]+%[.]x%y"));
  }

  /** A blank and a quotation mark in the way of what separates options there. */
  @Test
  void theEnvironmentTakesAnyFolder() throws IOException {
    Fork run =
        shell(
            "mkdir \"it's \\\"a b\\\"\"; cd it*; export JAVA_TOOL_OPTIONS='-Da=\"x y\"';"
                + " tally run --children -o p -cp $CLASSES Starter 1 none wait; ls | wc -l");

    assertThat(run.out()).as(run.story()).isEqualTo("2\n");
  }

  private Fork shell(String script) {
    String prelude =
        """
        export JAVA_HOME=%s LC_ALL=C.UTF-8
        CLASSES=%s
        tally() { %s "$@"; }
        """
            .formatted(System.getProperty("java.home"), CLASSES, SCRIPT);
    return Fork.run(folder, List.of("bash", "-c", prelude + script));
  }

  /** The calls of {@code step} in a printed table. */
  private static String row(Fork run) {
    return run.out()
        .lines()
        .filter(line -> line.endsWith(" Starter.step"))
        .map(line -> line.strip().replaceFirst(" .*", ""))
        .findFirst()
        .orElseThrow(() -> new AssertionError(run.story()));
  }

  private long steps(String recording) throws IOException {
    return Recordings.calls(read(recording), "Starter", "step");
  }

  private Profile read(String recording) throws IOException {
    return Recordings.read(folder.resolve(recording));
  }

  private List<String> others(String start) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.map(file -> file.getFileName().toString()).forEach(names::add);
    }
    names.removeIf(name -> name.equals(start) || !name.startsWith(start));
    return names;
  }
}
