// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** While Tally works on a thread of the program nothing is recorded, and nobody pays. */
class OwnWorkTest {
  private static final int F = 1;
  private static final int G = 2;
  private static final long WORK_NANOS = 5_000_000;

  @Test
  void callsMeanwhileAreNotRecorded() throws Exception {
    Recorder recorder =
        onThread(
            "own work: calls meanwhile",
            () -> {
              long f = Probe.enter(F);
              long paused = OwnWork.begin();
              Probe.exit(Probe.enter(G));
              Probe.count(G);
              long within = OwnWork.begin(); // A class that is loaded by what the work calls.
              OwnWork.end(within, true);
              Probe.exit(Probe.enter(G));
              OwnWork.end(paused, true);
              Probe.exit(Probe.enter(G));
              Probe.exit(f);
            });
    long f = Context.child(recorder.root, F);
    assertThat(Context.calls(f)).isEqualTo(1);
    assertThat(Context.calls(Context.child(f, G))).isEqualTo(1);
  }

  @Test
  void aThreadWithoutOpenCallsIsPausedToo() throws Exception {
    Recorder recorder =
        onThread(
            "own work: no open calls",
            () -> {
              long paused = OwnWork.begin(); // It has no recorder yet.
              Probe.exit(Probe.enter(G));
              OwnWork.end(paused, true);
              Probe.exit(Probe.enter(F));
              paused = OwnWork.begin();
              Probe.exit(Probe.enter(G));
              OwnWork.end(paused, true);
            });
    assertThat(Context.calls(Context.child(recorder.root, F))).isEqualTo(1);
    assertThat(Context.child(recorder.root, G)).isZero();
    assertThat(recorder.weavingNanos()).as("of no open call").isZero();
  }

  @Test
  void itsTimeIsChargedToNoCallAndAllTimesAddUp() throws Exception {
    long[] elapsed = new long[1];
    Recorder recorder =
        onThread(
            "own work: charged to no call",
            () -> {
              long before = Clock.now();
              long f = Probe.enter(F);
              long g = Probe.enter(G);
              work(true);
              Probe.exit(g);
              work(false);
              Probe.exit(f);
              elapsed[0] = Clock.now() - before;
            });
    long f = Context.child(recorder.root, F);
    long called = Context.selfNanos(f) + Context.selfNanos(Context.child(f, G));
    assertThat(recorder.weavingNanos()).isGreaterThanOrEqualTo(WORK_NANOS);
    assertThat(recorder.probingNanos()).isGreaterThanOrEqualTo(WORK_NANOS);
    assertThat(called + recorder.weavingNanos() + recorder.probingNanos())
        .isLessThanOrEqualTo(elapsed[0]);
    assertThat(called).isLessThanOrEqualTo(elapsed[0] - 2 * WORK_NANOS);
  }

  /** A context's making, which takes longer than a call, is not the caller's time. */
  @Test
  void newContextsAreNotCharged() throws Exception {
    Recorder recorder =
        onThread(
            "own work: new contexts",
            () -> {
              long f = Probe.enter(F);
              for (int method = 10; method < 1_000; method++) {
                Probe.exit(Probe.enter(method));
              }
              Probe.exit(f);
            });
    assertThat(recorder.probingNanos()).isPositive();
    assertThat(recorder.weavingNanos()).isZero();
  }

  private static void work(boolean weaving) {
    long paused = OwnWork.begin();
    long start = Clock.now();
    while (Clock.now() - start < WORK_NANOS) {
      Thread.onSpinWait();
    }
    OwnWork.end(paused, weaving);
  }

  /** The recorder of a thread that has done this; of its own, if no other thread has that name. */
  private static Recorder onThread(String name, Runnable task) throws InterruptedException {
    Recorder[] recorder = new Recorder[1];
    Thread thread =
        new Thread(
            () -> {
              task.run();
              recorder[0] = Recorders.find();
            },
            name);
    thread.start();
    thread.join();
    assertThat(recorder[0]).isNotNull();
    return recorder[0];
  }
}
