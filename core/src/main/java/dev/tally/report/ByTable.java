// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.Profile;
import dev.tally.pstats.MethodRows;
import dev.tally.pstats.SortKey;
import dev.tally.python.CodePoints;
import dev.tally.query.ByAncestor;
import dev.tally.query.ByAncestor.Part;
import dev.tally.query.ByAncestor.Share;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** Calls split by the nearest of some methods above them. */
public final class ByTable {
  private static final String NONE = "(none of them)";

  private final Stats stats;
  private final Look look;
  private final MethodRows methods;
  private final RowNames names;
  private final Cells cells;
  private final ByAncestor split;
  private final long most;

  /**
   * Splits.
   *
   * @param stats what is in hand, for its order and how it is to look
   * @param ancestors rows of {@code methods} by which to split
   * @param most how many rows to print at most
   */
  public ByTable(Stats stats, Profile profile, MethodRows methods, BitSet ancestors, long most) {
    this.stats = stats;
    this.methods = methods;
    this.most = most;
    look = Look.of(stats);
    names = new RowNames(methods.names(), look.paths());
    cells = new Cells(profile, look.unit());
    split = new ByAncestor(profile, methods.rowOf(), methods.size(), ancestors);
  }

  /** Everything, a share each ancestor, in order. */
  public List<Share> shares() {
    return sorted(
        split.shares(),
        byCalls() ? share -> share.calls() + share.callsBelow() : Share::nanos,
        Share::callsBelow);
  }

  /** Some methods, a part for each and each ancestor, in order. */
  public List<Part> parts(BitSet what) {
    ToLongFunction<Part> cost =
        switch (stats.cost()) {
          case CALLS -> Part::calls;
          case PCALLS -> Part::primitiveCalls;
          case TIME -> Part::selfNanos;
          default -> Part::cumulativeNanos;
        };
    return sorted(split.parts(what), cost, Part::calls);
  }

  private boolean byCalls() {
    return stats.cost() == SortKey.CALLS || stats.cost() == SortKey.PCALLS;
  }

  /** What {@link #parts} are ordered by; shares know calls and time only. */
  public String orderedBy(boolean parts) {
    boolean bySelf = parts && stats.cost() == SortKey.TIME;
    SortKey key = byCalls() || bySelf ? stats.cost() : SortKey.CUMULATIVE;
    return key.label();
  }

  /** As many of the first rows as are wanted. */
  public <T> List<T> first(List<T> rows) {
    return rows.subList(0, (int) Math.min(most, rows.size()));
  }

  /** Everything, a line for each ancestor. */
  public void printShares(Appendable out) throws IOException {
    List<Share> shares = shares();
    long whole = shares.stream().mapToLong(Share::nanos).sum();
    TextTable table = new TextTable("by");
    int calls = table.column("ncalls", 9, TextTable.ALWAYS);
    int below = table.column("below", 9, TextTable.UNLESS_NARROW);
    int time = table.column("time", 8, TextTable.ALWAYS);
    int part = table.column("%", 6, TextTable.UNLESS_NARROW);
    for (Share share : first(shares)) {
      int row = table.row(name(share.ancestor()));
      boolean none = share.ancestor() == ByAncestor.NONE;
      table.set(row, calls, none ? "" : cells.calls(share.calls()));
      table.set(row, below, cells.calls(share.callsBelow()));
      table.set(row, time, cells.time(share.nanos()));
      table.set(row, part, cells.share(share.nanos(), whole));
    }
    table.print(out, look);
    rest(shares.size(), out);
  }

  /** Some methods, a line for each and each ancestor. */
  public void printParts(BitSet what, Appendable out) throws IOException {
    List<Part> parts = parts(what);
    List<Part> shown = first(parts);
    int width =
        shown.stream().mapToInt(part -> CodePoints.width(name(part.ancestor()))).max().orElse(0);
    TextTable table = new TextTable(pair("by", "function", width));
    int calls = table.column("ncalls", 9, TextTable.ALWAYS);
    int self = table.column("tottime", 8, TextTable.UNLESS_NARROW);
    int cumulative = table.column("cumtime", 8, TextTable.ALWAYS);
    for (Part part : shown) {
      String function = names.of(methods.names().keyAt(part.row()));
      int row = table.row(pair(name(part.ancestor()), function, width));
      table.set(row, calls, cells.calls(part.calls(), part.primitiveCalls()));
      table.set(row, self, cells.time(part.selfNanos(), part.estimated()));
      table.set(row, cumulative, cells.time(part.cumulativeNanos(), part.cumulativeEstimated()));
    }
    table.print(out, look);
    rest(parts.size(), out);
  }

  /** Two names, the second of them in a column. */
  private static String pair(String by, String function, int width) {
    StringBuilder text = new StringBuilder();
    Units.name(text, by, width);
    return text.append("  ").append(function).toString();
  }

  private void rest(int rows, Appendable out) throws IOException {
    if (rows > most) {
      out.append("   and ").append(Long.toString(rows - most)).append(" more\n");
    }
  }

  private String name(int ancestor) {
    return ancestor == ByAncestor.NONE ? NONE : names.of(methods.names().keyAt(ancestor));
  }

  private static <T> List<T> sorted(List<T> rows, ToLongFunction<T> cost, ToLongFunction<T> calls) {
    List<T> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparingLong(cost).thenComparingLong(calls).reversed());
    return sorted;
  }
}
