// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tally.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However a program ends, its recording is on disk, whole, and has all its calls; or a sentence
 * says why not. And it ends as it would have without us.
 */
class AnyEndTest {
  private static final int SIGINT = 2;
  private static final int SIGKILL = 9;
  private static final int SIGTERM = 15;

  @ParameterizedTest
  @CsvSource({
    "return, 0",
    "exception, 1",
    "exit-in-thread, 3",
    "work-in-hook, 4",
    "halt, 17",
    "halt-in-hook, 9",
    "stack, 0",
    "stack-dies, 1",
    "heap, 0",
    "heap-dies, 1",
  })
  void theRecordingHasAllCalls(String ending, int exit) throws Exception {
    String[] memory = {"-Xmx48m", "-XX:MaxMetaspaceSize=24m", "-Xss512k"};
    Ended plain = Jvm.program("Endings", ending).options(memory).run();
    Ended recorded = Jvm.program("Endings", ending).options(memory).recorded().run();
    assertThat(plain.exit()).isEqualTo(exit);
    assertThat(recorded.exit()).isEqualTo(exit);
    assertThat(recorded.out()).isEqualTo(plain.out());
    assertThat(recorded.err().replaceAll("(?m)^\tat .*\n", ""))
        .isEqualTo(plain.err().replaceAll("(?m)^\tat .*\n", ""));
    Profile profile = recorded.profile();
    assertThat(profile.origin().complete()).isTrue();
    assertThat(Ended.calls(profile, "Endings", "work")).isEqualTo(recorded.printed("worked"));
  }

  /** With a full heap java.instrument prints a line for each class that is loaded. */
  @Test
  void whatWritingTakesIsLoadedBeforeASmallHeapCanBeFull() throws Exception {
    Jvm jvm = Jvm.program("Endings", "return").options("-Xmx48m", "-Xlog:class+load:file=loaded");
    assertThat(jvm.recorded().run().exit()).isZero();
    List<String> loaded = Files.readAllLines(jvm.folder.resolve("loaded"));
    assertThat(loaded.stream().takeWhile(line -> !line.contains(" Endings source:")))
        .as("the last that the writing thread loads is before the program's first")
        .anyMatch(line -> line.contains(" dev.tally.agent.AgentLog source:"));
  }

  @ParameterizedTest
  @ValueSource(ints = {SIGINT, SIGTERM})
  void theRecordingHasAllCallsAfterASignal(int signal) throws Exception {
    Jvm jvm = Jvm.program("Endings", "wait").recorded();
    Process process = jvm.start();
    awaitFile(process, jvm.folder.resolve("ready"));
    signal(process, signal);
    Ended ended = jvm.ended(process);
    assertThat(ended.exit()).isEqualTo(128 + signal);
    assertThat(ended.profile().origin().complete()).isTrue();
    assertThat(ended.calls("Endings", "work")).isEqualTo(ended.printed("worked"));
  }

  /** The JVM itself never ends here; what is written every so often must be there. */
  @ParameterizedTest
  @ValueSource(strings = {"exit-in-hook", "deadlock-in-hook", "wait"})
  void theRecordingIsThereWhenOnlyAKillEndsIt(String ending) throws Exception {
    Jvm jvm = Jvm.program("Endings", ending).recorded("every=0.2");
    Process process = jvm.start();
    awaitFile(process, jvm.folder.resolve("ready"));
    awaitFile(process, jvm.recording());
    // The file of another moment: it was written after the program was ready.
    Files.delete(jvm.recording());
    awaitFile(process, jvm.recording());
    signal(process, SIGKILL);
    Ended ended = jvm.ended(process);
    assertThat(ended.exit()).isEqualTo(128 + SIGKILL);
    assertThat(ended.profile().origin().complete()).isFalse();
    assertThat(ended.calls("Endings", "work")).isEqualTo(465); // fib(12), counted by hand.
  }

  /** Whether the last recording can still be written is luck; that something is said is not. */
  @Test
  void noRoomForClasses() throws Exception {
    String limit = "-XX:MaxMetaspaceSize=24m";
    Ended plain = Jvm.program("Endings", "metaspace").options(limit).run();
    Jvm jvm = Jvm.program("Endings", "metaspace").options(limit).recorded();
    Ended recorded = jvm.run();
    assertThat(recorded.exit()).isEqualTo(plain.exit());
    assertThat(recorded.out()).isEqualTo(plain.out());
    if (recorded.err().isEmpty()) {
      assertThat(recorded.calls("Endings", "work")).isEqualTo(recorded.printed("worked"));
    } else {
      assertThat(recorded.err())
          .isEqualTo(
              "tally: not enough memory to write the recording to " + jvm.recording() + "\n");
    }
  }

  /**
   * Nothing runs in a JVM that has not a byte left, its own shutdown included: the recording of the
   * last few seconds before must be there.
   */
  @Test
  void aHeapThatStaysFullToTheEnd() throws Exception {
    Jvm jvm =
        Jvm.program("Endings", "heap-stays-full", "tally.profile")
            .options("-Xmx48m")
            .recorded("every=0.2");
    assertThat(jvm.run().exit()).isZero();
    assertThat(Ended.calls(Ended.read(jvm.recording()), "Endings", "work")).isIn(465L, 480L);
  }

  @Test
  void aFullDiskIsOneSentenceAndTheProgramsOwnExitCode() throws Exception {
    Ended ended = Jvm.program("Endings", "exit-in-thread").recorded("output=/dev/full").run();
    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.err())
        .isEqualTo("tally: cannot write the recording to /dev/full: No space left on device\n");
  }

  @Test
  void aDiskWithoutRoomIsOneSentenceAndNothingIsLeftOnIt() throws Exception {
    Jvm jvm = Jvm.program("Endings", "exit-in-thread");
    Path disk = Files.createDirectory(jvm.folder.resolve("disk"));
    String script =
        "mount -t tmpfs -o size=4k tally DISK || exit 99; head -c 4096 /dev/zero > DISK/full;"
            + " \"$@\"; code=$?; ls DISK; exit $code";
    Ended ended =
        jvm.through("unshare", "-m", "bash", "-c", script.replace("DISK", disk + ""), "bash")
            .recorded("output=" + disk.resolve("p"))
            .run();
    assumeTrue(
        ended.exit() != 99 && !ended.err().startsWith("unshare"), "only root may mount a disk");
    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.out()).endsWith("\nfull\n");
    assertThat(ended.err())
        .isEqualTo(
            "tally: cannot write the recording to "
                + disk.resolve("p")
                + ": No space left on device\n");
  }

  /** A limit on the size of files, in blocks of 1 KiB, stands for a disk with little room. */
  @Test
  void aDiskThatFillsUpLeavesTheLastWholeRecordingInPlace() throws Exception {
    Jvm jvm =
        Jvm.program("Endings", "return")
            .through("bash", "-c", "ulimit -f 0; exec \"$@\"", "bash")
            .options("-XX:-UsePerfData")
            .recorded();
    byte[] older = {(byte) 0x89, 'T', 'A', 'L', 'L', 'Y', '\n', 1};
    Files.write(jvm.recording(), older);
    Ended ended = jvm.run();
    assertThat(ended.exit()).isZero();
    assertThat(jvm.recording()).hasBinaryContent(older);
    try (Stream<Path> files = Files.list(jvm.folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("tally.profile", "out", "err");
    }
  }

  @Test
  void aFolderThatIsRemovedMeanwhileIsOneSentence() throws Exception {
    Jvm jvm = Jvm.program("Endings", "removes-folder");
    Path there = Files.createDirectory(jvm.folder.resolve("there"));
    Ended ended = jvm.recorded("output=" + there.resolve("p")).run();
    assertThat(ended.exit()).isZero();
    assertThat(ended.err())
        .isEqualTo(
            "tally: cannot write the recording to "
                + there.resolve("p")
                + ": there is no folder "
                + there
                + "\n");
  }

  /** To rename over a device would take it from the whole machine. */
  @Test
  void aDeviceIsWrittenToAndALinkIsFollowed() throws Exception {
    Jvm device = Jvm.program("Endings", "return").recorded("output=/dev/null");
    assertThat(device.run().err()).isEmpty();
    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();

    Jvm link = Jvm.program("Endings", "return").recorded();
    Path real = Files.writeString(link.folder.resolve("real"), "");
    Files.createSymbolicLink(link.recording(), real);
    Ended ended = link.run();
    assertThat(ended.calls("Endings", "work")).isEqualTo(ended.printed("worked"));
    assertThat(link.recording()).isSymbolicLink();
  }

  static void signal(Process process, int signal) throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    assumeTrue(exit == 0, "kill does not work here");
  }

  static void awaitFile(Process process, Path file) throws InterruptedException {
    while (!Files.exists(file)) {
      assertThat(process.waitFor(5, TimeUnit.MILLISECONDS))
          .as("ended before %s was there", file)
          .isFalse();
    }
  }
}
