// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The {@code tally} script in a checkout: builds when it must and only then. The checkout is made
 * up, and its Maven wrapper delivers the jars of the real one.
 */
class FirstUseTest {
  private static final String JAVA_HOME = System.getProperty("java.home");

  private final Path checkout;

  FirstUseTest(@TempDir Path checkout) throws IOException {
    this.checkout = checkout;
    Files.copy(Installation.PROJECT.resolve("tally"), checkout.resolve("tally"));
    write("pom.xml", "");
    for (String module : List.of("probe", "core", "agent", "cli")) {
      write(module + "/pom.xml", "");
      write(module + "/src/main/java/Main.java", "");
    }
    write(
        "mvnw",
        """
        #!/bin/sh
        echo "$@" >> maven-calls
        mkdir -p cli/target/tally
        cp %s/*.jar cli/target/tally/
        """
            .formatted(Installation.TALLY.getParent()));
    assertThat(checkout.resolve("mvnw").toFile().setExecutable(true)).isTrue();
  }

  @Test
  void builds_on_first_use_and_not_again() throws IOException {
    Fork first = tally("--version");
    assertThat(first.err()).isEqualTo("Building Tally (first use) …\n");
    assertThat(first.out()).startsWith("tally ");

    Fork second = tally("--version");
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(mavenCalls()).containsExactly("-q -B -Dquick -pl cli -am package");
  }

  @Test
  void builds_again_when_a_source_has_changed() throws IOException {
    tally("--version");

    write("core/src/main/java/Main.java", "// changed");

    assertThat(tally("--version").err())
        .isEqualTo(
            "Building Tally (core/src/main/java/Main.java is newer than the last build) …\n");
    assertThat(tally("--version").err()).isEmpty();
    assertThat(mavenCalls()).hasSize(2);
  }

  @Test
  void builds_again_when_a_source_was_added_or_removed() throws IOException {
    tally("--version");

    write("probe/src/main/java/More.java", "");
    assertThat(tally("--version").err()).startsWith("Building Tally (probe/src/main/java");

    Files.delete(checkout.resolve("probe/src/main/java/More.java"));
    assertThat(tally("--version").err()).startsWith("Building Tally (probe/src/main/java");
  }

  @Test
  void builds_again_when_a_source_changed_during_the_build() throws IOException {
    write("mvnw", Files.readString(checkout.resolve("mvnw")) + "touch agent/pom.xml\n");

    tally("--version");

    assertThat(tally("--version").err())
        .isEqualTo("Building Tally (agent/pom.xml is newer than the last build) …\n");
  }

  @Test
  void does_not_build_for_tests_and_documents() throws IOException {
    tally("--version");

    write("core/src/test/java/MainTest.java", "");
    write("README.md", "");

    assertThat(tally("--version").err()).isEmpty();
  }

  @Test
  void shows_what_maven_says_if_the_build_fails() throws IOException {
    write("mvnw", "#!/bin/sh\necho '[ERROR] no such symbol'\nexit 1\n");

    Fork failed = tally("--version");

    assertThat(failed.err())
        .isEqualTo(
            """
            Building Tally (first use) …
            [ERROR] no such symbol
            tally: the build failed; what Maven said is above
            """);
    assertThat(failed.exit()).isEqualTo(1);
  }

  @Test
  void says_that_a_runtime_without_compiler_cannot_build() throws IOException {
    write("jre/bin/java", "#!/bin/sh\nexec " + Installation.JAVA + " \"$@\"\n");
    write("jre/release", "JAVA_VERSION=\"17.0.15\"\n");
    assertThat(checkout.resolve("jre/bin/java").toFile().setExecutable(true)).isTrue();
    String jre = checkout.resolve("jre").toString();

    Fork refused = Fork.run(checkout, List.of("env", "JAVA_HOME=" + jre, "./tally", "--version"));

    assertThat(refused.err())
        .isEqualTo(
            """
            tally: building Tally needs a JDK; %s has no javac, so it is a JRE; set JAVA_HOME to a JDK
            """
                .formatted(jre));
    assertThat(refused.exit()).isEqualTo(1);
  }

  private Fork tally(String word) {
    return Fork.run(
        Path.of("/"),
        List.of("env", "JAVA_HOME=" + JAVA_HOME, checkout.resolve("tally").toString(), word));
  }

  private List<String> mavenCalls() throws IOException {
    return Files.readAllLines(checkout.resolve("maven-calls"));
  }

  private void write(String file, String text) throws IOException {
    Path path = checkout.resolve(file);
    Path folder = path.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(path, text);
  }
}
