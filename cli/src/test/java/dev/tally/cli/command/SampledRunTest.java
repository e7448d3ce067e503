// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.cli.launch.Environment;
import dev.tally.cli.launch.Plan;
import dev.tally.cli.launch.RunArguments;
import dev.tally.cli.launch.Word;
import dev.tally.cli.shell.Misuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code tally run} does where a sampler records, or both do. */
class SampledRunTest {
  private final Path folder;

  SampledRunTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void jdk() throws IOException {
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(java, "");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    release("25.0.3");
    Files.writeString(folder.resolve("tally-agent.jar"), "");
  }

  @Test
  void ourOptionsStandBeforeTheProgramsWhichMayTakeThemBack() throws IOException {
    assertThat(command("--engine sampling -Xmx1g -cp lib Main one"))
        .containsExactly(
            "~/bin/java",
            "-Xlog:jfr+startup=error",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:+DebugNonSafepoints",
            "-XX:FlightRecorderOptions=stackdepth=1024,repository=FOLDER/repository",
            "-XX:StartFlightRecording=settings=FOLDER/settings.jfc,filename=FOLDER,"
                + "dumponexit=true,maxsize=1000g",
            "-Xmx1g",
            "-cp",
            "lib",
            "Main",
            "one");
  }

  @ParameterizedTest
  @CsvSource({
    "25.0.3, false, 'jdk.CPUTimeSample jdk.CPUTimeSamplesLost'",
    "17.0.15, false, 'jdk.ExecutionSample jdk.NativeMethodSample'",
    "17.0.15, true, 'jdk.ExecutionSample jdk.NativeMethodSample jdk.ObjectAllocationSample'",
  })
  void theJdkSaysWhichEventsThereAre(String jdk, boolean allocations, String events)
      throws IOException {
    release(jdk);
    Plan plan = plan("--engine sampling " + (allocations ? "--alloc " : "") + "Main");
    String settings = Files.readString(Path.of(plan.folder(), "settings.jfc"));
    for (String event :
        "CPUTimeSample CPUTimeSamplesLost ExecutionSample NativeMethodSample ObjectAllocationSample"
            .split(" ", -1)) {
      boolean wanted = List.of(events.split(" ", -1)).contains("jdk." + event);
      assertThat(settings.contains("\"jdk." + event + "\"")).as(event).isEqualTo(wanted);
    }
  }

  @Test
  void whatTheUserSaysOfFlightRecordingsHolds() throws IOException {
    assertThat(command("--engine sampling -XX:FlightRecorderOptions:stackdepth=64 Main"))
        .filteredOn(word -> word.startsWith("-XX:FlightRecorderOptions"))
        .containsExactly("-XX:FlightRecorderOptions:stackdepth=64");
    assertThat(command("--engine sampling -XX:StartFlightRecording:filename=a.jfr Main"))
        .contains("-XX:FlightRecorderOptions=stackdepth=1024");
  }

  @Test
  void theScriptCollectsWhatIsLeftAndReportsItUnlessThereIsAnOutput() throws IOException {
    Plan table = plan("--engine sampling -s tottime Main");
    assertThat(table.collected()).isEqualTo(table.folder() + "/profile");
    assertThat(table.sort()).isEqualTo("tottime");
    assertThat(table.first()).isEmpty();

    Plan file = plan("--engine sampling -o ~/out Main");
    assertThat(file.collected()).isEqualTo(folder + "/out");
    assertThat(file.sort()).isNull();
  }

  @Test
  void twiceIsFirstSampledThenCounted() throws IOException {
    Plan plan = plan("--twice --include a.* -o ~/out -Xmx1g Main x");
    assertThat(words(plan.first()))
        .anyMatch(word -> word.startsWith("-XX:StartFlightRecording"))
        .noneMatch(word -> word.contains("tally-agent"))
        .endsWith("-Xmx1g", "Main", "x");
    assertThat(words(plan.command()))
        .anyMatch(word -> word.contains("output=" + plan.folder() + "/counted,"))
        .anyMatch(word -> word.contains("include=a.*"))
        .anyMatch(word -> word.contains("sql=false"))
        .endsWith("Main", "x");
    assertThat(plan.script())
        .contains("first=( '")
        .contains(" \"${6}\" \"${7}\" \"${8}\")")
        .contains("collected='" + folder + "/out'");
  }

  @Test
  void asyncProfilerIsTakenFromWhereItIs() throws IOException {
    Files.writeString(folder.resolve("libasyncProfiler.so"), "library");
    try (ZipOutputStream jar =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("loader.jar")))) {
      for (String name :
          List.of("libs/libasyncProfiler-4.5-linux-x64.so", "linux-arm64/libasyncProfiler.so")) {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(1);
      }
    }
    String start =
        "=start,event=wall,interval=10ms,jfr,loglevel=none,file=FOLDER/hotspot-pid-%p-.jfr";
    assertThat(command("--engine async --async-profiler ~/libasyncProfiler.so Main"))
        .containsExactly("~/bin/java", "-agentpath:~/libasyncProfiler.so" + start, "Main");
    assertThat(command("--engine async --async-profiler ~/loader.jar Main"))
        .contains("-agentpath:FOLDER/libasyncProfiler.so" + start);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --engine guessing Main       | --engine takes one of counting, sampling, async; found guessing
          --engine sampling --include a Main   | --include goes with --engine counting; a sampler sees all methods of the JVM
          --engine sampling --every 5 Main     | --every goes with --engine counting; a sampler sees all methods of the JVM
          --engine sampling --children Main    | --children goes with --engine counting; a sampler sees all methods of the JVM
          --alloc Main                 | --alloc goes with --engine sampling
          --twice --engine sampling Main       | --twice samples first and counts then; leave --engine away
          --twice --children Main      | --twice is about one JVM; leave --children away
          --async-profiler x Main      | --async-profiler goes with --engine async
          --engine async Main          | --engine async needs async-profiler's library, which is not part of Tally: --async-profiler PATH/libasyncProfiler.so, or a jar with it
          --engine async --async-profiler ~/no.so Main | no such file: ~/no.so, wanted for --async-profiler
          --engine sampling -o ~/%p Main       | ~/%p has a % that stands for something; a name for a sampler's is taken as it is
          """)
  void misuseIsSaidBeforeTheProgramStarts(String arguments, String sentence) {
    assertThatThrownBy(() -> plan(arguments))
        .isInstanceOf(Misuse.class)
        .hasMessage(sentence.replace("~", folder.toString()));
  }

  private void release(String version) throws IOException {
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private Plan plan(String arguments) throws IOException {
    Map<String, String> environment =
        Map.of("JAVA_HOME", folder.toString(), "TMPDIR", folder.toString());
    List<String> words = Arrays.asList(arguments.replace("~", folder.toString()).split(" +", -1));
    return new RunCommand(null, new Environment(environment, environment), folder)
        .plan(RunArguments.parse(words), words.size());
  }

  private List<String> command(String arguments) throws IOException {
    Plan plan = plan(arguments);
    return words(plan.command()).stream()
        .map(word -> word.replace(String.valueOf(plan.folder()), "FOLDER"))
        .map(word -> word.replace(folder.toString(), "~"))
        .toList();
  }

  private static List<String> words(List<Word> words) {
    return words.stream().map(Word::text).toList();
  }
}
