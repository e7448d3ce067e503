// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.Profile;
import dev.tally.pstats.ProfileFunctions;
import dev.tally.pstats.SortKey;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of a recording as Tally shows them, with what a reader must know to trust them.
 */
public final class RecordingStats {
  private RecordingStats() {}

  /** Steady tables of a recording with its waiting apart, sorted by cumulative time. */
  public static Stats of(Profile recording) {
    return of(recording, null, false).extras(Extras.NONE.in(Look.STEADY));
  }

  /**
   * Statistics that begin sorted by cumulative time.
   *
   * @param recording with its waiting apart, or left out
   * @param heading see {@link Stats#of}; null for none
   * @param waitingLeftOut whether its times are of work only
   */
  public static Stats of(Profile recording, @Nullable String heading, boolean waitingLeftOut) {
    ProfileFunctions functions = ProfileFunctions.of(recording);
    Stats stats =
        heading == null ? Stats.of(functions.table()) : Stats.of(functions.table(), heading);
    stats.sortUnasked(SortKey.CUMULATIVE);
    String waiting = WorkAndWaiting.line(recording, waitingLeftOut);
    if (waiting != null) {
      stats.note(waiting);
    }
    String caveats = Caveats.line(recording, functions);
    return caveats == null ? stats : stats.note(caveats);
  }
}
