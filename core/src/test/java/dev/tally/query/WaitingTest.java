// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Engine;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import dev.tally.pstats.FunctionTable;
import dev.tally.pstats.ProfileFunctions;
import dev.tally.pstats.SortKey;
import dev.tally.report.WorkAndWaiting;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingTest {
  private static final long SECOND = 1_000_000_000;

  private static final int SERVE = 0;
  private static final int TAKE = 1;
  private static final int ANSWER = 2;
  private static final int GET = 3;

  private static final List<Method> METHODS =
      List.of(
          new Method("Server", "serve", "()V", "Server.java", 1, Kind.METHOD),
          new Method("java.util.concurrent.BlockingQueue", "take", "", "", 0, Kind.JDK),
          new Method("Server", "answer", "()V", "Server.java", 9, Kind.METHOD),
          new Method("java.util.concurrent.Future", "get", "", "", 0, Kind.JDK));

  @Test
  void waitingIsAPartOfTimeAndWithoutItWorkIsLeft() {
    FunctionTable apart = ProfileFunctions.of(Waiting.apart(server())).table();
    FunctionTable work = ProfileFunctions.of(Waiting.leftOut(server())).table();

    assertThat(rows(apart))
        .containsExactly(
            "Server.java:1(Server.serve) self 2.0 cumulative 20.0 waiting 13.0",
            "{java.util.concurrent.BlockingQueue.take} self 10.0 cumulative 10.0 waiting 10.0",
            "Server.java:9(Server.answer) self 9.0 cumulative 8.0 waiting 3.0",
            "{java.util.concurrent.Future.get} self 4.0 cumulative 5.0 waiting 4.0");
    // The last second of Future.get's cumulative time is what it called back.
    assertThat(rows(work))
        .containsExactly(
            "Server.java:1(Server.serve) self 2.0 cumulative 7.0 waiting 13.0",
            "{java.util.concurrent.BlockingQueue.take} self 0.0 cumulative 0.0 waiting 10.0",
            "Server.java:9(Server.answer) self 9.0 cumulative 5.0 waiting 3.0",
            "{java.util.concurrent.Future.get} self 0.0 cumulative 1.0 waiting 4.0");
    assertThat(SortKey.WAITING.comparator(apart).compare(SERVE, TAKE)).isNegative();
    assertThat(work.errorSeconds(TAKE)).isZero();
    assertThat(apart.errorSeconds(TAKE)).isEqualTo(0.5);
    assertThat(work.errorSeconds(SERVE)).isEqualTo(0.25);
  }

  @Test
  void theHeadingSaysWorkAndWaitingBesideTheDuration() {
    assertThat(WorkAndWaiting.line(Waiting.apart(server()), false))
        .isEqualTo(
            "ran 5.000 s: 11.000 s of work, 2.2 threads busy; 14.000 s waiting in 24 threads; tally"
                + " stats --no-wait leaves it out");
    assertThat(WorkAndWaiting.line(Waiting.leftOut(server()), true))
        .isEqualTo(
            "ran 5.000 s: 11.000 s of work, 2.2 threads busy; 14.000 s waiting in 24 threads, left"
                + " out");
    assertThat(WorkAndWaiting.line(server(), false)).isNull();
  }

  @Test
  void eachGroupOfThreadsHasItsWaiting() {
    assertThat(ThreadTimes.of(Waiting.apart(server())))
        .extracting(ThreadTimes::nanos, ThreadTimes::waitingNanos)
        .containsExactly(tuple(0L, 0L), tuple(20 * SECOND, 13 * SECOND));
    assertThat(ThreadTimes.of(Waiting.leftOut(server())))
        .extracting(ThreadTimes::nanos, ThreadTimes::waitingNanos)
        .containsExactly(tuple(0L, 0L), tuple(7 * SECOND, 13 * SECOND));
  }

  @Test
  void aProfileInWhichNothingWaitsIsLeftAsItIs() {
    Profile profile = server();
    Profile without =
        new Profile(
            profile.origin(),
            List.of(METHODS.get(SERVE), METHODS.get(ANSWER), METHODS.get(ANSWER), METHODS.get(0)),
            profile.frames(),
            profile.threads(),
            profile.paths(),
            profile.tree(),
            profile.edges(),
            List.of(),
            0);
    assertThat(Waiting.apart(without)).isSameAs(without);
    assertThat(Waiting.leftOut(without)).isSameAs(without);
  }

  @ParameterizedTest
  @CsvSource({
    "java.lang.Object, wait, true",
    "java.lang.Thread, sleep, true",
    "java.lang.Thread, start, false",
    "java.util.concurrent.locks.LockSupport, park, true",
    "java.util.concurrent.locks.LockSupport, unpark, false",
    "java.util.concurrent.LinkedBlockingQueue, take, true",
    "java.util.concurrent.LinkedBlockingQueue, add, false",
    "java.util.Queue, poll, false",
    "java.nio.channels.Selector, select, true",
    "java.nio.channels.Selector, selectNow, false",
    "java.net.ServerSocket, accept, true",
    "java.lang.Process, waitFor, true",
    "java.util.concurrent.ForkJoinTask, join, false",
  })
  void theJdksMethodsThatWaitAreListed(String className, String name, boolean waits) {
    assertThat(WaitingMethods.has(className, name)).isEqualTo(waits);
  }

  /**
   * serve waits in take, and in answer, which waits in get; get calls answer back; and two calls
   * without a path.
   */
  @Test
  void aRequestThatIsSentWaitsForItsAnswer() {
    List<Method> methods = new ArrayList<>(METHODS);
    methods.set(TAKE, new Method("", "http GET api.example.org/", "", "", 0, Kind.HTTP));
    methods.set(GET, new Method("", "sql SELECT 1", "", "", 0, Kind.SQL));
    assertThat(rows(ProfileFunctions.of(Waiting.apart(server(methods))).table()))
        .contains(
            "{http GET api.example.org/} self 10.0 cumulative 10.0 waiting 10.0",
            "{sql SELECT 1} self 4.0 cumulative 5.0 waiting 0.0");
  }

  private static Profile server() {
    return server(METHODS);
  }

  private static Profile server(List<Method> methods) {
    Metrics metrics = new Metrics();
    int calls = metrics.add(Metric.CALLS);
    int time = metrics.add(Metric.TIME);
    CallTree.Builder tree = new CallTree.Builder(metrics);
    int serve = tree.root(1, SERVE);
    int take = tree.child(serve, TAKE);
    int answer = tree.child(serve, ANSWER);
    int get = tree.child(answer, GET);
    int back = tree.child(get, ANSWER);
    tree.add(serve, time, 2 * SECOND);
    tree.addError(serve, time, SECOND / 4);
    tree.add(take, time, 10 * SECOND);
    tree.addError(take, time, SECOND / 2);
    tree.add(answer, time, 4 * SECOND);
    tree.add(get, time, 3 * SECOND);
    tree.add(back, time, SECOND);
    for (int context : new int[] {serve, take, answer, get, back}) {
      tree.add(context, calls, 1);
    }
    Edges.Builder edges = new Edges.Builder(metrics);
    edges.add(edges.edge(ANSWER, GET), time, SECOND, SECOND, SECOND);
    edges.add(edges.edge(SERVE, ANSWER), time, 4 * SECOND, 0, 0);
    Engine engine = new Engine.Foreign("a test");
    List<Threads> threads = new ArrayList<>();
    threads.add(new Threads("main", 1));
    threads.add(new Threads("worker-#", 24));
    return new Profile(
        new Origin("", List.of(), "", 0, 5 * SECOND, true, 1, List.of(), engine),
        methods,
        Profile.framesOf(methods.size()),
        threads,
        Paths.EXACT,
        tree.build(),
        edges.build(),
        List.of(),
        0);
  }

  private static List<String> rows(FunctionTable table) {
    List<String> rows = new ArrayList<>();
    for (int f = 0; f < table.size(); f++) {
      rows.add(
          table.key(f).label()
              + " self "
              + table.selfSeconds(f)
              + " cumulative "
              + table.cumulativeSeconds(f)
              + " waiting "
              + table.waitingSeconds(f));
    }
    return rows;
  }
}
