// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a program waits for before its first line. Told by the classes that the JVM loads, not by a
 * stopwatch.
 */
class StartUpTest {
  /**
   * The first call of a record's own equals or hashCode takes 40 ms, a process's number 20 ms. A
   * class of the JDK that we are the first to need can also stay broken for the program, where
   * there is no memory for it.
   */
  private static final List<String> EXPENSIVE =
      List.of(
          "java.lang.runtime.ObjectMethods",
          "java.lang.ProcessHandleImpl",
          "java.util.regex.Pattern",
          "sun.net.www.protocol.jar.JarURLConnection",
          "java.security.SecureRandom");

  /** A program that asks the JVM what it was told about compiling. */
  private static final String DIRECTIVES =
      """
      import java.lang.management.ManagementFactory;
      import javax.management.ObjectName;

      class Directives {
        public static void main(String[] arguments) throws Exception {
          System.out.println(
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(
                      new ObjectName("com.sun.management:type=DiagnosticCommand"),
                      "compilerDirectivesPrint",
                      new Object[0],
                      new String[0]));
        }
      }
      """;

  @Test
  void nothingExpensiveIsLoaded() throws Exception {
    List<String> loaded = loaded("start-up");
    assertThat(loaded).contains("dev.tally.agent.AgentMain", "targets.Loops");
    assertThat(EXPENSIVE).doesNotContainAnyElementsOf(loaded);
  }

  /**
   * Who contends for one of the JDK's maps wants ThreadLocalRandom. While it is being loaded and
   * rewritten, that would be an error, which the map would repeat to the program for ever.
   */
  @Test
  void noThreadOfOursRunsWhileThreadLocalRandomIsRewritten() throws Exception {
    assertThat(loaded("start-up-random"))
        .containsSubsequence(
            "dev.tally.agent.asm.TypeReference", // The last that the first thread loads.
            "java.util.concurrent.ThreadLocalRandom",
            "dev.tally.agent.start.QuickCompilation")
        .containsSubsequence(
            "dev.tally.agent.trace.RandomTransformer$Draws",
            "java.util.concurrent.ThreadLocalRandom",
            "dev.tally.agent.trace.CallTransformer");
  }

  /** The names of the classes that the JVM loads, in that order. */
  private static List<String> loaded(String name) throws Exception {
    Target program = Targets.named("targets.Loops");
    Path folder = Targets.folder(program, name);
    Path log = folder.resolve("classes.log");
    Fork run =
        Targets.run(
            program,
            folder,
            List.of(
                Installation.agent(folder.resolve("profile")),
                "-Xlog:class+load:file=" + log + ":none"));
    assertThat(run.exit()).as(run.story()).isZero();
    return Files.readAllLines(log).stream()
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  @Test
  void theAgentAsksToBeCompiledQuickly() throws Exception {
    assertThat(directives("-XX:+TieredCompilation")).contains("dev/tally/agent/*.*");
  }

  /** Where there is no quick compiler, the agent would not be compiled at all. */
  @Test
  void theAgentIsCompiledByWhatThereIs() throws Exception {
    assertThat(directives("-XX:-TieredCompilation")).doesNotContain("tally");
    assertThat(directives("-XX:CompilationMode=high-only")).doesNotContain("tally");
  }

  private static String directives(String option) throws Exception {
    // One for each, since tests run at the same time.
    Path folder = Folders.empty("start-up/directives" + option.replaceAll("[:=]", "-"));
    Files.writeString(folder.resolve("Directives.java"), DIRECTIVES);
    Fork run =
        Fork.run(
            folder,
            List.of(
                Installation.JAVA.toString(),
                option,
                Installation.agent(folder.resolve("profile")),
                "-Djava.io.tmpdir=" + folder,
                "Directives.java"));
    assertThat(run.exit()).as(run.story()).isZero();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("Directives.java", "profile");
    }
    return run.out();
  }
}
