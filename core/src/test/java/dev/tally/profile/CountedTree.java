// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

/** A call tree in the making with the metrics that Tally's agent records, for tests. */
public final class CountedTree {
  public final Metrics metrics = new Metrics();
  public final int calls = metrics.add(Metric.CALLS);
  public final int time = metrics.add(Metric.TIME);
  public final int edgeTime = metrics.add(Metric.EDGE_TIME.as(Metric.Known.EXACT));
  public final int hits = metrics.add(Metric.HITS);
  public final CallTree.Builder tree = new CallTree.Builder(metrics);
  public final Edges.Builder edges = new Edges.Builder(metrics);

  public int root(int thread, int frame) {
    return tree.root(thread, frame);
  }

  public int child(int parent, int frame) {
    return tree.child(parent, frame);
  }

  public void add(int row, long moreCalls, long selfNanos, long errorNanos, long moreHits) {
    addMeasured(row, moreCalls, selfNanos, moreHits);
    tree.addError(row, time, errorNanos);
  }

  /** The same where the time was measured together with what is called, see {@link CallTree}. */
  public void addDivided(int row, long moreCalls, long selfNanos, long errorNanos, long moreHits) {
    addMeasured(row, moreCalls, selfNanos, moreHits);
    tree.addError(row, time, errorNanos, true);
  }

  private void addMeasured(int row, long moreCalls, long selfNanos, long moreHits) {
    tree.add(row, calls, moreCalls);
    tree.add(row, time, selfNanos);
    tree.add(row, hits, moreHits);
  }

  public void addEdgeNanos(int row, long nanos) {
    tree.add(row, edgeTime, nanos);
  }

  /** An edge with three numbers of calls and three of nanoseconds, as {@link Edges} explains. */
  public void edge(int caller, int callee, long[] callsOfEdge, long[] nanosOfEdge) {
    int edge = edges.edge(caller, callee);
    edges.add(edge, calls, callsOfEdge[0], callsOfEdge[1], callsOfEdge[2]);
    edges.add(edge, time, nanosOfEdge[0], nanosOfEdge[1], nanosOfEdge[2]);
  }

  public CallTree build() {
    return tree.build();
  }
}
