// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.LeftOut;
import dev.tally.profile.Profile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every class of large jars is rewritten to something that HotSpot's own verifier accepts, or left
 * alone with a reason. The judge is the JVM: all classes are loaded and linked, {@code
 * -Xverify:all}, with and without Tally, and must do the same.
 */
class AnyClassTest {
  /** Of the classes of a jar. */
  private static final double MOST_LEFT_ALONE = 0.001;

  @Test
  void theJarsOfTheseTests() throws Exception {
    String jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> entry.endsWith(".jar") && !entry.contains("tally"))
            .collect(Collectors.joining(File.pathSeparator));
    link("the tests' own", jars, 3_000);
  }

  @ParameterizedTest
  @MethodSource("coordinates")
  @Tag("long")
  void largeJars(String coordinates) throws Exception {
    link(coordinates, MavenJars.classPath(coordinates), 500);
  }

  static List<String> coordinates() throws IOException {
    return MavenJars.coordinates(Path.of("src/test/resources/jars.txt"));
  }

  private static void link(String what, String jars, int atLeast) throws Exception {
    Map<String, String> plain = linked(Jvm.program("LinkClasses", "links"), jars);
    Jvm jvm = Jvm.program("LinkClasses", "links").recorded();
    Map<String, String> recorded = linked(jvm, jars);
    assertThat(plain).hasSizeGreaterThan(atLeast);
    assertThat(recorded).hasSameSizeAs(plain);
    assertThat(recorded.entrySet())
        .filteredOn(e -> !e.getValue().equals(plain.get(e.getKey())))
        .isEmpty();
    Profile profile = Ended.read(jvm.recording());
    Map<String, Long> reasons =
        profile.leftOut().stream()
            .collect(Collectors.groupingBy(LeftOut::reason, TreeMap::new, Collectors.counting()));
    System.out.printf(
        "%s: %d classes, %d link, the same recorded; left alone: %d %s%n",
        what,
        plain.size(),
        plain.values().stream().filter("ok"::equals).count(),
        profile.leftOutCount(),
        reasons);
    assertThat(profile.leftOutCount() / (double) plain.size())
        .as("share of %s left alone: %s", what, reasons)
        .isLessThan(MOST_LEFT_ALONE);
  }

  private static Map<String, String> linked(Jvm jvm, String jars) throws Exception {
    Ended ended =
        jvm.options("-XX:+IgnoreUnrecognizedVMOptions", "-Xverify:all", "-Xss4m")
            .alsoOnClassPath(jars)
            .run();
    assertThat(ended.exit()).as(ended.err()).isZero();
    Map<String, String> links = new TreeMap<>();
    for (String line : Files.readAllLines(jvm.folder.resolve("links"))) {
      int tab = line.indexOf('\t');
      links.put(line.substring(0, tab), line.substring(tab + 1));
    }
    return links;
  }

  @ParameterizedTest
  @ValueSource(strings = {"orphan", "filter", "hidden"})
  void loadersWithoutParentsOrWithFiltersAndHiddenClasses(String kind) throws Exception {
    Ended plain = Jvm.program("Loaders", kind).run();
    Ended recorded = Jvm.program("Loaders", kind).recorded().run();
    assertThat(recorded.out()).isEqualTo(plain.out());
    assertThat(recorded.err()).isEmpty();
    boolean isRecorded = kind.equals("orphan");
    assertThat(recorded.calls("Loaders$Doubler", "applyAsInt")).isEqualTo(isRecorded ? 4 : 0);
    assertThat(recorded.profile().leftOut())
        .isEqualTo(
            kind.equals("filter")
                ? List.of(
                    new LeftOut(
                        "Loaders$Doubler", "its class loader does not find java.lang.TallyProbe"))
                : List.of());
  }
}
