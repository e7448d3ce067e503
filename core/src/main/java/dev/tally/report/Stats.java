// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import dev.tally.pstats.Restriction;
import dev.tally.pstats.SortKey;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Statistics by function, in the shape of Python's {@code pstats.Stats}: load, add, strip, sort,
 * then print as often as you like.
 *
 * <pre>{@code
 * Stats.of(table).strip().sort(SortKey.CUMULATIVE).print(System.out, Restriction.first(20));
 * }</pre>
 *
 * <p>What it prints is what pstats of Python 3.11 prints for the same profile, to the byte, and so
 * are the less obvious effects of each method; they are said where they occur. Times are seconds.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class Stats {
  private static final FunctionKey TOP_LEVEL_CALLER = new FunctionKey("jprofile", 0, "profiler");

  private final List<String> headings = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Set<FunctionKey> topLevel = new LinkedHashSet<>();
  private FunctionTable table;
  private BigInteger calls;
  private BigInteger primitiveCalls;
  private double selfSeconds;
  private double selfAmount;
  private Extras extras = Extras.NONE;
  private @Nullable Order order;

  /** What functions are ordered by while nobody has asked for an order; null for by nothing. */
  private @Nullable SortKey unasked;

  private @Nullable Callees callees;
  private @Nullable RowNames names;
  private Shown shown = new Shown(0, Shown.BY_NONE, false);

  private Stats(FunctionTable table) {
    this.table = table;
    calls = calls(table, false);
    primitiveCalls = calls(table, true);
    // One running sum from first to last: any other way rounds differently.
    for (int f = 0; f < table.size(); f++) {
      selfSeconds += table.selfSeconds(f);
      selfAmount += table.selfAmount(f);
    }
    findTopLevel();
  }

  public static Stats of(FunctionTable table) {
    return new Stats(table);
  }

  /**
   * Statistics under a heading.
   *
   * @param heading the line that {@link #print} begins with: when the profile was made, and its
   *     file
   */
  public static Stats of(FunctionTable table, String heading) {
    Stats stats = new Stats(table);
    stats.headings.add(heading);
    return stats;
  }

  /**
   * Adds a line to what {@link #print} says about the whole, below the sum of calls and seconds.
   */
  public Stats note(String line) {
    notes.add(line);
    return this;
  }

  /** Sets what reports show beyond what pstats' do. */
  public Stats extras(Extras wanted) {
    extras = wanted;
    return this;
  }

  /**
   * Adds other statistics to these, from last to first. Functions that both have are added up in
   * their place, new ones come last. Forgets the order. {@link #printCallees} goes on showing the
   * callees as they were if it was used before, until {@link #strip}.
   *
   * @throws IllegalArgumentException if numbers cannot be added up, with the reason; nothing is
   *     changed by the statistics in question then
   */
  public Stats add(Stats... others) {
    for (int i = others.length - 1; i >= 0; i--) {
      Stats other = others[i];
      table = table.plus(other.table);
      headings.addAll(List.copyOf(other.headings));
      notes.addAll(List.copyOf(other.notes));
      calls = calls.add(other.calls);
      primitiveCalls = primitiveCalls.add(other.primitiveCalls);
      selfSeconds += other.selfSeconds;
      selfAmount += other.selfAmount;
      topLevel.addAll(List.copyOf(other.topLevel));
    }
    order = unaskedOrder();
    return this;
  }

  /**
   * Sorts by the first key, then where that leaves a tie by the second, and so on; the order in
   * which functions were recorded breaks what ties remain, and is all there is without a key.
   */
  public Stats sort(SortKey... keys) {
    order = keys.length == 0 || table.size() == 0 ? null : Order.of(table, List.of(keys));
    return this;
  }

  /**
   * Sorts by a key now, and again whenever the order is forgotten: where pstats would show
   * functions by nothing, which it calls random.
   */
  public Stats sortUnasked(SortKey key) {
    unasked = key;
    order = unaskedOrder();
    return this;
  }

  private @Nullable Order unaskedOrder() {
    return unasked == null || table.size() == 0 ? null : Order.of(table, List.of(unasked));
  }

  /** Reverses the order, ties too. Without an order, does nothing. */
  public Stats reverse() {
    if (order != null) {
      order = order.reversed();
    }
    return this;
  }

  /**
   * Takes the folders off all files. Functions that become equal are added up; callers of one
   * function that become equal replace each other. Forgets the order.
   *
   * @throws IllegalArgumentException if numbers cannot be added up, with the reason; nothing is
   *     changed then
   */
  public Stats strip() {
    table = table.withoutFolders();
    List<FunctionKey> old = List.copyOf(topLevel);
    topLevel.clear();
    for (FunctionKey key : old) {
      topLevel.add(key.withoutFolders());
    }
    order = unaskedOrder();
    callees = null;
    return this;
  }

  /** Prints headings, sums and one line for each function that the restrictions leave. */
  public Stats print(Appendable out, Restriction... restrictions) throws IOException {
    Selection selection = show(restrictions);
    Look look = extras.look();
    if (look == null) {
      StatsTable.print(this, selection, out);
    } else {
      int most = saysHowMany(restrictions) ? Look.ALL : look.rows();
      RowsTable.print(this, look, names(look), selection, most, out);
    }
    return this;
  }

  private static boolean saysHowMany(Restriction... restrictions) {
    for (Restriction restriction : restrictions) {
      if (restriction instanceof Restriction.First || restriction instanceof Restriction.Fraction) {
        return true;
      }
    }
    return false;
  }

  /** Prints each function that the restrictions leave, with its callers. */
  public Stats printCallers(Appendable out, Restriction... restrictions) throws IOException {
    Selection selection = show(restrictions);
    Look look = extras.look();
    if (look == null) {
      CallersTable.printCallers(this, selection, out);
    } else {
      EdgeBlocks.printCallers(this, look, names(look), selection, out);
    }
    return this;
  }

  /** Prints each function that the restrictions leave, with the functions it called. */
  public Stats printCallees(Appendable out, Restriction... restrictions) throws IOException {
    Selection selection = show(restrictions);
    if (selection.isEmpty()) {
      return this;
    }
    if (callees == null) {
      callees = new Callees(table);
    }
    Look look = extras.look();
    if (look == null) {
      CallersTable.printCallees(this, callees, selection, out);
    } else {
      EdgeBlocks.printCallees(this, look, names(look), callees, selection, out);
    }
    return this;
  }

  /** What a report says of the functions that the restrictions leave, as numbers. */
  public ReportData data(ReportData.Kind kind, Restriction... restrictions) {
    Selection selection = show(restrictions);
    if (callees == null) {
      callees = new Callees(table);
    }
    return ReportData.of(this, kind, selection, callees);
  }

  /** What functions are called in Tally's own tables; put together once for each table. */
  private RowNames names(Look look) {
    if (names == null || !names.areOf(table, look.paths())) {
      names = new RowNames(table, look.paths());
    }
    return names;
  }

  /** How many functions restrictions leave. */
  public int count(Restriction... restrictions) {
    return select(restrictions).functions().length;
  }

  /** The functions as they are now, added up and stripped; in the order of recording. */
  public FunctionTable table() {
    return table;
  }

  /** Indices into {@link #table} in the order of the reports. */
  public int[] functions() {
    if (order != null) {
      return order.functions().clone();
    }
    int[] all = new int[table.size()];
    for (int f = 0; f < all.length; f++) {
      all[f] = f;
    }
    return all;
  }

  /** All calls of all functions. */
  public BigInteger calls() {
    return calls;
  }

  /** All primitive calls: those made while no other activation of the same function was open. */
  public BigInteger primitiveCalls() {
    return primitiveCalls;
  }

  /** Seconds, or what stands in their place, in all functions together. */
  double selfAmount() {
    return selfAmount;
  }

  /** Seconds in all functions together. */
  public double selfSeconds() {
    return selfSeconds;
  }

  /**
   * The numbers of {@link #print} as pstats' {@code get_stats_profile} gives them: seconds rounded
   * to three decimals, and by bare name, so that of functions with the same name only the last
   * remains.
   */
  public StatsProfile profile() {
    return StatsProfile.of(this);
  }

  public List<String> headings() {
    return headings;
  }

  public List<String> notes() {
    return notes;
  }

  /** See {@link #extras(Extras)}. */
  public Extras extras() {
    return extras;
  }

  /** What came of the last report's restrictions. */
  public Shown shown() {
    return shown;
  }

  /** What makes a caller or callee expensive: what the functions are ordered by, if that does. */
  SortKey cost() {
    return order == null ? SortKey.CUMULATIVE : order.key();
  }

  Set<FunctionKey> topLevel() {
    return topLevel;
  }

  private Selection show(Restriction... restrictions) {
    Selection selection = select(restrictions);
    shown = selection.shown();
    return selection;
  }

  private Selection select(Restriction... restrictions) {
    Look look = extras.look();
    return Selection.of(
        table,
        look == null ? null : names(look),
        functions(),
        order == null ? null : order.label(),
        restrictions);
  }

  private void findTopLevel() {
    for (int k = 0; k < table.keyCount(); k++) {
      if (table.keyAt(k).equals(TOP_LEVEL_CALLER)) {
        addCalledBy(k);
      }
    }
  }

  private void addCalledBy(int caller) {
    for (int f = 0; f < table.size(); f++) {
      for (int e = table.firstEdge(f); e < table.endEdge(f); e++) {
        if (table.callerKey(e) == caller) {
          topLevel.add(table.key(f));
        }
      }
    }
  }

  /** Sums may outgrow 64 bits even where no function's calls do. */
  private static BigInteger calls(FunctionTable table, boolean primitive) {
    BigInteger sum = BigInteger.ZERO;
    long part = 0;
    for (int f = 0; f < table.size(); f++) {
      long more = primitive ? table.primitiveCalls(f) : table.calls(f);
      long next = part + more;
      if (((part ^ next) & (more ^ next)) < 0) {
        sum = sum.add(BigInteger.valueOf(part));
        next = more;
      }
      part = next;
    }
    return sum.add(BigInteger.valueOf(part));
  }
}
