// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * A constructor as a thread's outermost recorded call, whose {@code super(...)} may throw: woven by
 * hand, so that it is really on the stack.
 */
class SuperCallTest {
  private static final int DERIVED = 1;
  private static final int BASE = 2;
  private static final int CALLED_BACK = 3;
  private static final int NEXT = 4;

  /** Like a class of the JDK, which is not recorded, but may call what is. */
  static class Unrecorded {
    Unrecorded(boolean fails) {
      calledBack();
      if (fails) {
        throw new IllegalStateException("as it should");
      }
    }

    void calledBack() {
      Probe.exit(Probe.enter(CALLED_BACK));
    }
  }

  static class Derived extends Unrecorded {
    private final long context;

    Derived(boolean fails) {
      this(Probe.enter(DERIVED), fails);
    }

    // What stands before super(...) in bytecode stands in an argument's evaluation here.
    private Derived(long context, boolean fails) {
      super(before(context) && fails);
      Probe.afterSuper(context);
      this.context = context;
    }

    private static boolean before(long context) {
      Probe.beforeSuper(context, Derived.class);
      return true;
    }
  }

  private static void derived(boolean fails) {
    try {
      Probe.exit(new Derived(fails).context);
    } catch (IllegalStateException asItShould) {
      // Nobody who has probes sees it.
    }
  }

  private static Recorder recorded(String thread, Runnable task) {
    Recorder[] recorder = new Recorder[1];
    CallTreeTest.onThread(
        thread,
        () -> {
          task.run();
          recorder[0] = Recorders.find();
        });
    return recorder[0];
  }

  private static long calls(Recorder recorder, int... path) {
    long context = recorder.root;
    for (int method : path) {
      context = Context.child(context, method);
      if (context == 0) {
        return 0;
      }
    }
    return Context.calls(context);
  }

  @Test
  void whatASuperCallCallsIsCalledByTheConstructor() {
    Recorder recorder =
        recorded(
            "all is well",
            () -> {
              for (int i = 0; i < 1_000; i++) {
                derived(false);
              }
            });
    assertThat(calls(recorder, DERIVED)).isEqualTo(1_000);
    assertThat(calls(recorder, DERIVED, CALLED_BACK)).isEqualTo(1_000);
    assertThat(calls(recorder, CALLED_BACK)).isZero();
  }

  @Test
  void whatComesAfterAFailedOneIsCalledByNobody() {
    Recorder recorder =
        recorded(
            "it fails",
            () -> {
              for (int i = 0; i < 1_000; i++) {
                derived(i % 3 != 0);
                Probe.exit(Probe.enter(NEXT));
                Probe.count(BASE);
              }
            });
    assertThat(calls(recorder, DERIVED)).isEqualTo(1_000);
    assertThat(calls(recorder, DERIVED, CALLED_BACK)).isEqualTo(1_000);
    assertThat(calls(recorder, NEXT)).isEqualTo(1_000);
    assertThat(calls(recorder, BASE)).isEqualTo(1_000);
  }

  @Test
  void nothingIsOpenOnceItHasFailed() {
    Recorder recorder = recorded("it ends", () -> derived(true));
    assertThat(recorder.isOpen()).isFalse();
    assertThat(recorder.openAnchor()).isZero();
  }

  @Test
  void belowARecordedCallerTheNextProbeClosesIt() {
    Recorder recorder =
        recorded(
            "not outermost",
            () -> {
              long next = Probe.enter(NEXT);
              derived(true);
              Probe.resume(next);
              Probe.exit(Probe.enter(BASE));
              Probe.exit(next);
            });
    assertThat(calls(recorder, NEXT, DERIVED, CALLED_BACK)).isEqualTo(1);
    assertThat(calls(recorder, NEXT, BASE)).isEqualTo(1);
  }

  @Test
  void aSecondEndOfOneCallGivesNothingBack() {
    Recorder recorder = recorded("twice", () -> Probe.exit(Probe.enter(NEXT)));
    long owner = recorder.owner;
    Recorders.giveBack(recorder); // By this thread, whose it is not.
    assertThat(recorder.owner).isEqualTo(owner);
  }
}
