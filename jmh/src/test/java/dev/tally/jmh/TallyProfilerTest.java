// SPDX-License-Identifier: Apache-2.0
package dev.tally.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.format.TallyFormat;
import dev.tally.profile.Method;
import dev.tally.profile.Profile;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JMH with the profiler, as a user runs it: a benchmark, its processor, forks. */
class TallyProfilerTest {
  private static final String BENCHMARK =
      """
      package com.acme;

      import java.util.ArrayList;
      import java.util.List;
      import java.util.regex.Pattern;
      import org.openjdk.jmh.annotations.*;
      import org.openjdk.jmh.infra.Blackhole;

      @State(Scope.Thread)
      public class WordsBenchmark {
        @Param("3")
        int words;

        String text;

        @Setup(Level.Trial)
        public void begin() {
          if (Boolean.getBoolean("unrecorded")) {
            System.clearProperty("tally.jmh.recording");
          }
        }

        @Setup(Level.Iteration)
        public void prepare() {
          text = "";
          for (int i = 0; i < words; i++) {
            text += word(i) + " ";
          }
        }

        static String word(int i) {
          return "word" + i;
        }

        @Benchmark
        public List<String> split(Blackhole hole) {
          List<String> found = new ArrayList<>();
          for (String each : Pattern.compile(" ").split(text)) {
            hole.consume(Word.of(each));
            found.add(each);
          }
          return found;
        }

        static class Word {
          static String of(String text) {
            return of(text, 0);
          }

          static String of(String text, int start) {
            return text.substring(start);
          }
        }

        /** Its benchmark is inherited. */
        public static class Nested extends WordsBenchmark {}

        @State(Scope.Group)
        public static class Both {
          @Benchmark
          @Group("pair")
          public String put() {
            return word(1);
          }

          @Benchmark
          @Group("pair")
          public String get() {
            return word(2) + word(3);
          }
        }
      }
      """;

  private static final List<String> SHORT =
      List.of("-wi", "1", "-w", "50ms", "-i", "2", "-r", "50ms", "-foe", "true");

  @SuppressWarnings("NullAway.Init") // JUnit does.
  @TempDir
  static Path folder;

  @BeforeAll
  static void compile() throws IOException {
    Path source = Files.writeString(folder.resolve("WordsBenchmark.java"), BENCHMARK);
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                folder.toString(),
                "-cp",
                classPath(),
                "-processorpath",
                classPath(),
                source.toString());
    assertThat(exit).isZero();
  }

  @Test
  void callsPerOperationAreTheSameInAllForksAndModesAndHoweverManyThreadsThereAre()
      throws IOException {
    String out = jmh("dir=words", "WordsBenchmark.split", "-f 2 -bm avgt,ss -t 2 -p words=3,10");

    for (String mode : List.of("avgt", "ss")) {
      for (int words : List.of(3, 10)) {
        String row = " +" + words + " +" + mode + " +2 +";
        assertThat(out).containsPattern("split:Pattern.compile" + row + "1\\.000 +/op");
        assertThat(out).containsPattern("split:Pattern.split" + row + "1\\.000 +/op");
        assertThat(out).containsPattern("split:String.substring" + row + words + "\\.000 +/op");
        assertThat(out).contains("split:WordsBenchmark.Word.of(String) ");
        assertThat(out).contains("split:WordsBenchmark.Word.of(String, int) ");
      }
    }
    assertThat(out)
        .as("what prepares, JMH itself, and the benchmark's own calls, which are 1")
        .doesNotContain("split:WordsBenchmark.word", "Blackhole.", "split:WordsBenchmark.split")
        .doesNotContain("forks differ");
    assertThat(out).contains("take them from a run without the profiler");
    try (Stream<Path> files = Files.list(folder.resolve("words"))) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .hasSize(8)
          .contains("com.acme.WordsBenchmark.split-AverageTime-words-10-fork2.tally");
    }
    assertThat(out)
        .contains(
            "Recording of fork 2: "
                + folder.toRealPath().resolve("words")
                + "/com.acme.WordsBenchmark.split-AverageTime-words-10-fork2.tally");
  }

  @Test
  void theRecordingIsOfTheMeasuredIterations() throws IOException {
    String out = jmh("dir=a folder,with é", "WordsBenchmark.split", "-f 1 -wf 1 -bm ss");

    Path file =
        folder.resolve(
            "a folder,with é/com.acme.WordsBenchmark.split-SingleShotTime-words-3-fork1.tally");
    assertThat(file).as(out).exists();
    Profile profile;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      profile = TallyFormat.read(in);
    }
    assertThat(calls(profile, "split")).isEqualTo(2);
    assertThat(calls(profile, "prepare")).isEqualTo(2);
    assertThat(profile.methods())
        .extracting(Method::className)
        .noneMatch(name -> name.contains("jmh"));
  }

  @Test
  void classesCanBeLeftOutAndHowManyMethodsAreShownCanBeChosen() {
    String out = jmh("exclude=com.acme.*Word;top=2", "WordsBenchmark.split", "-f 1 -bm ss");

    assertThat(out).containsPattern("split:List.add +3 +ss +3\\.000 +/op");
    assertThat(out).containsPattern("split:ArrayList.<init> +3 +ss +1\\.000 +/op");
    assertThat(out).doesNotContain("split:Pattern", "split:WordsBenchmark.Word");
    assertThat(out).contains("methods called: 4, in the table: 2");
  }

  @Test
  void aBenchmarkMayBeInheritedOrOneOfAGroupAndIsRecordedWhateverIsIncluded() {
    String out = jmh("include=com.acme.Other", "WordsBenchmark.(Nested|Both)", "-f 1 -bm thrpt");

    assertThat(out).containsPattern("Nested.split:Pattern.compile +3 +thrpt +1\\.000 +/op");
    assertThat(out).containsPattern("pair:put: WordsBenchmark.word +N/A +thrpt +1\\.000 +/op");
    assertThat(out).containsPattern("pair:get: WordsBenchmark.word +N/A +thrpt +2\\.000 +/op");
  }

  @Test
  void operationsAreThoseThatTheBenchmarkSays() {
    String out = jmh("", "WordsBenchmark.split", "-f 1 -bm ss -bs 10 -opi 2");

    assertThat(out).containsPattern("split:Pattern.compile +3 +ss +5\\.000 +/op");
  }

  @Test
  void withoutForksASentenceSaysThatNothingIsCounted() {
    String out = jmh("", "WordsBenchmark.split", "-f 0 -bm ss");

    assertThat(out)
        .contains("Nothing was counted: Tally's agent is added to the JVMs that JMH forks");
    assertThat(out).doesNotContain("Pattern.compile");
  }

  @Test
  void aForkThatIsNotRecordedIsNamed() {
    String out = jmh("", "WordsBenchmark.split", "-f 1 -bm ss -jvmArgsAppend -Dunrecorded=true");

    assertThat(out).contains("Fork 1 has recorded nothing; what it said of that is above");
  }

  @Test
  void misspeltOptionsAreSaidBeforeAnythingRuns() {
    assertThat(jmh("inclde=com.acme.*", "WordsBenchmark.split", "-f 1"))
        .contains("expected include=PATTERN,...;exclude=PATTERN,...;top=COUNT;dir=FOLDER")
        .contains("inclde")
        .doesNotContain("Iteration");
    assertThat(jmh("top=0", "WordsBenchmark.split", "-f 1")).contains("at least 1");
    assertThat(jmh("top=many", "WordsBenchmark.split", "-f 1")).contains("many");
  }

  private static long calls(Profile profile, String method) {
    long calls = 0;
    for (int c = 0; c < profile.tree().size(); c++) {
      Method each = profile.method(c);
      if (each.className().equals("com.acme.WordsBenchmark") && each.name().equals(method)) {
        calls += profile.tree().calls(c);
      }
    }
    return calls;
  }

  /** What JMH says. */
  private static String jmh(String options, String benchmark, String arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", folder + File.pathSeparator + classPath()));
    command.addAll(List.of("-Dfile.encoding=UTF-8", "org.openjdk.jmh.Main", benchmark));
    command.addAll(SHORT);
    command.addAll(List.of(arguments.split(" ", -1)));
    command.addAll(List.of("-prof", "dev.tally.jmh.TallyProfiler:" + options));
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }
}
