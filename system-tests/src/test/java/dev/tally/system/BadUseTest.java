// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad use gets one clear sentence and the right exit code, and the program is unharmed. */
class BadUseTest {
  private static final Path FOLDER = Path.of("target/bad-use").toAbsolutePath();

  /** A command of the transcript, and what it should lead to. */
  record Step(String command, String expected) {
    @Override
    public String toString() {
      return command;
    }
  }

  static List<Step> steps() throws IOException {
    List<Step> steps = new ArrayList<>();
    for (String part : transcript().split("(?m)^\\$ ", -1)) {
      String[] lines = part.split("\n", 2);
      if (!steps.isEmpty() || !part.startsWith("#")) {
        String[] text = lines[1].split("(?m)^(?:#.*)?$", 2);
        steps.add(new Step(lines[0], text[0]));
      }
    }
    return steps;
  }

  private static String transcript() throws IOException {
    return Files.readString(Path.of("src/test/resources/transcripts/bad-use.txt"));
  }

  @BeforeAll
  static void prepare() throws IOException {
    Folders.empty("bad-use");
    Path source =
        Files.writeString(
            FOLDER.resolve("App.java"),
            """
            public class App {
              public static void main(String[] arguments) {
                System.out.println("hello");
                System.exit(Integer.parseInt(arguments[0]));
              }
            }
            """);
    tool("javac", "-g", "-d", FOLDER.resolve("classes").toString(), source.toString());
    tool("jar", "cf", FOLDER + "/nomain.jar", "-C", FOLDER + "/classes", "App.class");
    tool("jar", "cfe", FOLDER + "/app.jar", "App", "-C", FOLDER + "/classes", "App.class");
    Files.createDirectory(FOLDER.resolve("folder"));
    Files.writeString(FOLDER.resolve("text.txt"), "just text\n");
    assertThat(shell("tally run -o profile -jar app.jar 0")).isEqualTo("hello\n");
    byte[] recording = Files.readAllBytes(FOLDER.resolve("profile"));
    Files.write(FOLDER.resolve("truncated"), Arrays.copyOf(recording, 200));
    recording[recording.length - 8] ^= 1; // the first byte of gzip's checksum
    Files.write(FOLDER.resolve("damaged"), recording);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void getsOneClearSentence(Step step) {
    assertThat(shell(step.command())).isEqualTo(step.expected());
  }

  /** What was on the disk before stays there. */
  @Test
  void aFullDiskCostsTheRecordingAndNothingElse(@TempDir Path disk) throws IOException {
    String mount = "mount -t tmpfs -o size=8k tally " + disk;
    assumeThat(shell(mount)).as("mounting a small disk takes more rights").isEmpty();
    try {
      String run = "java -javaagent:$AGENT=output=" + disk + "/profile -jar app.jar 3";
      assertThat(shell(run)).isEqualTo("hello\n[3]\n");
      byte[] before = Files.readAllBytes(disk.resolve("profile"));
      shell("head -c 10000 /dev/zero >" + disk + "/filler");

      assertThat(shell(run).replace(disk.toString(), "DISK"))
          .isEqualTo(
              """
              hello
              tally: cannot write the recording to DISK/profile: No space left on device
              [3]
              """);
      assertThat(disk.resolve("profile")).hasBinaryContent(before);
      assertThat(shell("ls " + disk)).isEqualTo("filler\nprofile\n");
    } finally {
      shell("umount " + disk);
    }
  }

  /** Runs a line of shell in the folder; both outputs as they come, then the exit code if not 0. */
  private static String shell(String line) {
    String script =
        """
        tally() { "%s/tally" "$@"; }
        java() { "%s" "$@"; }
        export JAVA_HOME=%s
        AGENT=%s
        exec 2>&1
        set -o pipefail
        %s
        """
            .formatted(
                Installation.PROJECT,
                Installation.JAVA,
                System.getProperty("java.home"),
                Installation.AGENT,
                line);
    Fork fork = Fork.run(FOLDER, List.of("bash", "-c", script));
    String exit = fork.exit() == 0 ? "" : "[" + fork.exit() + "]\n";
    return fork.out().replace(FOLDER.toString(), "DIR") + exit;
  }

  private static void tool(String name, String... arguments) {
    int exit = ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, arguments);
    assertThat(exit).isZero();
  }
}
