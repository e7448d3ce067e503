// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.CallTree;
import dev.tally.profile.Engine;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Profile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program sampled by the JDK's flight recorder, however it ends. */
class SamplingTest {
  private static final Path CLASSES = Path.of("target", "sampled").toAbsolutePath();
  private static final Path SCRIPT = Installation.TALLY.resolveSibling("tally");

  private final Path folder;

  SamplingTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void compile() throws IOException {
    Files.createDirectories(CLASSES);
    Path source = Installation.PROJECT.resolve("system-tests/src/programs/sampled/Sampled.java");
    Path javac = Installation.JAVA.resolveSibling("javac");
    Fork compiled =
        Fork.run(CLASSES, List.of(javac.toString(), "-d", CLASSES.toString(), source.toString()));
    assertThat(compiled.exit()).as(compiled.story()).isZero();
  }

  @Test
  void theProgramIsAsWithoutTallyAndItsDeepestStacksAreWhole() throws IOException {
    Fork run = shell("tally run --engine sampling -o p -cp $CLASSES Sampled 600 3; echo $?; ls");

    assertThat(run.out()).as(run.story()).isEqualTo("worked true\n3\np\n");
    assertThat(run.err()).isEmpty();
    Profile profile = Recordings.read(folder.resolve("p"));
    assertThat(profile.origin().complete()).isTrue();
    assertThat(profile.origin().engine()).isInstanceOf(Engine.Sampling.class);
    assertThat(profile.has(Metric.CALLS)).isFalse();
    assertThat(self(profile, "much") + self(profile, "spin")).isPositive();
    assertThat(depth(profile)).isBetween(601, 700);
  }

  /**
   * A restarter hands its own options on; its child may end before it or go on after it. What a
   * child prints after the shell's end is lost to who started the shell, so {@code cat} waits for
   * all of it.
   */
  @Test
  void aChildWithTheOptionsOfItsParentIsNotInItsRecording() throws IOException {
    for (String end : List.of("child", "restart")) {
      Fork run =
          shell(
              "{ TMPDIR=$PWD tally run --engine sampling -o p -cp $CLASSES Sampled 600 "
                  + end
                  + "; echo $?; } 2>said | cat; cat said >&2");

      assertThat(run.out().lines())
          .as(run.story())
          .containsExactlyInAnyOrder("worked true", "born true", "0");
      assertThat(run.err()).isEmpty();
      Profile profile = Recordings.read(folder.resolve("p"));
      assertThat(profile.methods())
          .extracting(Method::name)
          .contains("much")
          .doesNotContain("born");
    }
  }

  @Test
  void withoutOutputThereIsATableInWhichNoCallsAreKnown() {
    Fork run = shell("TMPDIR=$PWD tally run --engine sampling -cp $CLASSES Sampled 300 0; ls");

    assertThat(run.out())
        .as(run.story())
        .startsWith("worked true\n")
        .contains("calls not known")
        .contains("samples of jdk.")
        .contains("Sampled.main")
        .doesNotContain("function calls");
  }

  @Test
  void ofAProgramThatDidNotStartThereIsASentenceAndNothingIsLeft() {
    Fork run =
        shell(
            "TMPDIR=$PWD tally run --engine sampling -o p -Xmx1 -cp $CLASSES Sampled 1 0;"
                + " echo $?; ls");

    assertThat(run.out()).as(run.story()).contains("Too small maximum heap").endsWith("\n1\n");
    assertThat(run.err()).contains("tally run: the program left nothing behind that was sampled\n");
  }

  /** Its shutdown is not waited for, so the JVM writes nothing in the end. */
  @Test
  void ofAProgramThatHaltsTheRepositoryIsRead() throws IOException {
    Fork run = shell("tally run --engine sampling -o p -cp $CLASSES Sampled 1500 halt; echo $?");

    assertThat(run.out()).as(run.story()).isEqualTo("worked true\n4\n");
    assertThat(samples(Recordings.read(folder.resolve("p")))).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"kill, 137, false", "terminate, 143, true"})
  void ofAProgramThatASignalEndsTheRepositoryIsRead(String how, int exit, boolean complete)
      throws Exception {
    Process tally =
        new ProcessBuilder(
                SCRIPT.toString(),
                "run",
                "--engine",
                "sampling",
                "-o",
                "p",
                "-cp",
                CLASSES.toString(),
                "Sampled",
                "1500",
                "wait")
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(tally.getInputStream(), StandardCharsets.UTF_8));
    assertThat(out.readLine()).isEqualTo("worked true");
    tally
        .children()
        .forEach(how.equals("kill") ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);

    assertThat(tally.waitFor()).isEqualTo(exit);
    Profile profile = Recordings.read(folder.resolve("p"));
    assertThat(profile.origin().complete()).isEqualTo(complete);
    assertThat(samples(profile)).isPositive();
  }

  @Test
  void aFlightRecordingOfTheProgramsIsLeftAloneAndReadAsJfrPrintsIt() throws IOException {
    Fork run =
        shell(
            "tally run --engine sampling -o p"
                + " -XX:StartFlightRecording:filename=own.jfr,settings=profile"
                + " -cp $CLASSES Sampled 600 0; tally convert own.jfr -o own.tally;"
                + " for e in jdk.CPUTimeSample jdk.ExecutionSample jdk.NativeMethodSample; do"
                + " $JAVA_HOME/bin/jfr print --events $e own.jfr | grep -c '^jdk'; done");

    assertThat(run.err()).as(run.story()).isEmpty();
    List<Long> printed = run.out().lines().skip(1).map(Long::parseLong).toList();
    long cpuTime = printed.get(0);
    assertThat(samples(Recordings.read(folder.resolve("own.tally"))))
        .isPositive()
        .isEqualTo(cpuTime > 0 ? cpuTime : printed.get(1) + printed.get(2));
    assertThat(samples(Recordings.read(folder.resolve("p")))).isPositive();
  }

  @Test
  void asyncProfilerLooksByTheClockOnTheWall() throws IOException {
    Path jar = Path.of("target/programs/async-profiler/async-profiler-4.6.jar").toAbsolutePath();
    Fork run =
        shell(
            "tally run --engine async --async-profiler "
                + jar
                + " -o p -cp $CLASSES Sampled 300 3; echo $?");

    assertThat(run.out()).as(run.story()).isEqualTo("worked true\n3\n");
    assertThat(run.err()).isEmpty();
    Profile profile = Recordings.read(folder.resolve("p"));
    assertThat(profile.origin().engine())
        .isEqualTo(new Engine.Sampling("profiler.WallClockSample", 10_000_000));
    assertThat(profile.methods()).anyMatch(method -> method.kind() == Kind.NATIVE);
    assertThat(self(profile, "spin")).isPositive();
  }

  /** What comes from a file both runs read. */
  @Test
  void twiceTheSecondRunIsSeenAndTheRecordingHasItsCalls() throws IOException {
    Fork run =
        shell(
            "echo a line >in; tally run --twice -o p -cp $CLASSES Sampled 400 lines <in; echo $?");

    assertThat(run.out()).as(run.story()).isEqualTo("worked true\na line\n0\n");
    Profile profile = Recordings.read(folder.resolve("p"));
    assertThat(Recordings.calls(profile, "Sampled", "deep")).isEqualTo(601);
    assertThat(profile.metrics())
        .contains(Metric.CALLS, Metric.TIME.as(Metric.Known.SAMPLED), Metric.HITS);
    assertThat(samples(profile)).isPositive();
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

  private static long samples(Profile profile) {
    int hits = Metrics.number(profile.metrics(), Metric.HITS);
    long sum = 0;
    for (int c = 0; c < profile.tree().size(); c++) {
      sum += profile.tree().value(hits, c);
    }
    return sum;
  }

  private static long self(Profile profile, String method) {
    long nanos = 0;
    for (int c = 0; c < profile.tree().size(); c++) {
      nanos += profile.method(c).name().equals(method) ? profile.tree().selfNanos(c) : 0;
    }
    return nanos;
  }

  private static int depth(Profile profile) {
    CallTree tree = profile.tree();
    int[] depth = new int[tree.size()];
    int deepest = 0;
    for (int c = 0; c < depth.length; c++) {
      depth[c] = tree.parent(c) == CallTree.ROOT ? 1 : depth[tree.parent(c)] + 1;
      deepest = Math.max(deepest, depth[c]);
    }
    return deepest;
  }
}
