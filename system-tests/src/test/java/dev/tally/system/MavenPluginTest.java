// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code tally-maven-plugin} in a build of its own, {@code src/maven}: the same sources are tested
 * four times, with JaCoCo, with Tally, and with both in either order; in two JVMs at a time, in one
 * for each class, and by Failsafe.
 *
 * <p>Maven finds the plugin in a repository that has what this build would install, and all else
 * where this build has found it.
 */
class MavenPluginTest {
  /** Below target. */
  private static final String REPOSITORY = "maven-repository";

  private static final List<String> WITH_TALLY = List.of("tally", "jacoco-tally", "tally-jacoco");

  private static Path project = Path.of("");
  private static String log = "";

  @BeforeAll
  static void build() throws IOException {
    // The rest stays: what Maven had to download.
    Folders.empty(REPOSITORY + "/dev");
    LocalRepository.fill(Path.of("target", REPOSITORY));
    project = Folders.empty("maven");
    Path sample = Path.of("src", "maven");
    try (Stream<Path> files = Files.walk(sample)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = project.resolve(sample.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    // An earlier build's, which is not to be added to this one's.
    Path old = Files.createDirectories(project.resolve("jacoco-tally/target/tally/forks"));
    Files.writeString(old.resolve("1.tally"), "no recording");
    Files.setLastModifiedTime(old.resolve("1.tally"), FileTime.fromMillis(0));
    log = maven("--fail-at-end", "verify").out();
  }

  @Test
  void eachModuleHasAPageAndATableOfAllItsJvms() throws IOException {
    assertThat(recordings("tally")).isEqualTo(1);
    assertThat(recordings("jacoco-tally")).isEqualTo(2);
    assertThat(recordings("tally-jacoco")).isEqualTo(4);
    for (String module : WITH_TALLY) {
      Path folder = project.resolve(module).resolve("target/tally");
      assertThat(log)
          .contains("page   " + folder.resolve("tests.html"))
          .contains("table  " + folder.resolve("tests.txt"));
      assertThat(folder.resolve("tests.html")).content().startsWith("<!doctype html>");
    }
    assertThat(project.resolve("jacoco/target/tally")).doesNotExist();
  }

  @Test
  void callsAreThoseOfAllJvmsTogetherWithJacocoAndWithout() throws IOException {
    assertThat(calls("tally"))
        .containsExactlyInAnyOrder(
            "3 OrderDao.<init>", "10 OrderDao.save", "6 OrderDao.find", "1 OrderDao.all");
    assertThat(calls("jacoco-tally")).hasSameElementsAs(calls("tally"));
    assertThat(calls("tally-jacoco"))
        .as("and Failsafe's")
        .containsExactlyInAnyOrder(
            "4 OrderDao.<init>", "14 OrderDao.save", "6 OrderDao.find", "1 OrderDao.all");
    for (String module : WITH_TALLY) {
      assertThat(table(module)).as(module).doesNotContain("$jacocoInit");
      assertThat(table(module)).as(module).doesNotContain("ForkedBooter", "NodeTestTask");
    }
  }

  @Test
  void jacocoReportsTheSameLinesWithTallyAndWithout() throws IOException {
    String alone = jacoco("jacoco");

    assertThat(alone).contains("<line nr=");
    assertThat(jacoco("jacoco-tally")).isEqualTo(alone);
    assertThat(jacoco("tally-jacoco")).isEqualTo(alone);
  }

  @Test
  void budgetsOfAllTestsTogetherFailTheBuildOrAreKept() {
    assertThat(log)
        .contains("4 budgets are kept")
        .doesNotContain("on project acme-jacoco-tally", "on project acme-tally-jacoco")
        .contains(
            """
            on project acme-tally: OrderDao.find was called 6 times, allowed are 1 by <budget>. By
            [ERROR]         5  FindTest.itWorks > OrderDao.all > OrderDao.find
            [ERROR]         1  ImportTest.itWorks > OrderDao.find
            """)
        .contains("no recorded method matches \"OrderDao.saev\"; near are OrderDao.save")
        .contains("no recorded method matches \"OrderDao.Reader.read\": it is abstract")
        .contains(
            "no recorded method matches \"com.acme.legacy.Import.line\": class"
                + " com.acme.legacy.Import is not recorded. It may be left out by include or");
  }

  @Test
  void theDocumentShowsWhatIsTriedHere() throws IOException {
    String document = Files.readString(Installation.PROJECT.resolve("docs/tests.md"));
    String plugin = document.substring(document.indexOf("<plugin>\n  <groupId>dev.tally"));
    String pom = Files.readString(project.resolve("pom.xml")).replaceAll("\\s+", "");

    assertThat(pom).contains(part(plugin, "<executions>", "</executions>").replaceAll("\\s+", ""));
    assertThat(log).contains(part(plugin, "[ERROR] Failed to execute goal", "```"));
  }

  private static String part(String text, String begin, String end) {
    int start = text.indexOf(begin);
    return text.substring(start, text.indexOf(end, start));
  }

  @Test
  void allModulesTogetherHaveAReportToo() throws IOException {
    Fork maven = maven("tally:report-aggregate");

    assertThat(maven.exit()).as(maven.story()).isZero();
    assertThat(maven.out()).contains("in 7 JVMs:");
    assertThat(calls("."))
        .containsExactlyInAnyOrder(
            "10 OrderDao.<init>", "34 OrderDao.save", "18 OrderDao.find", "3 OrderDao.all");
  }

  private static Fork maven(String... words) {
    Path repository = Path.of("target", REPOSITORY).toAbsolutePath();
    List<String> command = new ArrayList<>(List.of("env"));
    command.add("JAVA_HOME=" + System.getProperty("java.home"));
    command.add("MAVEN_OPTS=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    command.add(Installation.PROJECT.resolve("mvnw").toString());
    command.addAll(List.of("-B", "-ntp", "-Dmaven.repo.local=" + repository));
    command.add("-Dmaven.repo.local.tail=" + LocalRepository.MAVENS);
    command.add("-Dmaven.repo.local.tail.ignoreAvailability=true");
    command.addAll(List.of(words));
    return Fork.run(project, command);
  }

  private static long recordings(String module) throws IOException {
    try (Stream<Path> files = Files.list(project.resolve(module).resolve("target/tally/forks"))) {
      return files.count();
    }
  }

  private static String table(String module) throws IOException {
    return Files.readString(project.resolve(module).resolve("target/tally/tests.txt"));
  }

  /** How often each method of {@code OrderDao} was called. */
  private static List<String> calls(String module) throws IOException {
    return Pattern.compile("(?m)^ *(\\d+) .* (OrderDao\\.\\S+)$")
        .matcher(table(module))
        .results()
        .map(row -> row.group(1) + " " + row.group(2))
        .toList();
  }

  /** What JaCoCo says of each class, method and line. */
  private static String jacoco(String module) throws IOException {
    String report =
        Files.readString(project.resolve(module).resolve("target/site/jacoco/jacoco.xml"));
    return String.join(
        "\n",
        Pattern.compile("<(line|counter|method|class) [^>]*>")
            .matcher(report)
            .results()
            .map(MatchResult::group)
            .toList());
  }
}
