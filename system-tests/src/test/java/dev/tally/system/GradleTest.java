// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The build script of {@code docs/tests.md} in a real Gradle. Debian's is 4.4, which is older than
 * JUnit 5 in Gradle and providers of arguments: for these the test has stand-ins, and the tests are
 * JUnit 4's.
 */
class GradleTest {
  private static final String STAND_INS =
      """
      interface CommandLineArgumentProvider { Iterable<String> asArguments() }
      tasks.withType(Test) { task ->
        task.ext.jvmArgumentProviders = []
        task.ext.useJUnitPlatform = { }
        task.doFirst { task.jvmArgumentProviders.each { task.jvmArgs(it.asArguments().toList()) } }
      }
      dependencies {
        testCompile files('/usr/share/java/junit4.jar', '/usr/share/java/hamcrest-core.jar')
      }
      """;

  private static final String TEST =
      """
      import static org.junit.Assert.assertEquals;

      import dev.tally.Tally;
      import org.junit.Test;

      public class OrderTest {
        @Test
        public void counts() throws Exception {
          assertEquals(2, Tally.count(() -> { once(); once(); }).of("OrderTest.once"));
        }

        static void once() {}
      }
      """;

  private final Path folder;

  GradleTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theScriptOfTheDocumentRunsTestsWithTheAgent() throws IOException {
    Path gradle = Path.of("/usr/bin/gradle");
    assumeThat(gradle).as("Debian's Gradle").exists();
    assumeThat(Installation.FEATURE).as("Gradle 4.4 knows no later Java").isEqualTo(17);
    Path repository = folder.resolve("repository");
    LocalRepository.fill(repository);
    // Gradle reads what a parent manages, too.
    Path bom = Path.of("org/junit/junit-bom");
    copy(LocalRepository.MAVENS.resolve(bom), repository.resolve(bom));
    Files.writeString(folder.resolve("settings.gradle"), "rootProject.name = 'outside'\n");
    Files.writeString(folder.resolve("build.gradle"), script());
    Path tests = Files.createDirectories(folder.resolve("src/test/java"));
    Files.writeString(tests.resolve("OrderTest.java"), TEST);

    Fork build =
        Fork.run(
            folder,
            List.of(
                gradle.toString(),
                "--offline",
                "--no-daemon",
                "--gradle-user-home",
                folder.resolve("home").toString(),
                "-Dmaven.repo.local=" + repository,
                "test"));

    assertThat(build.exit()).as(build.story()).isZero();
    assertThat(Files.readString(folder.resolve("build/test-results/test/TEST-OrderTest.xml")))
        .contains("tests=\"1\" skipped=\"0\" failures=\"0\" errors=\"0\"");
    assertThat(
            Recordings.calls(
                Recordings.read(folder.resolve("build/tests.tally")), "OrderTest", "once"))
        .isEqualTo(2);
  }

  /** The document's, with what an old Gradle lacks behind its first line. */
  private static String script() throws IOException {
    String document = Files.readString(Installation.PROJECT.resolve("docs/tests.md"));
    Matcher script = Pattern.compile("```groovy\n(plugins .*\n)((?s).*?)```").matcher(document);
    assertThat(script.find()).isTrue();
    return script.group(1) + STAND_INS + script.group(2);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.createDirectories(to.resolve(from.relativize(file)).getParent());
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }
}
