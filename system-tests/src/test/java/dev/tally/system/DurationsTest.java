// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.CallTree;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Profile;
import dev.tally.pstats.FunctionTable;
import dev.tally.pstats.ProfileFunctions;
import dev.tally.pstats.SortKey;
import dev.tally.query.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Self times add up to what passed: each of the target's threads takes the time of its outermost
 * method by itself, and the sum of all self times in the thread is compared with that. What was
 * subtracted for the probes has a row of its own, and so is part of the sum.
 */
class DurationsTest {
  /** A thread may lose the processor between its own look at the clock and ours. */
  private static final Percentage CLOSE = Percentage.withPercentage(3);

  /** What pools do besides running tasks and waiting for them, and threads for a processor. */
  private static final Percentage BOOKKEEPING = Percentage.withPercentage(15);

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "EXACT"})
  void selfTimesAddUp(Mode mode) throws IOException {
    Target target = Targets.named("targets.Durations");
    Path folder = Targets.folder(target, "durations-" + mode);
    Path recording = folder.resolve("tally.profile");
    Fork fork = Targets.run(target, folder, mode.options(recording));

    Map<String, Long> passed = Recordings.numbers(fork.err());
    Map<String, Long> recorded = selfNanos(Recordings.read(recording));
    assertThat(recorded.get("dense")).isCloseTo(passed.get("dense"), CLOSE);
    assertThat(recorded.get("steady-#")).isCloseTo(passed.get("steady"), CLOSE);
  }

  /** Of a server whose threads wait most of the time. */
  @ParameterizedTest
  @EnumSource(names = {"AUTO", "EXACT"})
  void workAndWaitingAddUpToTheDurationsOfThreads(Mode mode) throws IOException {
    Target target = Targets.named("targets.Idle");
    Path folder = Targets.folder(target, "waiting-" + mode);
    Path recording = folder.resolve("tally.profile");
    Fork fork = Targets.run(target, folder, mode.options(recording));

    Map<String, Long> said = Recordings.numbers(fork.err());
    Profile whole = Recordings.read(recording);
    Map<String, Long> recorded = selfNanos(whole);
    Map<String, Long> waiting = sums(Waiting.apart(whole), Metric.WAITING);
    Map<String, Long> work = selfNanos(Waiting.leftOut(whole));
    assertThat(recorded.get("worker-#")).isCloseTo(said.get("workers"), CLOSE);
    // A thread that loses the processor behind take, before it looks at the clock, waits for it in
    // its own method, or in the probe.
    long waited = said.getOrDefault("waited", 0L);
    long around = selfBeside(whole, "worker-#", List.of("take", "answer"));
    assertThat(waiting.get("worker-#")).isBetween(waited * 99 / 100 - around, waited);
    waiting.forEach((group, nanos) -> work.merge(group, nanos, Long::sum));
    assertThat(work).isEqualTo(recorded);
    List<String> first = firstTenByWork(whole);
    assertThat(first.get(0)).endsWith("(Idle.answer)");
    assertThat(first).noneMatch(label -> label.matches("\\{.*\\.(take|put|join)}"));
  }

  /** Of pools whose threads wait in the JDK, below a method of the program's. */
  @ParameterizedTest
  @EnumSource(names = {"AUTO", "EXACT"})
  void whatPoolsWaitForTasksIsToldFromTheTasks(Mode mode) throws IOException {
    Target target = Targets.named("targets.IdlePools");
    Path folder = Targets.folder(target, "pools-" + mode);
    Path recording = folder.resolve("tally.profile");
    Fork fork = Targets.run(target, folder, mode.options(recording));

    Map<String, Long> said = Recordings.numbers(fork.err());
    double lived = said.getOrDefault("workers", 0L) / 1e9;
    double waited = lived - said.getOrDefault("worked", 0L) / 1e9;
    Profile whole = Recordings.read(recording);
    FunctionTable table = ProfileFunctions.of(Waiting.apart(whole)).table();
    int live =
        IntStream.range(0, table.size())
            .filter(f -> table.key(f).label().endsWith("(IdlePools.live)"))
            .findFirst()
            .orElseThrow();
    assertThat(table.cumulativeSeconds(live)).isCloseTo(lived, BOOKKEEPING);
    assertThat(table.waitingSeconds(live)).isCloseTo(waited, BOOKKEEPING);
    List<String> first = firstTenByWork(whole);
    assertThat(first.get(0)).endsWith("(IdlePools.answer)");
    assertThat(first).noneMatch(label -> label.matches("\\{.*\\.(getTask|awaitWork|read|join)}"));
  }

  /** In a group of threads, the time of all other methods. */
  private static long selfBeside(Profile profile, String group, List<String> methods) {
    CallTree tree = profile.tree();
    return IntStream.range(0, tree.size())
        .filter(c -> profile.threads().get(tree.thread(c)).name().equals(group))
        .filter(c -> !methods.contains(profile.method(c).name()))
        .mapToLong(tree::selfNanos)
        .sum();
  }

  /**
   * Of them, those with a tenth of the first one's at least. What a method that waits does itself
   * (its first call loads classes, and threads that are woken wait for a processor) is less; what
   * it waits is more.
   */
  private static List<String> firstTenByWork(Profile whole) {
    FunctionTable table = ProfileFunctions.of(Waiting.leftOut(whole)).table();
    List<Integer> first =
        IntStream.range(0, table.size())
            .boxed()
            .sorted(SortKey.TIME.comparator(table))
            .limit(10)
            .toList();
    double least = table.selfSeconds(first.get(0)) / 10;
    return first.stream()
        .filter(f -> table.selfSeconds(f) >= least)
        .map(f -> table.key(f).label())
        .toList();
  }

  /** By thread group. */
  private static Map<String, Long> selfNanos(Profile profile) {
    return sums(profile, Metric.TIME);
  }

  private static Map<String, Long> sums(Profile profile, Metric metric) {
    Map<String, Long> sums = new TreeMap<>();
    CallTree tree = profile.tree();
    int column = Metrics.number(profile.metrics(), metric);
    for (int c = 0; c < tree.size(); c++) {
      sums.merge(profile.threads().get(tree.thread(c)).name(), tree.value(column, c), Long::sum);
    }
    return sums;
  }
}
