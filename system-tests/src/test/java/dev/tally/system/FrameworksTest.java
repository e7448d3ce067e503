// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls in tests of other frameworks, and in all kinds of JUnit's own, on JUnit 5 and 6. A comment
 * behind each test in {@code src/frameworks}, and in {@code Budgets}, says what becomes of it.
 */
class FrameworksTest {
  private static final Path SOURCES = Path.of("src/frameworks").toAbsolutePath();
  private static final Path JARS = Path.of("target/programs").toAbsolutePath();
  private static final Path BUDGETS =
      Path.of("src/test/java/dev/tally/system/budget/Budgets.java").toAbsolutePath();

  // As in: void savesOnce() { // passed
  private static final Pattern TEST =
      Pattern.compile("(?:void|fun|List<DynamicTest>) `?([\\w ]+)`?\\(.*\\).* \\{}? // (.*)");

  private static final Pattern ENDED =
      Pattern.compile("(?m)^(passed|failed) ([\\w ]+)(?:\\(.*?\\))?(?:\\[\\d+])?(?:$|(: .*))");

  private static Path classes = Path.of("");

  @BeforeAll
  static void compile() throws IOException {
    classes = Folders.empty("frameworks");
    String classPath = classPath("junit5");
    List<String> javac =
        new ArrayList<>(List.of("-parameters", "-d", classes.toString(), "-cp", classPath));
    javac.addAll(sources(".java"));
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, javac.toArray(String[]::new)))
        .isZero();
    List<String> kotlinc = new ArrayList<>(List.of(Installation.JAVA.toString()));
    kotlinc.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", jars("kotlin", "")));
    kotlinc.addAll(List.of("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler", "-no-stdlib"));
    kotlinc.addAll(List.of("-no-reflect", "-cp", classPath, "-d", classes.toString()));
    kotlinc.addAll(sources(".kt"));
    succeeds(kotlinc);
  }

  @ParameterizedTest
  @ValueSource(strings = {"junit5", "junit6"})
  void eachTestEndsAsItsCommentSays(String junit) throws IOException {
    List<String> tests = new ArrayList<>(List.of(Installation.JAVA.toString()));
    tests.add("-XX:+EnableDynamicAgentLoading"); // Mockito loads an agent of its own.
    tests.add(Installation.agent(classes.resolveSibling(junit + ".tally")));
    tests.addAll(List.of("-cp", classPath(junit), "dev.tally.system.budget.RunTests"));
    tests.add("junit.jupiter.execution.parallel.enabled=false");
    tests.add("dev.tally.system.budget.Budgets");
    for (String source : sources("Test.java", "Test.kt")) {
      tests.add("com.acme." + Path.of(source).getFileName().toString().split("\\.", 2)[0]);
    }
    String out = succeeds(tests);

    Map<String, List<String>> ended = new TreeMap<>();
    for (MatchResult each : ENDED.matcher(out).results().toList()) {
      ended
          .computeIfAbsent(each.group(2), name -> new ArrayList<>())
          .add(each.group(3) == null ? each.group(1) : each.group(1) + each.group(3));
    }
    Map<String, List<String>> expected = expected();
    assertThat(ended.keySet()).as(out).isEqualTo(expected.keySet());
    expected.forEach(
        (test, outcomes) -> {
          List<String> found = ended.getOrDefault(test, List.of());
          assertThat(found).as(test).hasSameSizeAs(outcomes);
          for (int i = 0; i < outcomes.size(); i++) {
            String[] words = outcomes.get(i).split(": ", 2);
            assertThat(found.get(i))
                .as(test)
                .startsWith(words[0])
                .contains(words[words.length - 1]);
          }
        });
  }

  /** By test, what becomes of each of its invocations. */
  private static Map<String, List<String>> expected() throws IOException {
    Map<String, List<String>> expected = new TreeMap<>();
    List<String> files = new ArrayList<>(sources("Test.java", "Test.kt"));
    files.add(BUDGETS.toString());
    for (String file : files) {
      int before = expected.size();
      for (MatchResult test : TEST.matcher(Files.readString(Path.of(file))).results().toList()) {
        List<String> outcomes = new ArrayList<>();
        for (String outcome : test.group(2).split(", (?=passed|failed)", -1)) {
          boolean several = outcome.matches("passed \\d+ times");
          for (int i = several ? Integer.parseInt(outcome.split(" ", -1)[1]) : 1; i > 0; i--) {
            outcomes.add(several ? "passed" : outcome);
          }
        }
        expected.put(test.group(1), outcomes);
      }
      assertThat(expected.size()).as(file).isGreaterThan(before + 1);
    }
    return expected;
  }

  private static List<String> sources(String... endings) throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .map(Path::toString)
          .filter(name -> Arrays.stream(endings).anyMatch(name::endsWith))
          .sorted()
          .toList();
    }
  }

  /** With what these tests run on, but for JUnit if that is another one. */
  private static String classPath(String junit) throws IOException {
    String own =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(each -> junit.equals("junit5") || !each.contains("/org/junit/"))
            .collect(Collectors.joining(File.pathSeparator));
    return String.join(
        File.pathSeparator,
        classes.toString(),
        jars(junit, ""),
        jars("frameworks", ""),
        jars("kotlin", "kotlin-stdlib"),
        own);
  }

  private static String jars(String folder, String beginning) throws IOException {
    try (Stream<Path> jars = Files.list(JARS.resolve(folder))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith(beginning))
          .map(Path::toString)
          .sorted()
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  private static String succeeds(List<String> command) {
    Fork fork = Fork.run(classes, command);
    assertThat(fork.exit()).as(fork.story()).isZero();
    return fork.out();
  }
}
