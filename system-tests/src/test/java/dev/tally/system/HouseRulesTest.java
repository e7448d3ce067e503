// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileDescriptor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Who may know whom. The rules are the architecture; Maven's modules guard only the coarse ones.
 */
@Execution(ExecutionMode.SAME_THREAD)
class HouseRulesTest {
  private static final String PROBE = "dev.tally.probe..";
  private static final String API = "dev.tally";
  private static final String JUNIT = "dev.tally.junit..";
  private static final String JMH = "dev.tally.jmh..";
  private static final String PROFILE = "dev.tally.profile..";
  private static final String PSTATS = "dev.tally.pstats..";
  private static final String FORMAT = "dev.tally.format..";
  private static final String PYTHON = "dev.tally.python..";
  private static final String REPORT = "dev.tally.report..";
  private static final String NAMES = "dev.tally.names..";
  private static final String QUERY = "dev.tally.query..";
  private static final String AGENT = "dev.tally.agent..";
  private static final String VIEW = "dev.tally.view..";
  private static final String CLI = "dev.tally.cli..";
  private static final String MAVEN = "dev.tally.maven..";
  private static final String ASM = "org.objectweb.asm..";
  private static final String JACKSON = "com.fasterxml.jackson.core..";
  private static final String NOTES = "org.jspecify.annotations..";

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .importPaths(
              List.of(
                      "probe",
                      "api",
                      "junit",
                      "core",
                      "agent",
                      "view",
                      "cli",
                      "jmh",
                      "maven-plugin")
                  .stream()
                  .map(module -> Installation.PROJECT.resolve(module).resolve("target/classes"))
                  .toArray(Path[]::new));

  @Test
  void the_probe_knows_nothing_but_a_little_of_the_jdk() {
    // It runs inside the program's calls, inside java.base, before most of the JDK is initialised.
    // But for what looks for another clock, before the program starts.
    check(
        classes()
            .that()
            .resideInAPackage(PROBE)
            .and()
            .doNotHaveSimpleName("ProcessorCounter")
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                    PROBE,
                    "java.lang..",
                    "java.util..",
                    "jdk.internal.access..",
                    "jdk.internal.misc..",
                    "jdk.internal.vm.annotation..")));
  }

  @Test
  void the_probe_is_on_its_guard_against_code_that_is_linked_when_it_first_runs() {
    // A lambda or a text put together by invokedynamic would run inside whatever call came first.
    // The clock's handle has been called, and so is linked, when the clock is initialised.
    check(
        noClasses()
            .that()
            .resideInAPackage(PROBE)
            .and()
            .doNotHaveSimpleName("ProcessorCounter")
            .and()
            .doNotHaveSimpleName("Clock")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.invoke.."));
  }

  @Test
  void core_knows_the_jdk_and_itself() {
    check(
        classes()
            .that()
            .resideInAnyPackage(PROFILE, PSTATS, FORMAT, PYTHON, REPORT, QUERY, NAMES)
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                    PROFILE,
                    PSTATS,
                    FORMAT,
                    PYTHON,
                    REPORT,
                    QUERY,
                    NAMES,
                    NOTES,
                    JACKSON,
                    "java.io..",
                    "java.lang..",
                    "java.math..",
                    "java.nio..",
                    "java.time..",
                    "java.util..")));
  }

  /** So that it is loaded for files in JSON only. */
  @Test
  void onlyOneClassKnowsTheParserOfJson() {
    check(
        noClasses()
            .that(not(nameMatching("dev\\.tally\\.format\\.wire\\.JsonInput(\\$.*)?")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(JACKSON));
  }

  @Test
  void core_opens_no_file() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(PROFILE, PSTATS, FORMAT, PYTHON, REPORT, QUERY, NAMES)
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("java.nio.file..")
                    .or(
                        nameMatching("java\\.io\\.(File|FileInputStream|FileOutputStream|Random.*)")
                            .forSubtype())));
  }

  @Test
  void formats_and_reports_know_the_profile_and_not_each_other() {
    knowsOf(PROFILE);
    knowsOf(PYTHON);
    knowsOf(PSTATS, PROFILE, PYTHON);
    knowsOf(FORMAT, PROFILE, PSTATS, PYTHON);
    knowsOf(NAMES, PROFILE);
    knowsOf(QUERY, PROFILE, NAMES);
    knowsOf(REPORT, PROFILE, PSTATS, PYTHON, QUERY);
  }

  @Test
  void noPackagesKnowEachOtherInACircle() {
    check(slices().matching("dev.tally.(**)").should().beFreeOfCycles());
  }

  @Test
  void whatAProgramCallsNeedsNoOtherJar() {
    check(
        classes()
            .that()
            .resideInAPackage(API)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(API, "java..", "com.sun.tools.attach")));
  }

  @Test
  void whatATestUsesKnowsTheApiAndJUnit() {
    check(
        classes()
            .that()
            .resideInAPackage(JUNIT)
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(JUNIT, API, "org.junit..", "org.opentest4j..", "java..")));
  }

  @Test
  void whatABenchmarkUsesKnowsTheApiTheProfileAndJmh() {
    check(
        classes()
            .that()
            .resideInAPackage(JMH)
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                    JMH,
                    API,
                    PROFILE,
                    PSTATS,
                    FORMAT,
                    QUERY,
                    NOTES,
                    "org.openjdk.jmh..",
                    "joptsimple..",
                    "java..")));
  }

  @Test
  void theCommandsRoomsStandOnEachOther() {
    String[] rooms = {"shell", "launch", "browser", "terminal", "command"};
    for (int lower = 0; lower < rooms.length; lower++) {
      for (int upper = lower + 1; upper < rooms.length; upper++) {
        check(
            noClasses()
                .that()
                .resideInAPackage("dev.tally.cli." + rooms[lower] + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tally.cli." + rooms[upper] + "..", "dev.tally.cli"));
      }
    }
  }

  /** A rule about classes that were not found would hold for ever. */
  @Test
  void theRulesSeeTheClasses() {
    Map<String, Integer> atLeast =
        Map.ofEntries(
            Map.entry(PROBE, 15),
            Map.entry(API, 1),
            Map.entry(JMH, 6),
            Map.entry(PROFILE, 10),
            Map.entry(PSTATS, 8),
            Map.entry(FORMAT, 15),
            Map.entry(PYTHON, 12),
            Map.entry(REPORT, 10),
            Map.entry(AGENT, 20),
            Map.entry(VIEW, 4),
            Map.entry(CLI, 40),
            Map.entry(MAVEN, 10));
    atLeast.forEach(
        (room, count) ->
            assertThat(ALL.that(resideInAnyPackage(room)).size())
                .as("classes in %s", room)
                .isGreaterThanOrEqualTo(count));
  }

  @Test
  void the_agent_knows_the_probe_the_profile_and_what_writes_it() {
    check(
        classes()
            .that()
            .resideInAPackage(AGENT)
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(AGENT, PROBE, PROFILE, FORMAT, ASM, NOTES, "java..")));
  }

  @Test
  void thePageKnowsTheProfileAndItsFormats() {
    check(
        classes()
            .that()
            .resideInAPackage(VIEW)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(VIEW, PROFILE, FORMAT, NOTES, "java..")));
  }

  @Test
  void mavensPluginKnowsTheProfileTheReportsAndWhatBudgetsMean() {
    check(
        classes()
            .that()
            .resideInAPackage(MAVEN)
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                    MAVEN,
                    API,
                    VIEW,
                    PROFILE,
                    FORMAT,
                    QUERY,
                    REPORT,
                    ASM,
                    NOTES,
                    "org.apache.maven..",
                    "java..")));
  }

  /** Where a JRE has none, the other verbs need none. */
  @Test
  void onlyWhatServesThePageNeedsTheServer() {
    check(
        noClasses()
            .that()
            .doNotHaveSimpleName("ViewServer")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.net.httpserver.."));
  }

  @Test
  void nobody_knows_the_agent_or_the_command() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(AGENT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(AGENT));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CLI));
  }

  @Test
  void the_command_does_not_know_the_probe() {
    check(
        noClasses()
            .that()
            .resideInAPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PROBE, ASM));
  }

  @Test
  void only_a_terminal_needs_the_terminal_library() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.tally.cli.terminal..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jline.."));
  }

  @Test
  void standard_streams_belong_to_the_program_and_to_the_command() {
    DescribedPredicate<JavaClass> speakers =
        nameMatching("dev\\.tally\\.(cli\\.shell\\.Streams|agent\\.AgentLog)").forSubtype();
    check(
        noClasses()
            .that(not(speakers))
            .should()
            .accessField(FileDescriptor.class, "out")
            .orShould()
            .accessField(FileDescriptor.class, "err")
            .orShould()
            .accessField(FileDescriptor.class, "in"));
    // Where a security manager denies the descriptor, the agent has System.err left. A listener of
    // JUnit's can tell nobody else.
    check(
        noClasses()
            .that(not(nameMatching("dev\\.tally\\.(agent\\.AgentLog|junit\\.TestRecorder)")))
            .should()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace"));
    check(
        noClasses()
            .that(not(nameMatching("dev\\.tally\\.Attacher"))) // In a JVM of its own.
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "in")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace"));
  }

  @Test
  void only_the_entry_points_end_the_jvm() {
    check(
        noClasses()
            .that(
                not(
                    nameMatching("dev\\.tally\\.(cli\\.Main|agent\\.AgentMain|Attacher)")
                        .forSubtype()))
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class));
  }

  /** Of Tally's rooms in core, this one knows itself and those. */
  private static void knowsOf(String room, String... rooms) {
    String[] others =
        List.of(PROFILE, PSTATS, FORMAT, PYTHON, REPORT, QUERY, NAMES).stream()
            .filter(other -> !other.equals(room) && !List.of(rooms).contains(other))
            .toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideInAPackage(room)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(others));
  }

  private static void check(ArchRule rule) {
    rule.check(ALL);
  }
}
