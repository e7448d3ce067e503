// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.Profile;
import dev.tally.query.ThreadTimes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Groups of threads with what they did, the most time first. */
public final class ThreadsTable {
  private ThreadsTable() {}

  public static void print(Profile profile, Appendable out) throws IOException {
    Cells cells = new Cells(profile);
    List<ThreadTimes> groups = new ArrayList<>(ThreadTimes.of(profile));
    groups.sort(
        Comparator.comparingLong(ThreadTimes::nanos)
            .thenComparingLong(ThreadTimes::calls)
            .reversed());
    long whole = groups.stream().mapToLong(ThreadTimes::nanos).sum();
    Columns columns = new Columns(4, "threads", "ncalls", "time", "%", "name");
    for (ThreadTimes group : groups) {
      columns.row(
          Long.toString(group.threads().count()),
          Long.toString(group.calls()),
          cells.time(group.nanos()),
          cells.percent(group.nanos(), whole),
          group.threads().name());
    }
    columns.print(out);
  }
}
