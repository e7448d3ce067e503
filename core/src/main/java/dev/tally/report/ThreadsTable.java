// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import dev.tally.query.ThreadTimes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Groups of threads with what they did, the most time first. */
public final class ThreadsTable {
  private static final int NONE = -1;

  private ThreadsTable() {}

  /** The groups in this order. */
  public static List<ThreadTimes> sorted(Profile profile) {
    List<ThreadTimes> groups = new ArrayList<>(ThreadTimes.of(profile));
    groups.sort(
        Comparator.comparingLong(ThreadTimes::nanos)
            .thenComparingLong(ThreadTimes::calls)
            .reversed());
    return groups;
  }

  /**
   * Prints them.
   *
   * @param stats what is in hand, for how it is to look
   */
  public static void print(Stats stats, Profile profile, Appendable out) throws IOException {
    Look look = Look.of(stats);
    Cells cells = new Cells(profile, look.unit());
    List<ThreadTimes> groups = sorted(profile);
    long whole = groups.stream().mapToLong(ThreadTimes::nanos).sum();
    TextTable table = new TextTable("name");
    int threads = table.column("threads", 8, TextTable.ALWAYS);
    int calls = table.column("ncalls", 9, TextTable.ALWAYS);
    int time = table.column("time", 8, TextTable.ALWAYS);
    int share = table.column("%", 6, TextTable.UNLESS_NARROW);
    boolean waited = profile.has(Metric.WAITING);
    int waiting = waited ? table.column("waiting", 8, TextTable.ALWAYS) : NONE;
    for (ThreadTimes group : groups) {
      int row = table.row(group.threads().name());
      table.set(row, threads, Long.toString(group.threads().count()));
      table.set(row, calls, cells.calls(group.calls()));
      table.set(row, time, cells.time(group.nanos()));
      table.set(row, share, cells.share(group.nanos(), whole));
      if (waited) {
        table.set(row, waiting, cells.time(group.waitingNanos()));
      }
    }
    table.print(out, look);
  }
}
