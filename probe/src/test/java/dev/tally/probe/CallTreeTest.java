// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What the probe calls of one thread leave behind, against a model that keeps every path. */
class CallTreeTest {
  /** Numbers of methods in these tests; each test's own, because recorders are shared. */
  private static final int F = 1;

  private static final int G = 2;
  private static final int H = 3;

  @Test
  void aCallUnderACallIsAContextUnderAContext() {
    Map<String, Long> calls =
        recorded(
            () -> {
              long f = Probe.enter(F);
              Probe.exit(Probe.enter(G));
              Probe.exit(Probe.enter(G));
              Probe.count(H);
              Probe.exit(f);
            });
    assertThat(calls)
        .containsExactly(Map.entry("/1", 1L), Map.entry("/1/2", 2L), Map.entry("/1/3", 1L));
  }

  /** The probe takes another way for the numbers that it compares results with. */
  @Test
  void aCallEndsWhateverItReturns() {
    Map<String, Long> calls =
        recorded(
            () -> {
              long f = Probe.enter(F);
              for (int result : new int[] {0, 0x5D2F91A7}) {
                Probe.exit(result, Probe.enter(G));
                Probe.exit((long) result, Probe.enter(G));
                Probe.exit((float) result, Probe.enter(G));
                Probe.exit((double) result, Probe.enter(G));
              }
              Probe.exit(null, Probe.enter(G));
              Probe.exit(f);
            });
    assertThat(calls).containsExactly(Map.entry("/1", 1L), Map.entry("/1/2", 9L));
  }

  @Test
  void anExceptionThroughCodeWithoutProbesLeavesNothingOpen() {
    Map<String, Long> calls =
        recorded(
            () -> {
              long f = Probe.enter(F);
              Probe.enter(G); // The call into the JDK throws: no exit.
              Probe.resume(f); // f's own handler.
              Probe.exit(Probe.enter(H));
              Probe.exit(f);
              Probe.exit(Probe.enter(H));
            });
    assertThat(calls)
        .containsExactly(
            Map.entry("/1", 1L), Map.entry("/1/2", 1L), Map.entry("/1/3", 1L), Map.entry("/3", 1L));
  }

  @Test
  void aMethodThatIsUnwoundGivesItsCallerBack() {
    Map<String, Long> calls =
        recorded(
            () -> {
              long f = Probe.enter(F);
              long g = Probe.enter(G);
              Probe.enter(H); // A constructor whose super(...) throws: never left.
              Probe.unwind(g);
              Probe.count(H);
              Probe.exit(f);
            });
    assertThat(calls)
        .containsExactly(
            Map.entry("/1", 1L),
            Map.entry("/1/2", 1L),
            Map.entry("/1/2/3", 1L),
            Map.entry("/1/3", 1L));
  }

  @Property(tries = 200)
  void everyPathHasItsExactCount(@ForAll long seed) {
    Random random = new Random(seed);
    Map<String, Long> expected = new TreeMap<>();
    Map<String, Long> calls = recorded(() -> randomCalls(random, expected, 2_000, 40));
    assertThat(calls).isEqualTo(expected);
  }

  @Test
  void timesOfAllContextsAddUpToTheOutermostCalls() {
    Recorder[] recorder = new Recorder[1];
    long[] elapsed = new long[1];
    onThread(
        "times",
        () -> {
          long before = Clock.now();
          long f = Probe.enter(F);
          randomCalls(new Random(1), new TreeMap<>(), 50_000, 12);
          Probe.exit(f);
          elapsed[0] = Clock.now() - before;
          recorder[0] = Recorders.find();
        });
    // Making contexts is charged to no call; on a busy machine that may be most of the time.
    long nanos = recorder[0].probingNanos() + recorder[0].weavingNanos();
    for (long c : contexts(recorder[0].root)) {
      nanos += Context.selfNanos(c);
    }
    long f = Context.child(recorder[0].root, F);
    assertThat(nanos).isBetween(elapsed[0] / 2, elapsed[0]);
    assertThat(Context.timed(f)).as("an outermost call stays timed").isTrue();
  }

  @Test
  void shortCallsStopBeingTimedAndLongOnesDoNot() {
    Recorder[] recorder = new Recorder[1];
    onThread(
        "short calls",
        () -> {
          long f = Probe.enter(F);
          // Warm up: what counts is the window after the code is compiled.
          for (int i = 0; i < 300_000; i++) {
            Probe.exit(Probe.enter(G));
          }
          for (int i = 0; i < 1_000; i++) {
            long h = Probe.enter(H);
            for (long until = Clock.now() + 20_000; Clock.now() < until; ) {
              Thread.onSpinWait();
            }
            Probe.exit(h);
          }
          Probe.exit(f);
          recorder[0] = Recorders.find();
        });
    long f = Context.child(recorder[0].root, F);
    assertThat(Context.timed(Context.child(f, G))).isFalse();
    assertThat(Context.calls(Context.child(f, G))).isEqualTo(300_000);
    assertThat(Context.timed(Context.child(f, H))).isTrue();
    assertThat(Context.selfNanos(Context.child(f, H))).isGreaterThanOrEqualTo(1_000 * 20_000L);
  }

  /** Numbers that agree in their low bits want the same place in every small table. */
  @Test
  void aCalleeThatIsCalledOftenIsFoundByTheFastPath() {
    int callees = 8;
    Recorder[] recorder = new Recorder[1];
    onThread(
        "crowd",
        () -> {
          long f = Probe.enter(F);
          for (int call = 0; call < 1_000; call++) {
            for (int i = 0; i < callees; i++) {
              if (i % 2 == 0) {
                Probe.exit(Probe.enter(100 + 128 * i));
              } else {
                Probe.count(100 + 128 * i);
              }
            }
          }
          Probe.exit(f);
          recorder[0] = Recorders.find();
        });
    long f = Context.child(recorder[0].root, F);
    long table = Context.table(f);
    long leaves = Context.leaves(f);
    for (int i = 0; i < callees; i++) {
      int method = 100 + 128 * i;
      long child = Context.child(f, method);
      assertThat(Context.calls(child)).as("calls of " + method).isEqualTo(1_000);
      long inItsPlace =
          i % 2 == 0
              ? Context.childAt(table, method & (Context.places(f, table) - 1))
              : LeafTable.leafAt(leaves, method & (LeafTable.places(leaves) - 1));
      assertThat(inItsPlace).as("who is in the place of " + method).isEqualTo(child);
    }
  }

  /**
   * The fast path believes the caller's copy of its first child's key, and that child is another
   * one as soon as one that is called more often is only counted.
   */
  @Test
  void callsAreThoseOfEachChildWhileAnotherOneBecomesTheFirst() {
    Map<String, Long> expected = new TreeMap<>();
    Map<String, Long> calls =
        recorded(
            () -> {
              long f = Probe.enter(F);
              for (int call = 0; call < 2_000; call++) {
                for (int i = 0; i < 6; i++) {
                  if (call % (12 - 2 * i) == 0 || call > 1_500) { // Each more often than before it.
                    Probe.exit(Probe.enter(100 + i));
                    expected.merge("/1/" + (100 + i), 1L, Long::sum);
                  }
                }
              }
              Probe.exit(f);
            });
    expected.put("/1", 1L);
    assertThat(calls).containsExactlyInAnyOrderEntriesOf(expected);
  }

  /** The masks in a context have room for 8,192 places, and for 4,096 of leaves. */
  @Test
  void aCallerHasRoomForAnyNumberOfCallees() {
    int callees = 20_000;
    Map<String, Long> calls =
        recorded(
            () -> {
              long f = Probe.enter(F);
              for (int call = 0; call < 3; call++) {
                for (int i = 0; i < callees; i++) {
                  Probe.exit(Probe.enter(10_000 + i));
                  Probe.count(50_000 + i);
                }
              }
              Probe.exit(f);
            });
    assertThat(calls).hasSize(2 * callees + 1);
    calls.remove("/1");
    assertThat(calls.values()).containsOnly(3L);
  }

  @Test
  void aCalleeThatComesLaterIsPutIntoTheRoomThatThereIs() {
    long[] tables = new long[2];
    Map<String, Long> calls =
        recorded(
            () -> {
              long f = Probe.enter(F);
              for (int call = 0; call < 1_000; call++) {
                Probe.exit(Probe.enter(2_000));
                Probe.exit(Probe.enter(2_000 + 512));
              }
              tables[0] = Context.table(Recorders.current());
              Probe.exit(Probe.enter(2_000 + 1_024)); // Wants the place of the first.
              tables[1] = Context.table(Recorders.current());
              Probe.exit(f);
            });
    assertThat(tables[1]).isEqualTo(tables[0]);
    assertThat(calls)
        .containsEntry("/1/2000", 1_000L)
        .containsEntry("/1/2512", 1_000L)
        .containsEntry("/1/3024", 1L);
  }

  /** Makes random nested calls, some left open and healed, and notes them by path. */
  static void randomCalls(Random random, Map<String, Long> expected, int steps, int methods) {
    Deque<Long> open = new ArrayDeque<>();
    List<String> path = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      int method = 10 + random.nextInt(methods);
      switch (random.nextInt(open.isEmpty() ? 2 : 7)) {
        case 0, 1, 2 -> {
          open.push(Probe.enter(method));
          path.add("/" + method);
          expected.merge(String.join("", path), 1L, Long::sum);
        }
        case 3 -> {
          Probe.count(method);
          expected.merge(String.join("", path) + "/" + method, 1L, Long::sum);
        }
        case 4 -> {
          long caller = open.peek();
          long callee = Probe.enter(1_000 + method);
          expected.merge(String.join("", path) + "/" + (1_000 + method), 1L, Long::sum);
          if (random.nextBoolean()) {
            Probe.exit(callee);
          } else {
            Probe.resume(caller);
          }
        }
        default -> {
          // Leave one call, or several at once as an exception does.
          int leave = 1 + (random.nextInt(10) == 0 ? random.nextInt(open.size()) : 0);
          long last = 0;
          for (int k = 0; k < leave; k++) {
            last = open.pop();
            path.remove(path.size() - 1);
          }
          if (leave == 1) {
            Probe.exit(last);
          } else {
            Probe.unwind(last);
          }
        }
      }
    }
    while (!open.isEmpty()) {
      Probe.exit(open.pop());
    }
  }

  /** Counts by path of what {@code calls} records on a thread of its own. */
  static Map<String, Long> recorded(Runnable calls) {
    Recorder[] recorder = new Recorder[1];
    Map<String, Long> before = new TreeMap<>();
    onThread(
        "tree",
        () -> {
          recorder[0] = Recorders.find(); // Perhaps one that an earlier test has used.
          count(recorder[0].root, "", before);
          calls.run();
        });
    Map<String, Long> after = new TreeMap<>();
    count(recorder[0].root, "", after);
    before.forEach((path, n) -> after.merge(path, -n, Long::sum));
    after.values().removeIf(n -> n == 0);
    return after;
  }

  @Test
  void aLeafThatIsRedefinedToDoMoreIsAnOrdinaryContext() {
    Map<String, Long> calls =
        recorded(
            () -> {
              long f = Probe.enter(F);
              Probe.count(G);
              long g = Probe.enter(G);
              Probe.exit(Probe.enter(H));
              Probe.exit(g);
              Probe.exit(f);
            });
    assertThat(calls).containsEntry("/1/2", 2L).containsEntry("/1/2/3", 1L);
  }

  /** The recording's writer reads memory from end to end, not down the tree. */
  @Property(tries = 50)
  void contextsLieInTheOrderInWhichTheyWereMadeAndNoneIsMissing(@ForAll long seed) {
    Recorder[] recorder = new Recorder[1];
    onThread(
        "in order " + seed,
        () -> {
          long f = Probe.enter(F);
          recorder[0] = Recorders.find();
          randomCalls(new Random(seed), new TreeMap<>(), 5_000, 40);
          recorder[0].price(); // Has contexts too, which are nobody's.
          randomCalls(new Random(~seed), new TreeMap<>(), 5_000, 40);
          Probe.exit(f);
        });
    Set<Long> found = new HashSet<>();
    for (long c : inOrder(recorder[0])) {
      long caller = Context.parent(c);
      assertThat(caller == recorder[0].root || found.contains(caller)).as("callers first").isTrue();
      found.add(c);
    }
    assertThat(found.equals(new HashSet<>(contexts(recorder[0].root)))).isTrue();
  }

  /** Each context that the reader sees has its caller before it, however fast the tree grows. */
  @Test
  void contextsAreReadWhileTheyAreMade() throws InterruptedException {
    Recorder[] recorder = new Recorder[1];
    CountDownLatch begun = new CountDownLatch(1);
    Thread grows =
        new Thread(
            () -> {
              long f = Probe.enter(F);
              recorder[0] = Recorders.find();
              begun.countDown();
              deeper(100_000);
              Probe.exit(f);
            },
            "grows");
    grows.start();
    begun.await();
    boolean grown;
    List<Long> last;
    do {
      grown = !grows.isAlive();
      last = inOrder(recorder[0]);
      long caller = recorder[0].root;
      for (long c : last) {
        if (Context.parent(c) != caller) {
          fail("a context's caller is missing");
        }
        caller = c;
      }
    } while (!grown);
    assertThat(last).hasSize(100_001);
  }

  /** Contexts one below the other, without a frame for each. */
  private static void deeper(int calls) {
    long[] open = new long[calls];
    for (int i = 0; i < calls; i++) {
      open[i] = Probe.enter(G);
    }
    for (int i = calls - 1; i >= 0; i--) {
      Probe.exit(open[i]);
    }
  }

  private static List<Long> inOrder(Recorder recorder) {
    List<Long> all = new ArrayList<>();
    long[] stretches = recorder.contexts();
    for (int i = 0; i < stretches.length; i += 2) {
      for (long c = stretches[i]; c < stretches[i + 1]; c += Context.BYTES) {
        if (Context.calls(c) > 0) {
          all.add(c);
        }
      }
    }
    return all;
  }

  private static void count(long from, String path, Map<String, Long> calls) {
    for (long c : Context.below(from)) {
      if (Context.parent(c) == from) {
        calls.put(path + "/" + Context.method(c), Context.calls(c));
        count(c, path + "/" + Context.method(c), calls);
      }
    }
  }

  static List<Long> contexts(long from) {
    return LongStream.of(Context.below(from)).boxed().toList();
  }

  /** Threads of one name fill the same trees, one after the other; tests use a name each. */
  static void onThread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
