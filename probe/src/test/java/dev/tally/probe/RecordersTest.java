// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import jdk.internal.misc.Unsafe;
import org.junit.jupiter.api.Test;

/** A thread finds its own recorder, however many others there are. */
class RecordersTest {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final long FAR_FROM_ALL_OTHERS = 1L << 40;

  private static final int F = 1;
  private static final int G = 2;

  /** More than a place and the next few hold. */
  private static final int THREADS = 20;

  private static final int CALLS = 1_000;

  @Test
  void threadsThatWantOnePlaceHaveARecorderEach() throws Exception {
    CyclicBarrier allAreOpen = new CyclicBarrier(THREADS);
    List<Recorder> recorders = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      long number = FAR_FROM_ALL_OTHERS + (long) i * ThreadTable.PLACES;
      threads.add(numbered(number, () -> open(allAreOpen, recorders)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(recorders).hasSize(THREADS).doesNotHaveDuplicates();
    assertThat(recorders)
        .allSatisfy(
            recorder -> {
              long f = Context.child(recorder.root, F);
              assertThat(Context.calls(f)).isEqualTo(1);
              assertThat(Context.calls(Context.child(f, G))).isEqualTo(CALLS);
            });
  }

  @Test
  void aNameOfAMillionLettersIsNotKept() {
    Thread thread = new Thread(() -> {}, "x".repeat(1_000_000));
    assertThat(ThreadGroupName.of(thread, false).name).isEqualTo("x".repeat(200));
  }

  private static void open(CyclicBarrier allAreOpen, List<Recorder> recorders) {
    long f = Probe.enter(F);
    try {
      allAreOpen.await();
      for (int i = 0; i < CALLS; i++) {
        Probe.exit(Probe.enter(G));
      }
      recorders.add(Recorders.find());
      allAreOpen.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    Probe.exit(f);
  }

  private static Thread numbered(long number, Runnable task) {
    Thread thread = new Thread(task, "numbered");
    UNSAFE.putLong(thread, UNSAFE.objectFieldOffset(Thread.class, "tid"), number);
    return thread;
  }
}
