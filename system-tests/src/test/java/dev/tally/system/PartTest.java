// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.Origin;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that records parts of itself with {@code dev.tally.Tally}: what CPython's {@code
 * test_profile_enable_disable} and {@code test_profile_as_context_manager} ask of its profiler.
 */
class PartTest {
  private static final String PROGRAM =
      """
      import dev.tally.Tally;
      import java.nio.file.Path;

      public class Parts {
        public static void main(String[] arguments) throws Exception {
          System.out.println("available=" + Tally.isAvailable());
          work(); // before
          Tally parts;
          try (Tally recording = Tally.record()) {
            parts = recording;
            work();
            Thread other = new Thread(Parts::work);
            other.start();
            other.join();
          }
          work(); // closed
          parts.enable();
          parts.enable();
          work();
          parts.dump(Path.of("so-far"));
          work();
          parts.disable();
          parts.disable();
          work(); // disabled
          parts.dump(Path.of("in-the-end"));
          try {
            parts.dump(Path.of("none/there"));
          } catch (java.io.IOException e) {
            System.out.println("refused: " + e.getMessage());
          }
          try {
            parts.dump(Path.of("Parts.java"));
          } catch (java.io.IOException e) {
            System.out.println("kept: " + e.getMessage());
          }
        }

        static void work() {}
      }
      """;

  private final Path folder;

  PartTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Files.writeString(folder.resolve("Parts.java"), PROGRAM);
  }

  @Test
  void only_what_was_called_while_it_was_enabled_is_in_it() throws IOException {
    Fork program = parts(Installation.agent(folder.resolve("whole"), "leaves=timed"));

    assertThat(program.exit()).as(program.story()).isZero();
    assertThat(program.out()).startsWith("available=true\n");
    assertThat(callsOfWork("so-far")).isEqualTo(3);
    assertThat(callsOfWork("in-the-end")).isEqualTo(4);
    assertThat(callsOfWork("whole")).isEqualTo(7);
    assertThat(Recordings.calls(read("in-the-end"), "Parts", "main")).isZero();
    assertThat(program.out())
        .contains("kept: cannot write the recording to ", "it is no recording of Tally's");
    assertThat(folder.resolve("Parts.java")).hasContent(PROGRAM);
  }

  /** Whether the program goes on says nothing about a part of it. */
  @Test
  void aPartIsWhole() throws IOException {
    parts(Installation.agent(folder.resolve("whole")));

    Origin whole = read("whole").origin();
    Origin part = read("so-far").origin();
    assertThat(part.complete()).isTrue();
    assertThat(part.durationNanos()).isLessThan(whole.durationNanos());
    assertThat(part.startEpochMillis()).isBetween(whole.startEpochMillis(), Long.MAX_VALUE);
  }

  @Test
  void a_folder_that_is_not_there_is_an_exception_that_says_so() {
    Fork program = parts(Installation.agent(folder.resolve("whole")));

    assertThat(program.out()).contains("refused: ", "none");
  }

  @Test
  void without_the_agent_it_says_how_to_get_it() {
    Fork program = parts();

    assertThat(program.out()).isEqualTo("available=false\n");
    assertThat(program.err())
        .contains(
            "IllegalStateException: Tally's agent is not loaded in this JVM: start the program with"
                + " 'tally run ...' or with -javaagent:tally-agent.jar");
    assertThat(program.exit()).isEqualTo(1);
  }

  private Fork parts(String... options) {
    List<String> command = new ArrayList<>(List.of(Installation.JAVA.toString()));
    command.addAll(List.of(options));
    Path probe = Installation.TALLY.resolveSibling("tally-api.jar");
    command.addAll(List.of("-cp", probe.toString(), "Parts.java"));
    return Fork.run(folder, command);
  }

  private long callsOfWork(String recording) throws IOException {
    return Recordings.calls(read(recording), "Parts", "work");
  }

  private Profile read(String recording) throws IOException {
    return Recordings.read(folder.resolve(recording));
  }
}
