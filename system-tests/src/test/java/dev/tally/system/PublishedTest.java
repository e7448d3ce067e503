// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static dev.tally.system.LocalRepository.child;
import static dev.tally.system.LocalRepository.children;
import static dev.tally.system.LocalRepository.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** What is published: its POMs, and that a project of somebody else's can use it. */
class PublishedTest {
  private static final String OUTSIDE =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>com.acme</groupId>
        <artifactId>outside</artifactId>
        <version>1</version>
        <dependencies>
          <dependency>
            <groupId>dev.tally</groupId>
            <artifactId>%s</artifactId>
            <version>%s</version>
          </dependency>
        </dependencies>
      </project>
      """;

  private static final String PROGRAM =
      """
      public class Program {
        public static void main(String[] arguments) throws Exception {
          var calls = dev.tally.Tally.count(() -> { once(); once(); });
          System.out.println(calls.of("Program.once"));
        }

        static void once() {}
      }
      """;

  private final Path folder;

  PublishedTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void testsBenchmarksExamplesAndWhatIsInsideOtherJarsAreNotPublished() {
    Set<String> unpublished = new TreeSet<>();
    for (String module : LocalRepository.modules()) {
      if (!LocalRepository.isPublished(module)) {
        unpublished.add(text(LocalRepository.pom(module), "artifactId"));
      }
    }
    assertThat(unpublished)
        .containsExactlyInAnyOrder(
            "orders",
            "planet",
            "shop",
            "tally-benchmarks",
            "tally-cli",
            "tally-probe",
            "tally-reliability",
            "tally-system-tests");
  }

  /** The rest is inherited from the parent. */
  @Test
  void everyPublishedPomSaysWhatMavenCentralAsks() {
    Element parent = LocalRepository.pom("");
    for (String name : List.of("groupId", "version", "name", "description", "url")) {
      assertThat(text(parent, name)).as(name).isNotEmpty();
    }
    assertThat(text(parent, "licenses", "license", "name")).isEqualTo("Apache-2.0");
    assertThat(text(parent, "licenses", "license", "url")).startsWith("https://");
    assertThat(text(parent, "developers", "developer", "name")).isNotEmpty();
    assertThat(text(parent, "scm", "connection")).startsWith("scm:git:");
    assertThat(text(parent, "scm", "developerConnection")).startsWith("scm:git:");
    assertThat(text(parent, "scm", "url")).startsWith("https://");

    for (String module : LocalRepository.modules()) {
      if (LocalRepository.isPublished(module)) {
        Element pom = LocalRepository.publishedPomOf(module);
        assertThat(text(pom, "name")).as("name of %s", module).startsWith("Tally");
        assertThat(text(pom, "description")).as("description of %s", module).endsWith(".");
      }
    }
  }

  @Test
  void aReleaseHasSourcesAndJavadoc() {
    Element profiles = child(LocalRepository.pom(""), "profiles");
    Element release =
        children(profiles, "profile").stream()
            .filter(profile -> text(profile, "id").equals("release"))
            .findFirst()
            .orElseThrow();
    assertThat(children(child(child(release, "build"), "plugins"), "plugin"))
        .extracting(plugin -> text(plugin, "artifactId"))
        .contains("maven-source-plugin", "maven-javadoc-plugin");
  }

  @Test
  void whatIsPublishedNeedsNothingOfOursThatIsNot() {
    Set<String> published = new TreeSet<>();
    Set<String> needed = new TreeSet<>();
    for (String module : LocalRepository.modules()) {
      if (LocalRepository.isPublished(module)) {
        Element pom = LocalRepository.publishedPomOf(module);
        published.add(text(pom, "artifactId"));
        for (Element each : children(child(pom, "dependencies"), "dependency")) {
          if (text(each, "groupId").equals("dev.tally")
              && !Set.of("test", "provided").contains(text(each, "scope"))) {
            needed.add(text(each, "artifactId"));
          }
        }
      }
    }
    assertThat(needed).isNotEmpty().isSubsetOf(published);
  }

  @Test
  void aTestsClassPathHasTheApiAndTheAgentStandsAlone() throws IOException {
    LocalRepository.fill(folder.resolve("repository"));

    assertThat(jars("tally-junit")).containsExactly("tally-api", "tally-junit");
    assertThat(jars("tally-agent")).containsExactly("tally-agent");
  }

  /** Benchmarks may be of Jackson: which one they are is not for us to say. */
  @Test
  void aBenchmarksClassPathHasNoLibraryThroughUs() throws IOException {
    LocalRepository.fill(folder.resolve("repository"));

    assertThat(jars("tally-jmh")).containsExactly("tally-api", "tally-core", "tally-jmh");
  }

  @Test
  void aProgramOfSomebodyElsesIsCounted() throws IOException {
    LocalRepository.fill(folder.resolve("repository"));
    String api = classPath("tally-api");
    String agent = classPath("tally-agent");
    Path source = Files.writeString(folder.resolve("Program.java"), PROGRAM);

    Fork program =
        Fork.run(
            folder,
            List.of(
                Installation.JAVA.toString(),
                "-javaagent:" + agent + "=output=recording",
                "-cp",
                api,
                source.toString()));

    assertThat(program.out()).as(program.story()).isEqualTo("2\n");
    assertThat(folder.resolve("recording")).exists();
  }

  private Set<String> jars(String artifact) throws IOException {
    Set<String> names = new TreeSet<>();
    for (String jar : classPath(artifact).split(":", -1)) {
      names.add(
          Path.of(jar)
              .getFileName()
              .toString()
              .replace("-" + LocalRepository.version() + ".jar", ""));
    }
    return names;
  }

  /** What a project with this one dependency has on its class path, as Maven tells. */
  private String classPath(String artifact) throws IOException {
    Path pom = folder.resolve("pom.xml");
    Files.writeString(pom, OUTSIDE.formatted(artifact, LocalRepository.version()));
    Path out = folder.resolve(artifact + ".classpath");
    Fork maven =
        Fork.run(
            folder,
            List.of(
                Installation.PROJECT.resolve("mvnw").toString(),
                "-q",
                "-B",
                "-o",
                "-Dmaven.repo.local=" + folder.resolve("repository"),
                "-Dmaven.repo.local.tail=" + LocalRepository.MAVENS,
                "-Dmaven.repo.local.tail.ignoreAvailability=true",
                "-Dmdep.outputFile=" + out,
                "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath"));
    assertThat(maven.exit()).as(maven.story()).isZero();
    return Files.readString(out).strip();
  }
}
