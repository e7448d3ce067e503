// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.Method;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording of each test, by {@code -Dtally.perTest}, and their folder opened as one. */
class PerTestTest {
  private static final String BUDGETS = "dev.tally.system.budget.Budgets";

  private final Path folder;
  private final Path recordings;

  PerTestTest(@TempDir Path folder) {
    this.folder = folder;
    this.recordings = folder.resolve("target/tally");
  }

  @Test
  void eachTestIsAFileNamedByItWhateverKindOfTestItIs() throws IOException {
    long tests = tests(agent(), "Budgets").out().lines().filter(PerTestTest::isTest).count();

    assertThat(files())
        .contains(
            BUDGETS + ".savesThrice.tally",
            BUDGETS + ".parameterised-3.tally",
            BUDGETS + ".repeated-100.tally",
            BUDGETS + ".dynamic-2.tally",
            BUDGETS + ".Inside.theBudgetIsTheClasss.tally")
        .hasSize((int) tests);
    assertThat(index()).hasSize((int) tests).anyMatch(line -> line.endsWith(".dynamic-2.tally"));
    for (String line : index()) {
      String[] words = line.strip().split(" +", -1);
      assertThat(Recordings.read(recordings.resolve(words[2])).calls())
          .as(line)
          .isEqualTo(Long.parseLong(words[1]));
    }
  }

  @Test
  void aRecordingHasItsTestsCallsBelowAFrameOfTheTestAndNotTheEnginesAboveThem()
      throws IOException {
    tests(agent(), "Budgets");

    Profile one = read("parameterised-3");
    assertThat(outermost(one)).containsExactly(BUDGETS + ".parameterised[3]");
    assertThat(one.methods())
        .extracting(Method::className)
        .noneMatch(name -> name.startsWith("org.junit.jupiter.engine."));
    assertThat(calls(one, "Budgets", "parameterised")).isEqualTo(1);
    // What @BeforeEach calls is the test's, too.
    assertThat(calls(one, "OrderDao", "save")).isEqualTo(100 + 3);
    assertThat(calls(read("onOtherThreadsToo"), "OrderDao", "save")).isEqualTo(100 + 5);
    assertThat(outermost(read("onOtherThreadsToo")))
        .containsExactly(BUDGETS + ".onOtherThreadsToo");
  }

  @Test
  void whatRunsTestsIsRecordedIfAskedForOnly() throws IOException {
    Path whole = folder.resolve("whole");

    tests(agent(), "Baselines");
    assertThat(Recordings.read(whole).methods())
        .extracting(Method::className)
        .contains(BUDGETS.replace("Budgets", "Baselines"))
        .noneMatch(name -> name.startsWith("org.junit."));

    // As tally exec --build-tools says it.
    tests(List.of(Installation.agent(whole, "exec=all")), "Baselines");
    assertThat(Recordings.read(whole).methods())
        .extracting(Method::className)
        .anyMatch(name -> name.startsWith("org.junit.jupiter.engine."));
  }

  @Test
  void theFolderIsOneProfileWithTheTestsAsOutermostFramesAndPassesOverWhatElseIsThere()
      throws IOException {
    tests(agent(), "Budgets");
    int tests = files().size();
    Files.writeString(recordings.resolve("page.html"), "<html>");

    assertThat(tally("stats", "target/tally", "-c", "stats Budgets.repeated\\[7\\]"))
        .contains(tests + " recordings added up", "{" + BUDGETS + ".repeated[7]}");
    assertThat(tally("stats", "target/tally", "-c", "stats OrderDao.save under repeated"))
        .contains("10100"); // 100 times 101
    assertThat(tally("info", "target/tally")).contains(tests + ", added up");
    assertThat(tally("diff", "target/tally", "target/tally")).contains("No difference in calls");
    tally("merge", "target/tally", "-o", "sum");
    assertThat(outermost(Recordings.read(folder.resolve("sum")))).hasSize(tests);
    assertThat(tally("view", "target/tally", "-o", "page.html")).isEmpty();
  }

  @Test
  void testsThatMayRunAtTheSameTimeHaveTheirOwnThreadsCallsAndSaySo() throws IOException {
    tests(agent(), "Parallel", "junit.jupiter.execution.parallel.enabled=true");

    for (int i = 1; i <= 200; i++) {
      Profile one = Recordings.read(file("Parallel", "eachCountsItsOwn-" + i));
      assertThat(calls(one, "OrderDao", "save")).as("calls of test %d", i).isEqualTo(i);
    }
    assertThat(tally("info", file("Parallel", "meanwhile").toString()))
        .contains("tests may have run at the same time: only what this one's own thread called");
  }

  @Test
  void aSecondRunReplacesItsTestsRecordingsAndKeepsTheOthers() throws IOException {
    tests(agent(), "Baselines");
    tests(agent(), "Budgets");
    int once = files().size();
    tests(agent(), "Budgets");

    assertThat(files()).hasSize(once).anyMatch(name -> name.endsWith("Baselines.savesAll.tally"));
    assertThat(index()).hasSize(once);
  }

  @Test
  void withoutTheAgentOrAFolderTheTestsRunAndASentenceSaysWhatIsMissing() throws IOException {
    assertThat(tests(List.of(), "Baselines").err())
        .contains("tally: tally.perTest: the agent is not in this JVM");

    Files.createDirectories(folder.resolve("target"));
    Files.writeString(recordings, "a file where the folder should be");
    assertThat(tests(agent(), "Baselines").err())
        .contains("tally: tally.perTest: there are no recordings of tests: cannot make the folder");
  }

  private static boolean isTest(String line) {
    return line.startsWith("passed ") || line.startsWith("failed ");
  }

  private List<String> agent() {
    return List.of(Installation.agent(folder.resolve("whole")));
  }

  private Fork tests(List<String> options, String testClass, String... parameters) {
    List<String> command = new ArrayList<>(List.of(Installation.JAVA.toString()));
    command.addAll(options);
    command.addAll(List.of("-Dtally.perTest=target/tally", "-Dtally.baselines=none"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.tally.system.budget.RunTests");
    command.add("dev.tally.system.budget." + testClass);
    command.addAll(List.of(parameters));
    if (parameters.length == 0) {
      command.add("junit.jupiter.execution.parallel.enabled=false");
    }
    Fork fork = Fork.run(folder, command);
    assertThat(fork.exit()).as(fork.story()).isZero();
    return fork;
  }

  private String tally(String... arguments) {
    Fork fork = Fork.run(folder, Installation.tally(arguments));
    assertThat(fork.exit()).as(fork.story()).isZero();
    return fork.out();
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> all = Files.list(recordings)) {
      Set<String> names = new TreeSet<>();
      all.map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("index.txt"))
          .forEach(names::add);
      return names;
    }
  }

  private List<String> index() throws IOException {
    return Files.readAllLines(recordings.resolve("index.txt")).stream().skip(1).toList();
  }

  private Profile read(String test) throws IOException {
    return Recordings.read(file("Budgets", test));
  }

  private Path file(String testClass, String test) {
    return recordings.resolve("dev.tally.system.budget." + testClass + "." + test + ".tally");
  }

  private static long calls(Profile profile, String className, String method) {
    return Recordings.calls(profile, "dev.tally.system.budget." + className, method);
  }

  private static Set<String> outermost(Profile profile) {
    Set<String> names = new TreeSet<>();
    for (int c = 0; c < profile.tree().size(); c++) {
      if (profile.tree().parent(c) < 0) {
        Method method = profile.method(c);
        names.add(method.className() + "." + method.name());
      }
    }
    return names;
  }
}
