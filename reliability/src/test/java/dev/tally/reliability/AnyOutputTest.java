// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tally.profile.Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the output is, the program runs and ends as it would, nothing that is not a recording is
 * lost, and one sentence says what became of the recording.
 */
class AnyOutputTest {
  private static final String NOT_READ = "nobody has read it for 10 seconds\n";

  @Test
  void aPipeGetsOneRecordingAtTheEnd() throws Exception {
    Jvm jvm = Jvm.program("Endings", "exit-in-thread");
    Path pipe = pipe(jvm);
    Path copy = jvm.folder.resolve("copy");
    Process reader =
        new ProcessBuilder("cat", pipe.toString()).redirectOutput(copy.toFile()).start();

    Ended ended = jvm.recorded("output=" + pipe, "every=0.1").run();

    assertThat(reader.waitFor()).isZero();
    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.err()).isEmpty();
    Profile profile = Ended.read(copy);
    assertThat(profile.origin().complete()).isTrue();
    assertThat(Ended.calls(profile, "Endings", "work")).isEqualTo(ended.printed("worked"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"return", "exit-in-thread", "halt", "exception"})
  void aPipeThatNobodyReadsIsGivenUp(String ending) throws Exception {
    Ended plain = Jvm.program("Endings", ending).run();
    Jvm jvm = Jvm.program("Endings", ending);
    Path pipe = pipe(jvm);

    Ended ended = jvm.recorded("output=" + pipe).run();

    assertThat(ended.exit()).isEqualTo(plain.exit());
    assertThat(ended.out()).isEqualTo(plain.out());
    assertThat(ended.err())
        .endsWith("tally: cannot write the recording to " + pipe + ": " + NOT_READ)
        .startsWith(plain.err());
  }

  @Test
  void aSignalEndsAProgramWhosePipeNobodyReads() throws Exception {
    Jvm jvm = Jvm.program("Endings", "wait");
    Path pipe = pipe(jvm);
    Process process = jvm.recorded("output=" + pipe, "every=0.1").start();
    AnyEndTest.awaitFile(process, jvm.folder.resolve("ready"));

    AnyEndTest.signal(process, 15);

    Ended ended = jvm.ended(process);
    assertThat(ended.exit()).isEqualTo(128 + 15);
    assertThat(ended.err()).endsWith(NOT_READ);
  }

  /** It opens the pipe, and leaves or never reads: far more comes than a pipe holds. */
  @ParameterizedTest
  @ValueSource(strings = {"head -c 100 PIPE >/dev/null", "exec sleep 60 <PIPE"})
  void aReaderThatLosesInterest(String reader) throws Exception {
    Jvm jvm = Jvm.program("Paths", "6");
    Path pipe = pipe(jvm);
    Process process =
        new ProcessBuilder("bash", "-c", reader.replace("PIPE", pipe.toString())).start();
    try {
      Ended ended = jvm.recorded("output=" + pipe, "leaves=timed").run();

      assertThat(ended.exit()).isZero();
      assertThat(ended.err())
          .startsWith("tally: cannot write the recording to " + pipe + ": ")
          .hasLineCount(1);
    } finally {
      process.destroyForcibly();
    }
  }

  /** A file system that never answers stands for a network folder whose server has gone. */
  @Test
  void aFolderThatHangsIsGivenUp() throws Exception {
    String mount =
        """
        import ctypes, os, subprocess, sys
        try:
            fuse = os.open('/dev/fuse', os.O_RDWR)
        except OSError:
            sys.exit(99)
        options = 'fd=%d,rootmode=40000,user_id=0,group_id=0' % fuse
        if ctypes.CDLL(None).mount(b'tally', sys.argv[1].encode(), b'fuse', 0, options.encode()):
            sys.exit(99)
        code = subprocess.call(sys.argv[2:])
        sys.exit(code)
        """;
    Jvm jvm = Jvm.program("Endings", "exit-in-thread");
    Path folder = Files.createDirectory(jvm.folder.resolve("hangs"));

    Ended ended =
        jvm.through("unshare", "-m", "python3", "-c", mount, folder.toString())
            .recorded("output=" + folder.resolve("p"))
            .run();

    assumeTrue(
        ended.exit() != 99 && !ended.err().startsWith("unshare"), "only root may mount a folder");
    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.out()).contains("worked=");
    assertThat(ended.err())
        .isEqualTo(
            "tally: cannot write the recording to "
                + folder.resolve("p")
                + ": the file system has not answered for 10 seconds\n");
  }

  @Test
  void standardErrorThatNobodyReadsKeepsNoProgramFromEnding() throws Exception {
    Jvm jvm = Jvm.program("Endings", "exit-in-thread");
    Path err = pipe(jvm);
    // Full, and open at both ends.
    String script =
        "exec 5<>ERR; head -c 65536 /dev/zero >&5; exec \"$@\" 2>&5".replace("ERR", err + "");

    Ended ended =
        jvm.through("bash", "-c", script, "bash").recorded("output=" + jvm.folder + "/no/p").run();

    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.out()).contains("worked=");
  }

  @Test
  void aSocketIsNotOpened() throws Exception {
    Jvm jvm = Jvm.program("Endings", "return");
    Path socket = jvm.folder.resolve("socket");
    String bind = "import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])";
    // Relative, for the path of a socket has at most 108 bytes.
    assumeTrue(
        new ProcessBuilder("python3", "-c", bind, "socket")
                .directory(jvm.folder.toFile())
                .start()
                .waitFor()
            == 0);

    Ended ended = jvm.recorded("output=" + socket).run();

    assertThat(ended.exit()).isZero();
    assertThat(ended.err())
        .isEqualTo("tally: cannot write the recording to " + socket + ": that is a socket\n");
  }

  /** The file behind a descriptor is the program's, which writes to it, too. */
  @Test
  void aDescriptorIsAppendedTo() throws Exception {
    Jvm jvm = Jvm.program("Endings", "return").recorded("output=/dev/stdout", "every=0.1");

    Process process = jvm.start();

    assertThat(process.waitFor()).isZero();
    byte[] all = Files.readAllBytes(jvm.folder.resolve("out"));
    String text = "worked=465\n";
    assertThat(new String(all, 0, text.length(), StandardCharsets.UTF_8)).isEqualTo(text);
    Path recording = jvm.folder.resolve("behind");
    Files.write(recording, Arrays.copyOfRange(all, text.length(), all.length));
    assertThat(Ended.calls(Ended.read(recording), "Endings", "work")).isEqualTo(465);
  }

  @ParameterizedTest
  @ValueSource(strings = {"class App {}\n", "\u0089PNG", "{\"a\": 1}", "\u0089TALL"})
  void aFileThatIsNoRecordingStaysAndTheRecordingGoesBesideIt(String content) throws Exception {
    Jvm jvm = Jvm.program("Endings", "return").recorded();
    byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
    Files.write(jvm.recording(), bytes);

    Process process = jvm.start();
    Ended ended = jvm.ended(process);

    assertThat(ended.exit()).isZero();
    assertThat(jvm.recording()).hasBinaryContent(bytes);
    Path beside = Path.of(jvm.recording() + "." + process.pid());
    assertThat(ended.err())
        .isEqualTo(
            "tally: "
                + jvm.recording()
                + " is no recording of Tally's: it stays as it is, and this recording goes to "
                + beside
                + "\n");
    assertThat(Ended.calls(Ended.read(beside), "Endings", "work")).isEqualTo(465);
  }

  /** Said before the program has said anything, which may run for days. */
  @Test
  void aFolderThatIsNotThereIsSaidAtTheStartAndOnce() throws Exception {
    Jvm jvm = Jvm.program("Endings", "wait");
    Path output = jvm.folder.resolve("none/p");
    Process process = jvm.recorded("output=" + output, "every=0.1").start();
    AnyEndTest.awaitFile(process, jvm.folder.resolve("ready"));

    String sentence =
        "tally: cannot write the recording to "
            + output
            + ": there is no folder "
            + output.getParent()
            + "\n";
    assertThat(jvm.folder.resolve("err")).hasContent(sentence);
    AnyEndTest.signal(process, 15);
    assertThat(jvm.ended(process).err()).isEqualTo(sentence);
  }

  @Test
  void aFolderThatTheProgramMakesIsWrittenTo() throws Exception {
    Jvm jvm = Jvm.program("Endings", "wait");
    Path output = jvm.folder.resolve("later/p");
    Process process = jvm.recorded("output=" + output, "every=0.1").start();
    AnyEndTest.awaitFile(process, jvm.folder.resolve("ready"));
    Files.createDirectory(output.getParent());
    AnyEndTest.awaitFile(process, output);
    AnyEndTest.signal(process, 15);
    jvm.ended(process);
    assertThat(Ended.read(output).origin().complete()).isTrue();
  }

  @Test
  void aRecordingThatARunningJvmHasBegunIsNotReplaced() throws Exception {
    Jvm first = Jvm.program("Endings", "wait").recorded();
    Process running = first.start();
    AnyEndTest.awaitFile(running, first.folder.resolve("ready"));
    AnyEndTest.awaitFile(running, first.recording());
    Jvm second = Jvm.program("Endings", "return").recorded("output=" + first.recording());

    Process process = second.start();
    Ended ended = second.ended(process);

    Path beside = Path.of(first.recording() + "." + process.pid());
    assertThat(ended.err())
        .isEqualTo(
            "tally: "
                + first.recording()
                + " is the recording of another JVM: it stays as it is, and this recording goes to "
                + beside
                + "\n");
    assertThat(Ended.calls(Ended.read(beside), "Endings", "work")).isEqualTo(465);
    AnyEndTest.signal(running, 15);
    assertThat(first.ended(running).calls("Endings", "work")).isEqualTo(465);
  }

  /** Nor is one that was begun by a JVM which has since been killed in the way. */
  @Test
  void aRecordingWhoseJvmHasEndedIsReplaced() throws Exception {
    Jvm killed = Jvm.program("Endings", "wait").recorded();
    Process process = killed.start();
    AnyEndTest.awaitFile(process, killed.folder.resolve("ready"));
    AnyEndTest.awaitFile(process, killed.recording());
    AnyEndTest.signal(process, 9);
    killed.ended(process);

    for (int i = 0; i < 3; i++) {
      Jvm next = Jvm.program("Endings", "return").recorded("output=" + killed.recording());
      assertThat(next.run().err()).isEmpty();
      assertThat(Ended.read(killed.recording()).origin().complete()).isTrue();
    }
    assertThat(recordings(killed)).containsExactly("tally.profile");
  }

  /** Both may have found the file free; neither loses anything. */
  @Test
  void tenJvmsThatStartAtOnceKeepARecordingEach() throws Exception {
    Jvm first = Jvm.program("Endings", "exit-in-thread").recorded();
    List<Process> all = new ArrayList<>(List.of(first.start()));
    List<Jvm> jvms = new ArrayList<>(List.of(first));
    while (all.size() < 10) {
      Jvm jvm = Jvm.program("Endings", "exit-in-thread").recorded("output=" + first.recording());
      jvms.add(jvm);
      all.add(jvm.start());
    }
    for (int i = 0; i < all.size(); i++) {
      assertThat(jvms.get(i).ended(all.get(i)).exit()).isEqualTo(3);
    }
    assertThat(recordings(first)).hasSize(10).contains("tally.profile");
    for (String name : recordings(first)) {
      Profile profile = Ended.read(first.folder.resolve(name));
      assertThat(profile.origin().complete()).isTrue();
      assertThat(Ended.calls(profile, "Endings", "work")).isEqualTo(465 + 177);
    }
  }

  private static List<String> recordings(Jvm jvm) throws IOException {
    try (Stream<Path> files = Files.list(jvm.folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("tally.profile"))
          .toList();
    }
  }

  private static Path pipe(Jvm jvm) throws IOException, InterruptedException {
    Path pipe = jvm.folder.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    return pipe;
  }
}
