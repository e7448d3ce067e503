// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.system.budget.EarlyAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that have budgets of calls, in a JVM with the agent. */
class BudgetTest {
  private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled=";

  private final Path folder;

  BudgetTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void budgetsAreKeptOrTheTestFailsWithTheCallers() {
    String out = tests(agent(), "Budgets").out();

    assertThat(out)
        .contains("passed savesThrice()\n", "passed whatIsNotCalledIsKnownAllTheSame()\n")
        .contains(
            """
            failed asksForEachLine(): OrderDao.findLine was called 3 times, allowed are 1 by @MaxCalls. By
                    3  Budgets.asksForEachLine > OrderDao.findLine
            """)
        .contains(
            "failed twoBudgets(): OrderDao.save was called once, allowed is none by @MaxCalls")
        .contains("failed onOtherThreadsToo(): OrderDao.save was called 5 times")
        .contains(
            "failed mistyped(): no recorded method matches \"OrderDao.saev\";"
                + " near are OrderDao.save")
        .contains(
            "failed abstractMethod(): no recorded method matches \"OrderDao.Reader.read\": it is"
                + " abstract, so it has no calls of its own; name the class that implements it")
        .contains("failed callsIntoTheJdk(): Integer.parseInt was called 2 times")
        .contains("failed itsOwnFailureComesFirst(): the order is missing\n")
        .contains("passed parameterised(int)[1]\n", "passed parameterised(int)[2]\n")
        .contains("failed parameterised(int)[3]: OrderDao.save was called 3 times")
        .contains("passed dynamic()[1]\n", "failed dynamic()[2]: OrderDao.save was called 2 times")
        .contains("passed byTallyCount()\n")
        .contains("failed theBudgetIsTheClasss(): OrderDao.save was called 2 times");
    assertThat(out.lines().filter(line -> line.startsWith("passed repeated()"))).hasSize(100);
  }

  @Test
  void testsThatRunAtTheSameTimeCountTheirOwnCalls() {
    String out =
        tests(
                agent(),
                "Parallel",
                PARALLEL + "true",
                "junit.jupiter.execution.parallel.config.strategy=fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism=4")
            .out();

    assertThat(out.lines().filter(line -> line.startsWith("passed eachCountsItsOwn"))).hasSize(200);
    assertThat(out)
        .contains("passed meanwhile()\n")
        .contains(
            "failed whoseCallsAreIsNotKnown(): Calls of OrderDao.save were made by a thread that"
                + " belongs to no test, while tests ran in parallel");
  }

  /** Other tests are prepared on threads that count nothing just then. */
  @Test
  void whatPreparesOtherTestsIsNotCounted() {
    String out =
        tests(
                agent(),
                "Budgets",
                PARALLEL + "true",
                "junit.jupiter.execution.parallel.mode.default=concurrent",
                "junit.jupiter.execution.parallel.config.strategy=fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism=4")
            .out();

    assertThat(out)
        .doesNotContainPattern("failed repeated\\(\\)\\[\\d+\\]: OrderDao.save was called")
        .contains("passed repeated()[")
        .contains("failed onOtherThreadsToo(): Calls of OrderDao.save were made by a thread that");
  }

  @Test
  void withoutTheAgentATestSaysHowToAddIt() {
    assertThat(tests(List.of(), "Budgets").out())
        .contains(
            "failed savesThrice(): Tally's agent is not in this JVM", "-javaagent:", "Gradle");
    assertThat(tests(List.of(), "Budgets", "tally.withoutAgent=skip").out())
        .contains("aborted savesThrice(): Tally's agent is not in this JVM");
  }

  /** The tests' own classes were loaded before. */
  @Test
  void whereTheAgentIsOnTheClassPathItIsLoadedWhenATestNeedsIt() {
    Fork run = testsBesideTheAgent("-XX:+EnableDynamicAgentLoading");

    assertThat(run.out())
        .contains(
            "passed savesThrice()\n",
            """
            failed asksForEachLine(): OrderDao.findLine was called 3 times, allowed are 1 by @MaxCalls. By
                    3  Budgets.asksForEachLine > OrderDao.findLine
            """);
    assertThat(run.err()).as("what the JVM says of it otherwise").doesNotContain("agent");
    assertThat(folder.resolve("tally.profile")).as("nobody asked for a recording").doesNotExist();
  }

  @Test
  void aJvmThatLetsNoAgentInIsTold() {
    assertThat(testsBesideTheAgent("-XX:-EnableDynamicAgentLoading").out())
        .contains("failed savesThrice(): Tally's agent is not in this JVM")
        .contains("failed byTallyCount(): Tally's agent is not loaded in this JVM")
        .contains("to load it now is not possible: ", "EnableDynamicAgentLoading");
  }

  /** Left out by a pattern, or loaded by another agent before ours was there. */
  @Test
  void aMethodThatIsNotRecordedIsToldFromOneThatIsNotCalled() throws IOException {
    String sentence =
        "failed savesThrice(): no recorded method matches \"OrderDao.save\": class"
            + " dev.tally.system.budget.OrderDao is not recorded. It may be left out by include or";
    List<String> without = List.of(Installation.agent(folder.resolve("recording"), "exclude=*Dao"));
    List<String> before = new ArrayList<>(agent());
    before.add(0, "-javaagent:" + earlyAgent());

    assertThat(tests(without, "Budgets").out()).contains(sentence);
    assertThat(tests(before, "Budgets").out()).contains(sentence);
  }

  private Path earlyAgent() throws IOException {
    Path file = folder.resolve("early.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", EarlyAgent.class.getName());
    new JarOutputStream(Files.newOutputStream(file), manifest).close();
    return file;
  }

  @Test
  void aBudgetPastWhatIsRecordedByPathFailsRatherThanCountWrongly() {
    List<String> agent = List.of(Installation.agent(folder.resolve("recording"), "max-contexts=1"));

    assertThat(tests(agent, "Budgets").out())
        .contains("failed savesThrice(): the budget of contexts is spent");
  }

  @Test
  void aBaselineIsWrittenThenComparedAndReviewed() throws IOException {
    Path resources = folder.resolve("resources");
    Path file = resources.resolve("dev/tally/system/budget/Baselines.calls");

    assertThat(tests(agent(), "Baselines").out())
        .contains(
            "failed savesAll(): there is no baseline Baselines.calls yet; -Dtally.update=true")
        .contains(file.toString().substring(folder.toString().length()));

    assertThat(tests(with("-Dtally.update=true"), "Baselines").out()).contains("passed savesAll()");
    assertThat(file)
        .hasContent(
            """
            savesAll()
                    1  dev.tally.system.budget.OrderDao.findLine(int)
                    3  dev.tally.system.budget.OrderDao.save(String)
            """);
    assertThat(tests(agent(), "Baselines").out()).contains("passed savesAll()");

    assertThat(tests(with("-Dorders=5"), "Baselines").out())
        .contains(
            """
            failed savesAll(): savesAll() calls other methods than Baselines.calls says:
              before  after  change  method
                   3      5      +2  dev.tally.system.budget.OrderDao.save(String)
                                       5  Baselines.savesAll > OrderDao.save
            If that is right, -Dtally.update=true writes\
            """);

    Files.writeString(
        file, "varies dev.tally.system.budget.OrderDao.save\n" + Files.readString(file));
    assertThat(tests(with("-Dorders=5"), "Baselines").out()).contains("passed savesAll()");
  }

  @Test
  void allTestsHaveABaselineByConfiguration() throws IOException {
    List<String> update = with("-Dtally.update=true");
    String[] configuration = {
      "junit.jupiter.extensions.autodetection.enabled=true", "tally.baseline=*OrderDao"
    };

    assertThat(tests(update, "Budgets", configuration).out()).contains("passed byTallyCount()\n");
    assertThat(folder.resolve("resources/dev/tally/system/budget/Budgets.calls"))
        .content()
        .contains(
            """
            repeated() #7
                    1  dev.tally.system.budget.OrderDao.save(String)
            """);
    assertThat(tests(agent(), "Budgets", configuration).out())
        .contains("passed byTallyCount()\n", "passed repeated()[7]\n");
  }

  private List<String> agent() {
    return List.of(Installation.agent(folder.resolve("recording")));
  }

  private List<String> with(String option) {
    List<String> options = new ArrayList<>(agent());
    options.add(option);
    return options;
  }

  /** The agent's jar is on the class path, and no option names it. */
  private Fork testsBesideTheAgent(String option) {
    return testsOn(classPath() + ":" + Installation.AGENT, List.of(option), "Budgets");
  }

  private Fork tests(List<String> options, String testClass, String... parameters) {
    return testsOn(classPath(), options, testClass, parameters);
  }

  private String classPath() {
    return folder.resolve("resources") + ":" + System.getProperty("java.class.path");
  }

  private Fork testsOn(
      String classPath, List<String> options, String testClass, String... parameters) {
    List<String> command = new ArrayList<>(List.of(Installation.JAVA.toString()));
    command.addAll(options);
    command.add("-Dtally.baselines=" + folder.resolve("resources"));
    command.add("-cp");
    command.add(classPath);
    command.add("dev.tally.system.budget.RunTests");
    command.add("dev.tally.system.budget." + testClass);
    command.add(PARALLEL + "false");
    command.addAll(List.of(parameters));
    Fork fork = Fork.run(folder, command);
    assertThat(fork.exit()).as(fork.story()).isZero();
    return fork;
  }
}
