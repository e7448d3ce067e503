// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.Profile;
import dev.tally.pstats.MethodNames;
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
  private final ShortNames names;
  private final Cells cells;
  private final ByAncestor split;
  private final long most;

  /**
   * @param stats what is in hand, for its order
   * @param ancestors rows of {@code names} by which to split
   * @param most how many rows to print at most
   */
  public ByTable(Stats stats, Profile profile, MethodNames names, BitSet ancestors, long most) {
    this.stats = stats;
    this.names = new ShortNames(names.keys());
    this.most = most;
    cells = new Cells(profile);
    split = new ByAncestor(profile, names.rowOf(), names.keys().size(), ancestors);
  }

  /** Everything, a line for each ancestor. */
  public void printShares(Appendable out) throws IOException {
    ToLongFunction<Share> cost =
        switch (stats.cost()) {
          case CALLS, PCALLS -> share -> share.calls() + share.callsBelow();
          default -> Share::nanos;
        };
    List<Share> shares = sorted(split.shares(), cost, Share::callsBelow);
    long whole = shares.stream().mapToLong(Share::nanos).sum();
    Columns columns = new Columns(4, "ncalls", "below", "time", "%", "by");
    for (Share share : first(shares)) {
      boolean none = share.ancestor() == ByAncestor.NONE;
      columns.row(
          none ? "" : Long.toString(share.calls()),
          Long.toString(share.callsBelow()),
          cells.time(share.nanos()),
          cells.percent(share.nanos(), whole),
          name(share.ancestor()));
    }
    columns.print(out);
    rest(shares.size(), out);
  }

  /** Some methods, a line for each and each ancestor. */
  public void printParts(BitSet what, Appendable out) throws IOException {
    ToLongFunction<Part> cost =
        switch (stats.cost()) {
          case CALLS -> Part::calls;
          case PCALLS -> Part::primitiveCalls;
          case TIME -> Part::selfNanos;
          default -> Part::cumulativeNanos;
        };
    List<Part> parts = sorted(split.parts(what), cost, Part::calls);
    Columns columns = new Columns(3, "ncalls", "tottime", "cumtime", "by", "function");
    for (Part part : first(parts)) {
      columns.row(
          Cells.calls(part.calls(), part.primitiveCalls()),
          cells.time(part.selfNanos()),
          cells.time(part.cumulativeNanos()),
          name(part.ancestor()),
          names.of(part.row()));
    }
    columns.print(out);
    rest(parts.size(), out);
  }

  private void rest(int rows, Appendable out) throws IOException {
    if (rows > most) {
      out.append("   and ").append(Long.toString(rows - most)).append(" more\n");
    }
  }

  private <T> List<T> first(List<T> rows) {
    return rows.subList(0, (int) Math.min(most, rows.size()));
  }

  private String name(int ancestor) {
    return ancestor == ByAncestor.NONE ? NONE : names.of(ancestor);
  }

  private static <T> List<T> sorted(List<T> rows, ToLongFunction<T> cost, ToLongFunction<T> calls) {
    List<T> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparingLong(cost).thenComparingLong(calls).reversed());
    return sorted;
  }
}
