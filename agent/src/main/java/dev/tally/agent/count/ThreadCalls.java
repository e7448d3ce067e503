// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.count;

import dev.tally.probe.Context;
import dev.tally.probe.FlatCounter;
import dev.tally.probe.Recorder;

/**
 * How often each context of one recorder had been called at a moment. Immutable, so that all counts
 * that are under way can share it for as long as the recorder's thread calls nothing.
 */
final class ThreadCalls {
  private final long quietSince;

  /** By context, in the order in which they were made. */
  private final long[] calls;

  private final long flatCalls;

  ThreadCalls(Recorder recorder) {
    quietSince = recorder.quietSince();
    calls = calls(recorder);
    flatCalls = flatCalls(recorder);
  }

  /** Whether the recorder's thread has called nothing since. */
  boolean isCurrent(Recorder recorder) {
    return quietSince >= 0 && quietSince == recorder.quietSince();
  }

  /** Calls of the context that was made as the {@code index}th; 0 if it was made later. */
  long calls(int index) {
    return index < calls.length ? calls[index] : 0;
  }

  /** Calls past the budget of contexts. */
  long flatCalls() {
    return flatCalls;
  }

  private static long[] calls(Recorder recorder) {
    long[] stretches = recorder.contexts();
    long contexts = 0;
    for (int i = 0; i < stretches.length; i += 2) {
      contexts += (stretches[i + 1] - stretches[i]) / Context.BYTES;
    }
    long[] calls = new long[(int) contexts];
    int row = 0;
    for (int i = 0; i < stretches.length; i += 2) {
      for (long context = stretches[i]; context < stretches[i + 1]; context += Context.BYTES) {
        calls[row++] = Context.calls(context);
      }
    }
    return calls;
  }

  /** Calls past the budget that a recorder has counted. */
  static long flatCalls(Recorder recorder) {
    long calls = 0;
    long[] stretches = recorder.flatCounters();
    for (int i = 0; i < stretches.length; i += 2) {
      for (long c = stretches[i]; c < stretches[i + 1]; c += FlatCounter.BYTES) {
        calls += FlatCounter.calls(c);
      }
    }
    return calls;
  }
}
