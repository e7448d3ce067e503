// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

/** Where each context of the times belongs. */
final class JoinedStacks {
  /** How a stack was found, the surest first: as its least sure frame. */
  static final int BY_PATH = 0;

  static final int BY_CALL = 1;
  static final int BY_METHOD = 2;
  static final int NOT = 3;

  private final int[] context;
  private final int[] edge;
  private final byte[] how;
  private final boolean[] found;

  JoinedStacks(int size) {
    context = new int[size];
    edge = new int[size];
    how = new byte[size];
    found = new boolean[size];
  }

  void inherit(int t, int parent) {
    boolean outermost = parent == CallTree.ROOT;
    context[t] = outermost ? JoinTargets.NONE : context[parent];
    edge[t] = outermost ? JoinTargets.NONE : edge[parent];
    how[t] = outermost ? NOT : how[parent];
  }

  void found(int t, int parent, int where, int edgeWhere, int by) {
    boolean first = parent == CallTree.ROOT || how[parent] == NOT;
    context[t] = where;
    edge[t] = edgeWhere;
    how[t] = (byte) (first ? by : Math.max(by, how[parent]));
    found[t] = true;
  }

  /** The counted context, or {@link JoinTargets#NONE}. */
  int context(int t) {
    return context[t];
  }

  /** The edge, of calls without a path, or {@link JoinTargets#NONE}. */
  int edge(int t) {
    return edge[t];
  }

  int how(int t) {
    return how[t];
  }

  /** Whether the frame itself was found, not only one that it belongs to. */
  boolean isFound(int t) {
    return found[t];
  }
}
