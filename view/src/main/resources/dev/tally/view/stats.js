// SPDX-License-Identifier: Apache-2.0
//
// A call tree added up by row and by edge, where an edge is a pair of caller and callee: core's
// MethodStats once more, and so the numbers of `tally stats`. Recursion counts once: a call is
// primitive, and its inclusive time part of the cumulative, where no other activation of the row
// (for an edge: no other call of this callee from this caller) is open above it. Calls without a
// path are included, unless only some groups of threads are asked for: they belong to none.

import { EdgeIndex } from './edges.js';

/** Calls, and one other metric, of each row and each edge, by side. */
export class Stats {
  /** `threads`: indexes of the groups that count, null for all of them. */
  constructor(profile, metricName, threads) {
    this.profile = profile;
    this.calls = profile.measure('calls');
    this.measure = profile.measure(metricName);
    this.threads = threads;
    this.edges = new EdgeIndex();
    const edgeOf = this.findEdges(profile.tree);
    this.sides = profile.sides.map(() => ({
      rows: new Numbers(profile.rows.length),
      edges: new Numbers(this.edges.size),
    }));
    this.addAll(profile.tree, edgeOf);
    this.addPrimitive(profile.tree, edgeOf);
    if (threads === null) {
      profile.sides.forEach((side, s) => this.addPathless(side, this.sides[s]));
    }
    this.findEdgesOfRows(profile.rows.length);
  }

  counts(thread) {
    return this.threads === null || this.threads.includes(thread);
  }

  /** The edge into each node, -1 for outermost ones, -2 for what does not count. */
  findEdges(tree) {
    const { parent, row, thread, first, size } = tree;
    const edgeOf = new Int32Array(size).fill(-2);
    const wanted = this.profile.threads.map((_, t) => this.counts(t));
    for (let n = first; n < size; n++) {
      if (wanted[thread[n]] !== false) {
        edgeOf[n] = parent[n] < first ? -1 : this.edges.number(row[parent[n]], row[n]);
      }
    }
    if (this.threads === null) {
      for (const { recording, rowOf } of this.profile.sides) {
        const { caller, callee, size: count } = recording.edges;
        for (let e = 0; e < count; e++) {
          if (caller[e] >= 0) {
            this.edges.number(rowOf[caller[e]], rowOf[callee[e]]);
          }
        }
      }
    }
    return edgeOf;
  }

  addAll(tree, edgeOf) {
    const { row, first, size } = tree;
    this.sides.forEach((side, s) => {
      const calls = this.calls?.sides[s].self;
      const values = this.measure?.sides[s].self;
      const squares = this.measure?.sides[s].squares;
      for (let n = first; n < size; n++) {
        const edge = edgeOf[n];
        if (edge !== -2) {
          side.rows.add(row[n], calls?.[n] ?? 0, values?.[n] ?? 0, squares?.[n] ?? 0);
          if (edge >= 0) {
            side.edges.add(edge, calls?.[n] ?? 0, values?.[n] ?? 0, squares?.[n] ?? 0);
          }
        }
      }
    });
  }

  addPrimitive(tree, edgeOf) {
    const { row } = tree;
    const openRows = new Int32Array(this.profile.rows.length);
    const openEdges = new Int32Array(this.edges.size);
    const sides = this.sides.map(({ rows, edges }, s) => ({
      rows,
      edges,
      calls: this.calls?.sides[s].self,
      inclusive: this.measure?.sides[s].inclusive,
      squares: this.measure?.sides[s].inclusiveSquares,
    }));
    const enter = (n) => {
      const edge = edgeOf[n];
      if (edge === -2) {
        return;
      }
      if (openRows[row[n]]++ === 0) {
        for (const { rows, calls, inclusive, squares } of sides) {
          rows.addPrimitive(row[n], calls?.[n] ?? 0, inclusive?.[n] ?? 0, squares?.[n] ?? 0);
        }
      }
      if (edge >= 0 && openEdges[edge]++ === 0) {
        for (const { edges, calls, inclusive } of sides) {
          edges.addPrimitive(edge, calls?.[n] ?? 0, inclusive?.[n] ?? 0);
        }
      }
    };
    const leave = (n) => {
      const edge = edgeOf[n];
      if (edge !== -2) {
        openRows[row[n]]--;
        if (edge >= 0) {
          openEdges[edge]--;
        }
      }
    };
    tree.walk(enter, leave);
  }

  addPathless({ recording, rowOf }, numbers) {
    const { edges, metrics } = recording;
    const index = (name) => metrics.findIndex((m) => m.name === name);
    const calls = index('calls');
    const metric = index(this.measure?.metric.name);
    const value = (columns, m, e) => columns[m]?.[e] ?? 0;
    for (let e = 0; e < edges.size; e++) {
      const callee = rowOf[edges.callee[e]];
      numbers.rows.add(callee, value(edges.self, calls, e), value(edges.self, metric, e), 0);
      numbers.rows.addPrimitive(
        callee,
        value(edges.cumulative, calls, e),
        value(edges.cumulative, metric, e),
      );
      if (edges.caller[e] >= 0) {
        const edge = this.edges.number(rowOf[edges.caller[e]], callee);
        numbers.edges.add(edge, value(edges.self, calls, e), value(edges.self, metric, e), 0);
        numbers.edges.addPrimitive(
          edge,
          value(edges.edgeCumulative, calls, e),
          value(edges.edgeCumulative, metric, e),
        );
        if (edges.onlyCounted[e]) {
          numbers.edges.onlyCounted.add(edge);
        }
      }
    }
  }

  /** Sorts the edges by callee and by caller, for those who ask for a row's. */
  findEdgesOfRows(rows) {
    const { caller, callee, size } = this.edges;
    this.callers = grouped(callee, size, rows);
    this.callees = grouped(caller, size, rows);
  }

  /** Edges that lead to a row. */
  callersOf(row) {
    return this.callers(row);
  }

  /** Edges that lead on from a row. */
  calleesOf(row) {
    return this.callees(row);
  }
}

function grouped(keys, size, rows) {
  const start = new Int32Array(rows + 1);
  for (let e = 0; e < size; e++) {
    start[keys[e] + 1]++;
  }
  for (let r = 0; r < rows; r++) {
    start[r + 1] += start[r];
  }
  const next = start.slice();
  const edges = new Int32Array(size);
  for (let e = 0; e < size; e++) {
    edges[next[keys[e]]++] = e;
  }
  return (row) => edges.subarray(start[row], start[row + 1]);
}

class Numbers {
  constructor(count) {
    this.calls = new Float64Array(count);
    this.primitiveCalls = new Float64Array(count);
    this.self = new Float64Array(count);
    this.cumulative = new Float64Array(count);
    this.squares = new Float64Array(count);
    this.cumulativeSquares = new Float64Array(count);
    /** Edges of which nothing but the calls is known. */
    this.onlyCounted = new Set();
  }

  add(i, calls, value, square) {
    this.calls[i] += calls;
    this.self[i] += value;
    this.squares[i] += square;
  }

  addPrimitive(i, calls, inclusive, square = 0) {
    this.primitiveCalls[i] += calls;
    this.cumulative[i] += inclusive;
    this.cumulativeSquares[i] += square;
  }

  /** Standard error of `self`, 0 if all of it was measured. */
  error(i) {
    return Math.ceil(Math.sqrt(this.squares[i]));
  }

  /** Standard error of `cumulative`, 0 if all of it was measured. */
  cumulativeError(i) {
    return Math.ceil(Math.sqrt(this.cumulativeSquares[i]));
  }
}
