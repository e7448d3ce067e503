// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code tally exec} with scripts that start JVMs, in a folder with a blank in its name. {@code
 * Steps} calls {@code step} as often as its argument says.
 */
class ExecTest {
  private static final Path SCRIPT = Installation.TALLY.resolveSibling("tally");
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private static final String PROGRAM =
      """
      public class Steps {
        static void step() {}

        public static void main(String[] arguments) throws Exception {
          for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            step();
          }
          System.out.println("done " + arguments[0]);
          System.in.read();
        }
      }
      """;

  private final Path folder;

  ExecTest(@TempDir Path parent) throws IOException {
    folder = Files.createDirectory(parent.resolve("a folder"));
  }

  @BeforeEach
  void writeProgram() throws IOException {
    Files.writeString(folder.resolve("Steps.java"), PROGRAM);
    script("build", "javac Steps.java");
  }

  /** One after the other, then two at once; the compiler's JVM is none of theirs. */
  @Test
  void eachJvmOfAScriptIsALineAndAllAreOneTable() throws IOException {
    script(
        "start",
        "./build; java -cp . Steps 10; java -cp . Steps 20 & java -cp . Steps 30 & wait; exit 7");

    Fork run = shell("tally exec ./start");

    assertThat(run.exit()).as(run.story()).isEqualTo(7);
    assertThat(run.out().lines().toList().subList(0, 3)).contains("done 10", "done 20", "done 30");
    assertThat(run.out())
        .contains("tally exec: 3 JVMs were recorded; left out was one of build tools,")
        .contains("--build-tools records: com.sun.tools.javac.Main\n")
        .containsPattern("(?m)^ +0[.]000 .* 24 Steps-[0-9]+$")
        .contains(" 3 recordings added up\n")
        .containsPattern("(?m)^ +60 .* Steps.step$");
    assertThat(run.err().lines()).hasSize(4).allMatch(line -> line.startsWith("Picked up JAVA_"));
  }

  @Test
  void recordingsAreKeptInAFolderAndReplacedByTheNextRun() throws IOException {
    script("start", "./build; java -cp . Steps 10; java -cp . Steps 20");
    for (int i = 0; i < 2; i++) {
      Fork run = shell("tally exec --build-tools -o 'the recordings' ./start");

      assertThat(run.out()).as(run.story()).isEqualTo("done 10\ndone 20\n");
      assertThat(run.err())
          .contains("tally exec: 3 JVMs were recorded in " + folder.resolve("the recordings\n"))
          .as("the compiler's JVM calls nothing that is recorded")
          .doesNotContain("no calls");
    }
    try (Stream<Path> files = Files.list(folder.resolve("the recordings"))) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .hasSize(3)
          .allMatch(name -> name.matches("(Steps|com.sun.tools.javac.Main)-[0-9]+[.]tally"));
    }
  }

  @Test
  void aCommandWithoutJvmsRunsAsItIs() throws IOException {
    Fork run = shell("echo typed | tally exec sh -c 'cat; exit 3'");

    assertThat(run.exit()).as(run.story()).isEqualTo(3);
    assertThat(run.out()).isEqualTo("typed\n");
    assertThat(run.err())
        .isEqualTo("tally exec: the command started no JVM that could be recorded\n");
    assertThat(shell("tally exec java -version").err())
        .endsWith("tally exec: the command started no JVM that could be recorded\n");
  }

  @Test
  void aCommandThatIsNotThereIsAnsweredAsByAShell() {
    assertThat(shell("tally exec nosuch test").exit()).isEqualTo(127);
    assertThat(shell("tally exec ./Steps.java").exit()).isEqualTo(126);
  }

  @Test
  void aCommandThatIsToldToEndIsStillReported() throws Exception {
    shell("./build");
    Process process =
        new ProcessBuilder(SCRIPT.toString(), "exec", JAVA, "-cp", ".", "Steps", "40")
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("done 40");
      Fork.run(folder, List.of("kill", "-s", "TERM", Long.toString(process.pid())));

      assertThat(out.lines()).anyMatch(line -> line.matches(" +40 .* Steps.step"));
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 15);
  }

  @Test
  void theAgentsLineIsForAnyJvm() throws IOException {
    Fork run =
        shell(
            "./build; java \"$(tally agent-line -o 'p %n' --timing none 2>/dev/null)\" -cp . Steps 5");

    assertThat(run.out()).as(run.story()).isEqualTo("done 5\n");
    assertThat(Recordings.calls(Recordings.read(folder.resolve("p Steps")), "Steps", "step"))
        .isEqualTo(5);
  }

  @Test
  void aBuildIsNoProgramForRun() {
    Fork run = shell("tally run ./build");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "tally run: ./build is a command and no Java program;"
                + " tally exec ./build … records the JVMs that a command starts\n");
  }

  /** By this build's wrapper and plugins, without the network. */
  @Test
  void testsOfMavenInTwoJvmsAreRecordedWithoutMavenItself() throws IOException {
    Path wrapper = Installation.PROJECT.resolve("mvnw");
    Files.writeString(folder.resolve("pom.xml"), POM);
    Path tests = Files.createDirectories(folder.resolve("src/test/java"));
    for (String name : List.of("OneTest", "TwoTest")) {
      Files.writeString(
          tests.resolve(name + ".java"),
          "class %s { @org.junit.jupiter.api.Test void test() {} }".formatted(name));
    }

    Fork run = shell("tally exec --include '*Test' '" + wrapper + "' -o -q -B -ntp test");

    assumeThat(run.out()).as("plugins in the local repository").doesNotContain("offline mode");
    assertThat(run.exit()).as(run.story()).isZero();
    assertThat(run.out())
        .contains("tally exec: 2 JVMs were recorded; left out was one of build tools, ")
        .contains("org.codehaus.plexus.classworlds.launcher.Launcher\n")
        .containsPattern("(?m)^ +1 .* OneTest.test$")
        .containsPattern("(?m)^ +1 .* TwoTest.test$");
  }

  private static final String POM =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>com.acme</groupId>
        <artifactId>tiny</artifactId>
        <version>1</version>
        <properties>
          <maven.compiler.release>17</maven.compiler.release>
          <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
        </properties>
        <dependencies>
          <dependency>
            <groupId>org.junit.jupiter</groupId>
            <artifactId>junit-jupiter</artifactId>
            <version>5.13.4</version>
            <scope>test</scope>
          </dependency>
        </dependencies>
        <build>
          <plugins>
            <plugin>
              <artifactId>maven-compiler-plugin</artifactId>
              <version>3.14.0</version>
            </plugin>
            <plugin>
              <artifactId>maven-surefire-plugin</artifactId>
              <version>3.5.4</version>
              <configuration>
                <forkCount>2</forkCount>
              </configuration>
            </plugin>
          </plugins>
        </build>
      </project>
      """;

  private void script(String name, String commands) throws IOException {
    Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + commands + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  private Fork shell(String script) {
    String prelude =
        """
        export JAVA_HOME=%s LC_ALL=C.UTF-8
        export PATH=$JAVA_HOME/bin:$PATH
        tally() { %s "$@"; }
        """
            .formatted(System.getProperty("java.home"), SCRIPT);
    return Fork.run(folder, List.of("bash", "-c", prelude + script));
  }
}
