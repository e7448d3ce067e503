// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.count;

import dev.tally.probe.Recorder;
import java.util.Map;

/** A count that is under way. Its own thread uses it; others set {@link #overlapped}. */
final class OpenCount {
  /** Of the thread whose calls below {@link #marker} are counted. */
  final Recorder recorder;

  /** The context that was entered for this count, and is left at its end. */
  final long marker;

  /** Calls below the marker that earlier counts of this name made, by context. */
  final Map<Long, Long> callsBefore;

  /** Past the budget of contexts, by this thread. */
  final long flatCallsBefore;

  /** Lost for want of memory, in the whole JVM. */
  final long callsLostBefore;

  /** All other recorders that there were. */
  final Map<Recorder, ThreadCalls> othersBefore;

  /** Whether other threads may have done other things meanwhile; under the counter's lock. */
  boolean overlapped;

  OpenCount(
      Recorder recorder,
      long marker,
      Map<Long, Long> callsBefore,
      long flatCallsBefore,
      long callsLostBefore,
      Map<Recorder, ThreadCalls> othersBefore) {
    this.recorder = recorder;
    this.marker = marker;
    this.callsBefore = callsBefore;
    this.flatCallsBefore = flatCallsBefore;
    this.callsLostBefore = callsLostBefore;
    this.othersBefore = othersBefore;
  }
}
