// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.ChangedCalls;
import dev.tally.profile.Diff;
import dev.tally.profile.MethodStats;
import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import dev.tally.pstats.Restriction;
import dev.tally.pstats.SortKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The text of a {@link Diff}. Calls come first, because they are exact: where they changed, then
 * which methods are called more or less often, appeared or vanished, with the callers that make the
 * difference. Then times, of which only differences are shown that errors do not explain.
 */
public final class DiffReport {
  /** Changes that are shown where nobody says how many: each takes three lines. */
  private static final int FEW_CHANGES = 10;

  /** Callers of such a change that are shown, if all of them are new or not of the program. */
  private static final int MOST_CALLERS = 6;

  private final Diff diff;
  private final String before;
  private final String after;
  private final DiffNames names;
  private final DiffRows rows;
  private final List<ChangedCalls> changes;
  private final DiffOrder order;
  private final boolean percent;
  private final StringBuilder text = new StringBuilder();

  private DiffReport(
      Diff diff,
      String before,
      String after,
      @Nullable SortKey key,
      boolean percent,
      List<Restriction> restrictions) {
    this.diff = diff;
    this.before = before;
    this.after = after;
    this.percent = percent;
    names = new DiffNames(diff);
    rows = new DiffRows(restrictions, names.labels());
    changes = isCounted() && diff.callsDiffer() ? diff.changedCalls() : List.of();
    order = new DiffOrder(diff, names, key, changes);
  }

  /**
   * Prints the differences.
   *
   * @param before what the earlier profile is called, such as its file
   * @param after what the later one is called
   * @param key what to order methods by the difference of, or names themselves by; null for calls,
   *     and for self time where times are shown
   * @param percent show beside each difference its part of what was before
   * @param restrictions apply to each table
   */
  public static void print(
      Diff diff,
      String before,
      String after,
      @Nullable SortKey key,
      boolean percent,
      List<Restriction> restrictions,
      Appendable out)
      throws IOException {
    DiffReport report = new DiffReport(diff, before, after, key, percent, restrictions);
    report.write();
    out.append(report.text);
  }

  private void write() {
    int width = Math.max(before.length(), after.length());
    profile("before", before, width, diff.before(), diff.first());
    profile("after", after, width, diff.after(), diff.second());
    text.append('\n');
    for (String complaint : rows.complaints()) {
      text.append(complaint).append('\n');
    }
    boolean known = Diff.hasCallsOrSamples(diff.first());
    if (!known || !Diff.hasCallsOrSamples(diff.second())) {
      text.append("Samples are not compared: ").append(known ? after : before);
      text.append(" does not say how many there are.\n");
    } else if (!diff.callsDiffer()) {
      text.append("No difference in ").append(calls()).append(".\n");
    } else if (isCounted()) {
      summary();
      changedCalls();
      methods(
          "Methods called more or less often", row -> !diff.appeared(row) && !diff.vanished(row));
      methods("Methods that appeared", diff::appeared);
      methods("Methods that vanished", diff::vanished);
    } else {
      DiffColumns.more(text, moreCalls(), calls());
      text.append(".\n");
      // Where a sampler looks is chance: that it found nothing says nothing.
      methods("Methods by difference in samples, of which chance has its part", row -> true);
    }
    new DiffTimes(diff, names, rows, order, percent).write(text, before, after);
  }

  /** Samples are not calls, and not exact. */
  private String calls() {
    return isCounted() ? "calls" : "samples";
  }

  private boolean isCounted() {
    return diff.second().has(Metric.CALLS);
  }

  private void profile(String when, String name, int width, MethodStats stats, Profile profile) {
    Units.name(text, when, 8);
    Units.name(text, name, width + 2);
    long calls = 0;
    long self = 0;
    for (int row = 0; row < diff.size(); row++) {
      calls += stats.calls(row);
      self += stats.self(row);
    }
    boolean known = Diff.hasCallsOrSamples(profile);
    if (known) {
      DiffColumns.counted(text, calls, calls());
    }
    if (profile.has(Metric.TIME)) {
      text.append(known ? " in " : "");
      Units.fixed(text, self / 1e9);
      text.append(" s");
    }
    text.append('\n');
  }

  private void summary() {
    int more = 0;
    int less = 0;
    int appeared = 0;
    int vanished = 0;
    for (int row = 0; row < diff.size(); row++) {
      long difference = diff.moreCalls(row);
      if (diff.appeared(row)) {
        appeared++;
      } else if (diff.vanished(row)) {
        vanished++;
      } else if (difference != 0) {
        more += difference > 0 ? 1 : 0;
        less += difference < 0 ? 1 : 0;
      }
    }
    List<String> parts = new ArrayList<>();
    add(parts, more, "called more often");
    add(parts, less, "called less often");
    add(parts, appeared, "appeared");
    add(parts, vanished, "vanished");
    DiffColumns.more(text, moreCalls(), calls());
    text.append(parts.isEmpty() ? ", by other callers" : "; methods: " + String.join(", ", parts));
    text.append(".\n");
  }

  private long moreCalls() {
    long sum = 0;
    for (int row = 0; row < diff.size(); row++) {
      sum += diff.moreCalls(row);
    }
    return sum;
  }

  private static void add(List<String> parts, int count, String what) {
    if (count > 0) {
      parts.add(count + " " + what);
    }
  }

  private void changedCalls() {
    List<ChangedCalls> left = rows.of(changes, DiffReport::methods);
    List<ChangedCalls> shown = left.subList(0, rows.shown(left.size(), FEW_CHANGES));
    if (shown.isEmpty()) {
      return;
    }
    text.append("\nWhere calls changed, the largest effect on all calls first\n\n");
    DiffColumns columns = new DiffColumns(text, percent);
    for (ChangedCalls change : shown) {
      columns.measure(change.before(), change.after());
    }
    columns.heading("method, and what calls it");
    for (ChangedCalls change : shown) {
      columns.numbers(change.before(), change.after(), false, false);
      method(change.callee());
      callers(change, columns);
      if (change.moreBelow() != 0) {
        columns.blank();
        text.append("  ");
        DiffColumns.more(text, change.moreBelow(), calls());
        text.append(" below it\n");
      }
    }
    rest(left.size() - shown.size());
  }

  /** Those that a restriction may be about. */
  static List<Integer> methods(ChangedCalls change) {
    List<Integer> methods = new ArrayList<>(change.callers());
    methods.add(change.callee());
    return methods;
  }

  /** The nearest caller, and its callers up to one that says where this is. */
  private void callers(ChangedCalls change, DiffColumns columns) {
    columns.blank();
    if (change.callers().isEmpty()) {
      text.append("  from no recorded method\n");
      return;
    }
    int nearest = change.callers().get(0);
    from(nearest);
    if (!diff.appeared(nearest) && !diff.vanished(nearest)) {
      text.append(" (");
      if (change.callerBefore() == change.callerAfter()) {
        DiffColumns.counted(text, change.callerBefore(), calls());
        text.append(" before and after)");
      } else {
        DiffColumns.count(text, change.callerBefore());
        text.append(" → ");
        DiffColumns.count(text, change.callerAfter());
        text.append(' ').append(calls()).append(')');
      }
    }
    text.append('\n');
    for (int i = 1;
        i < change.callers().size() && !diff.isLasting(change.callers().get(i - 1));
        i++) {
      columns.blank();
      if (i == MOST_CALLERS) {
        text.append("  from …\n");
        return;
      }
      from(change.callers().get(i));
      text.append('\n');
    }
  }

  private void from(int caller) {
    text.append("  from ").append(names.shown(caller));
    text.append(diff.appeared(caller) ? " (new)" : diff.vanished(caller) ? " (gone)" : "");
  }

  private void methods(String title, IntPredicate which) {
    List<Integer> all =
        order.sorted(row -> which.test(row) && diff.moreCalls(row) != 0, DiffOrder.Measure.CALLS);
    List<Integer> left = rows.of(all, List::of);
    List<Integer> shown = left.subList(0, rows.shown(left.size(), DiffRows.FEW));
    if (shown.isEmpty()) {
      return;
    }
    text.append('\n').append(title).append(order.label()).append("\n\n");
    DiffColumns columns = new DiffColumns(text, percent);
    for (int row : shown) {
      columns.measure(diff.before().calls(row), diff.after().calls(row));
    }
    columns.heading("method");
    for (int row : shown) {
      columns.numbers(
          diff.before().calls(row),
          diff.after().calls(row),
          diff.appeared(row),
          diff.vanished(row));
      method(row);
      new DiffCallers(diff, names, columns).write(text, row);
    }
    rest(left.size() - shown.size());
  }

  private void method(int row) {
    text.append(names.shown(row));
    int old = diff.renamedFrom(row);
    if (old >= 0) {
      text.append(" (perhaps ").append(names.shown(old)).append(" renamed)");
    }
    text.append('\n');
  }

  private void rest(int count) {
    if (count > 0) {
      text.append("and ").append(count).append(" more\n");
    }
  }
}
