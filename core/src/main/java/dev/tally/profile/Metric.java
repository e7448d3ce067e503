// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

/**
 * What a number of a profile is. A profile holds one column for each of its metrics; a metric that
 * it does not have is not known, which is not the same as zero.
 *
 * @param name what is counted or measured, such as {@code calls}; with the unit it tells metrics
 *     apart
 * @param unit {@link #COUNT}, {@link #NANOSECONDS}, {@link #BYTES} or a word of another tool
 * @param known how well the numbers are known
 */
public record Metric(String name, String unit, Known known) {
  public static final String COUNT = "count";
  public static final String NANOSECONDS = "nanoseconds";
  public static final String BYTES = "bytes";

  /** How often a method was called. */
  public static final Metric CALLS = new Metric("calls", COUNT, Known.EXACT);

  /** Time in a method itself. */
  public static final Metric TIME = new Metric("time", NANOSECONDS, Known.ESTIMATED);

  /** How long a sampler found a thread in a method, in its looks. */
  public static final Metric HITS = new Metric("hits", COUNT, Known.SAMPLED);

  /** Memory that a method itself asked for. */
  public static final Metric ALLOCATED = new Metric("allocated", BYTES, Known.SAMPLED);

  /**
   * Time below a context in calls whose paths are not known, which have no rows in the tree: part
   * of the inclusive {@link #TIME} of that context and of its ancestors.
   */
  public static final Metric EDGE_TIME = new Metric("edge time", NANOSECONDS, Known.ESTIMATED);

  /** Rows read from the results of a statement. */
  public static final Metric ROWS = new Metric("rows", COUNT, Known.EXACT);

  /** Entries of the batches of statements that were run. */
  public static final Metric ENTRIES = new Metric("batch entries", COUNT, Known.EXACT);

  /**
   * The part of {@link #TIME} in which a method waited. No recording has it: it is told by which
   * methods of the JDK wait.
   */
  public static final Metric WAITING = new Metric("waiting", NANOSECONDS, Known.ESTIMATED);

  /** How well numbers are known, the best first. */
  public enum Known {
    /** Counted or measured, each of them. */
    EXACT,
    /** Some are estimates, those that have an error. */
    ESTIMATED,
    /** Numbers of samples, or a period for each. */
    SAMPLED;

    /** What is known of numbers of both kinds together. */
    public Known weaker(Known other) {
      return compareTo(other) < 0 ? other : this;
    }
  }

  /** The same metric, known so well. */
  public Metric as(Known how) {
    return how == known ? this : new Metric(name, unit, how);
  }

  /** Whether numbers of both may be added up, however well they are known. */
  public boolean isSame(Metric other) {
    return name.equals(other.name) && unit.equals(other.unit);
  }
}
