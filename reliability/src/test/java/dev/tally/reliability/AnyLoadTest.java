// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tally.profile.MethodStats;
import dev.tally.profile.Profile;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many threads, deep stacks, many paths, many classes: counts stay exact, memory bounded. */
class AnyLoadTest {
  @ParameterizedTest
  @ValueSource(strings = {"auto", "exact", "none"})
  void threadsThatComeAndGo(String timing) throws Exception {
    threads(timing, 2_000, 500);
  }

  @Test
  @Tag("long")
  void tenThousandThreadsAtOnce() throws Exception {
    threads("auto", 50_000, 10_000);
  }

  private static void threads(String timing, int inTurn, int atOnce) throws Exception {
    Ended ended =
        Jvm.program("Threads", "" + inTurn, "" + atOnce)
            .options("-Xmx512m")
            .recorded("timing=" + timing)
            .run();
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.calls("Threads", "work")).isEqualTo(ended.printed("called"));
    Profile profile = ended.profile();
    // One tree for all threads of a name, whatever number it ends in.
    assertThat(profile.threads())
        .anyMatch(t -> t.name().equals("turn#") && t.count() == inTurn)
        .anyMatch(t -> t.name().equals("once#") && t.count() == atOnce);
    assertThat(profile.tree().size()).isLessThan(100);
  }

  @Test
  void virtualThreads() throws Exception {
    virtualThreads(50, 5_000);
  }

  @Test
  @Tag("long")
  void aMillionVirtualThreadsAndAHundredThousandAtOnce() throws Exception {
    virtualThreads(1_000, 100_000);
  }

  private static void virtualThreads(int crowds, int blocked) throws Exception {
    assumeTrue(Programs.FEATURE >= 21, "virtual threads need Java 21");
    Ended ended =
        Jvm.program("VirtualThreads", "" + crowds, "" + blocked).options("-Xmx1g").recorded().run();
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.calls("VirtualThreads", "work")).isEqualTo(ended.printed("called"));
  }

  /** A leak of a recorder for each would be hundreds of mebibytes. */
  @Test
  void virtualThreadsWhoseOutermostConstructorFails() throws Exception {
    assumeTrue(Programs.FEATURE >= 21, "virtual threads need Java 21");
    String[] options = {"-Xmx64m", "-XX:TieredStopAtLevel=1"};
    int threads = 50_000;
    Ended plain = Jvm.program("FailingConstructors", "" + threads).options(options).run();
    Ended ended =
        Jvm.program("FailingConstructors", "" + threads).options(options).recorded().run();
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.calls("FailingConstructors$OverOurs", "<init>")).isEqualTo(threads);
    assertThat(ended.calls("FailingConstructors$Base", "<init>")).isEqualTo(threads);
    assertThat(ended.calls("FailingConstructors$OverTheJdks", "<init>")).isEqualTo(threads);
    assertThat(ended.printed("rss") - plain.printed("rss")).isLessThan(150_000);
  }

  /** Where each call past the budget looked through all its callers, this would take an hour. */
  @ParameterizedTest
  @ValueSource(ints = {100, 20_000})
  void callsPastTheBudgetAtTheEndOfADeepStack(int budget) throws Exception {
    Ended ended = Jvm.program("Deep", "20000", "30000000").recorded("max-contexts=" + budget).run();
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.calls("Deep", "down")).isEqualTo(20_001);
    assertThat(ended.calls("Deep", "work")).isEqualTo(ended.printed("called"));
  }

  @Test
  void pathsPastTheBudget() throws Exception {
    paths(5, 4_000);
  }

  /** Two and a half million paths through the methods, and as many through {@code call}. */
  @Test
  @Tag("long")
  void fiveMillionPathsPastABudgetOfHalfAMillion() throws Exception {
    paths(7, 500_000);
  }

  private static void paths(int digits, int budget) throws Exception {
    Ended ended =
        Jvm.program("Paths", "" + digits).recorded("max-contexts=" + budget, "leaves=timed").run();
    assertThat(ended.exit()).as(ended.err()).isZero();
    Profile profile = ended.profile();
    assertThat(profile.tree().size()).isBetween(budget / 2, budget + 1_000);
    assertThat(profile.edges().size()).isPositive();
    for (int method = 0; method < 8; method++) {
      assertThat(Ended.calls(profile, "Paths", "m" + method))
          .isEqualTo(ended.printed("m" + method));
    }
    Map<String, Long> edges = new TreeMap<>();
    MethodStats stats = MethodStats.of(profile);
    for (int edge = 0; edge < stats.edgeCount(); edge++) {
      edges.put(
          profile.methods().get(stats.caller(edge)).name()
              + " "
              + profile.methods().get(stats.callee(edge)).name(),
          stats.edgeCalls(edge));
    }
    for (int method = 0; method < 8; method++) {
      assertThat(edges)
          .containsEntry("call m" + method, ended.printed("m" + method))
          .containsEntry("m" + method + " call", ended.printed("m" + method));
    }
  }

  @Test
  void classLoadersThatAreDropped() throws Exception {
    classLoaders(1_000);
  }

  @Test
  @Tag("long")
  void tenThousandClassLoadersThatAreDropped() throws Exception {
    classLoaders(10_000);
  }

  private static void classLoaders(int count) throws Exception {
    Ended ended =
        Jvm.program("Loaders", "drop", "" + count)
            .options("-Xmx64m", "-XX:MaxMetaspaceSize=32m")
            .recorded()
            .run();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).isEqualTo(4 * count + " unloaded\n");
    assertThat(ended.calls("Loaders$Doubler", "applyAsInt")).isEqualTo(3L * count);
  }

  /** Each name kept in the program's heap would fill it, here twice over. */
  @ParameterizedTest
  @ValueSource(strings = {"numbers", "letters"})
  void classesOfEverNewNames(String kind) throws Exception {
    classesOfEverNewNames(kind, 20_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"numbers", "letters"})
  @Tag("long")
  void manyMoreClassesOfEverNewNames(String kind) throws Exception {
    classesOfEverNewNames(kind, 200_000);
  }

  private static void classesOfEverNewNames(String kind, int count) throws Exception {
    Ended recorded =
        Ended.same(
            Jvm.program("Names", kind, "" + count).options("-Xmx16m"),
            Jvm.program("Names", kind, "" + count).options("-Xmx16m").recorded());
    Profile profile = recorded.profile();
    assertThat(profile.origin().notes()).anyMatch(note -> note.contains("they share names"));
    // Five methods a class: its constructor, and four that make 1 + 1 + 2 + 3 calls.
    MethodStats stats = MethodStats.of(profile);
    long calls = 0;
    for (int method = 0; method < profile.methods().size(); method++) {
      String name = profile.methods().get(method).className();
      calls +=
          !name.startsWith("java.") && !name.matches("Names|Names.Dropped|tally")
              ? stats.calls(method)
              : 0;
    }
    assertThat(calls).isEqualTo(7L * count);
  }
}
