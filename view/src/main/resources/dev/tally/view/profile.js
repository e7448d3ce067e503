// SPDX-License-Identifier: Apache-2.0
//
// What the views show: rows (methods as the statistics tell them apart), one call tree, and the
// numbers of one recording, or of two, before and after, side by side on the united tree.

import { matchMethods } from './matching.js';
import { functionKey, label, shown } from './names.js';
import { TreeBuilder } from './tree.js';
import { addWork } from './work.js';

/** Time below a context in calls without a path: part of its inclusive time, no metric to show. */
const EDGE_TIME = 'edge time';

export class Profile {
  constructor(rows, threads, tree, sides) {
    this.rows = rows;
    /** Names of the groups of threads. */
    this.threads = threads;
    this.tree = tree;
    this.sides = sides;
    this.metrics = shownMetrics(sides);
    this.measures = new Map();
  }

  /** Whether it is before and after. */
  get isPair() {
    return this.sides.length > 1;
  }

  get hasPaths() {
    return this.sides.some((side) => side.recording.contexts.size > 0);
  }

  metric(name) {
    return this.metrics.find((metric) => metric.name === name) ?? null;
  }

  /** A metric's numbers on the tree, null if no side has it. Made once. */
  measure(name) {
    if (!this.measures.has(name)) {
      const metric = this.metric(name);
      this.measures.set(name, metric && new Measure(this, metric));
    }
    return this.measures.get(name);
  }
}

/** One metric on the tree. What a side does not know is null, which is not the same as zeros. */
class Measure {
  constructor(profile, metric) {
    this.metric = metric;
    this.tree = profile.tree;
    this.sides = profile.sides.map((side) => new SideMeasure(profile.tree, side, metric.name));
    const [before, after] = this.sides;
    if (after === undefined) {
      this.weight = before.inclusive;
      this.selfWeight = before.self;
      this.gap = before.gap;
    } else {
      // Both together: so what vanished has its place too, and children fit into their caller.
      this.selfWeight = sum(before.self, after.self);
      this.gap = before.gap || after.gap ? sum(before.gap ?? [], after.gap ?? [], this.tree.size) : null;
      this.weight = this.tree.inclusive(this.selfWeight, this.gap);
    }
    /** What calls without a path have of it, where no context says below which of them. */
    this.pathless = this.gap === null ? this.sides.reduce((all, side) => all + side.pathless, 0) : 0;
  }

  /** How much there is in some groups of threads; null: in all, and in calls without a path. */
  whole(threads, side = null) {
    const weight = side === null ? this.weight : this.sides[side].inclusive;
    if (threads === null || this.tree.threads === 0) {
      return weight[0] + (side === null ? this.pathless : this.sides[side].pathless);
    }
    return threads.reduce((all, t) => all + weight[t + 1], 0);
  }
}

class SideMeasure {
  constructor(tree, side, name) {
    const { recording } = side;
    const index = recording.metrics.findIndex((m) => m.name === name);
    this.tree = tree;
    this.known = index < 0 ? null : recording.metrics[index].known;
    this.self = spread(recording.contexts.values[index], side.map, tree.size);
    const errors = recording.contexts.errors[index];
    this.squares = spreadSquares(errors, side.map, tree.size);
    this.divided = divided(errors, recording.contexts.divided, side.map, tree.size);
    const gap = name === 'time' ? recording.metrics.findIndex((m) => m.name === EDGE_TIME) : -1;
    const gaps = gap < 0 ? null : recording.contexts.values[gap];
    this.gap = gaps && spread(gaps, side.map, tree.size);
    this.inclusive = tree.inclusive(this.self, this.gap);
    const edges = recording.edges.self[index];
    this.pathless = this.gap || !edges ? 0 : edges.reduce((all, value) => all + value, 0);
  }

  /** Standard error of a node's own number; 0 if it was measured. */
  error(node) {
    return Math.ceil(Math.sqrt(this.squares[node]));
  }

  /** The same with all below it; 0 where that was measured. Errors are taken to be independent. */
  inclusiveError(node) {
    return Math.ceil(Math.sqrt(this.inclusiveSquares[node]));
  }

  get inclusiveSquares() {
    this.sumsOfSquares ??= this.sumUp();
    return this.sumsOfSquares;
  }

  sumUp() {
    const { parent, size } = this.tree;
    const sums = this.squares.slice();
    for (let n = size - 1; n > 0; n--) {
      if (this.divided?.[n]) {
        sums[n] = 0;
      }
      sums[parent[n]] += sums[n];
    }
    return sums;
  }
}

/** A column of a recording's contexts on the nodes of a tree; null is a column of zeros. */
export function spread(column, map, size) {
  const onNodes = new Float64Array(size);
  if (column) {
    for (let c = 0; c < column.length; c++) {
      onNodes[map[c]] += column[c];
    }
  }
  return onNodes;
}

function spreadSquares(column, map, size) {
  const onNodes = new Float64Array(size);
  if (column) {
    for (let c = 0; c < column.length; c++) {
      onNodes[map[c]] += column[c] * column[c];
    }
  }
  return onNodes;
}

/** Nodes with an error, all of whose contexts' times were measured with what is below and divided. */
function divided(errors, ofContexts, map, size) {
  if (!errors || !ofContexts) {
    return null;
  }
  const onNodes = new Uint8Array(size);
  errors.forEach((error, c) => (onNodes[map[c]] |= error && ofContexts[c]));
  errors.forEach((error, c) => (onNodes[map[c]] &= !error || ofContexts[c]));
  return onNodes;
}

function sum(a, b, size = a.length) {
  return Float64Array.from({ length: size }, (_, i) => (a[i] ?? 0) + (b[i] ?? 0));
}

/** The metrics that a person may ask for: time first, then calls, then what else there is. */
function shownMetrics(sides) {
  const metrics = new Map();
  for (const { recording } of sides) {
    for (const metric of recording.metrics) {
      if (metric.name !== EDGE_TIME && !metrics.has(metric.name)) {
        metrics.set(metric.name, metric);
      }
    }
  }
  const rank = (metric) => ['time', 'calls'].indexOf(metric.name) + 1 || 3;
  return [...metrics.values()].sort((a, b) => rank(a) - rank(b));
}

/** The profile of one recording, or of two: before and after. `opened` has a name and a recording. */
export function profileOf(opened) {
  addWork(opened.map(({ recording }) => recording));
  const { rows, rowsOf } = opened.length === 1 ? ownRows(opened[0].recording) : pairRows(opened);
  const threads = [...new Set(opened.flatMap(({ recording }) => recording.threads.map((t) => t.name)))];
  const contexts = opened.reduce((all, { recording }) => all + recording.contexts.size, 0);
  const builder = new TreeBuilder(threads.length, contexts);
  const sides = opened.map(({ name, recording }, s) => {
    const rowOf = rowsOf[s];
    return { name, recording, rowOf, map: place(recording, rowOf, threads, builder, opened.length) };
  });
  return new Profile(rows, threads, builder.build(), sides);
}

/** A row for each method that the statistics tell apart. */
function ownRows({ methods }) {
  const rows = [];
  const byKey = new Map();
  const rowOf = Int32Array.from(methods, (method) => {
    const names = functionKey(method);
    const key = `${names.file}\n${names.line}\n${names.name}`;
    if (!byKey.has(key)) {
      byKey.set(key, rows.push(new Row(method, names)) - 1);
    }
    return byKey.get(key);
  });
  return { rows, rowsOf: [rowOf] };
}

/** A row for each method of either recording, one for those that are the same in both. */
function pairRows([{ recording: earlier }, { recording: later }]) {
  const { methods, before, after } = matchMethods(earlier, later);
  return { rows: methods.map((method) => new Row(method, functionKey(method))), rowsOf: [before, after] };
}

/**
 * Puts a recording's contexts on a tree, and gives the node of each. Of one recording nearly every
 * context is a node of its own, and need not be looked for: only below methods of which several are
 * one row may two paths be the same.
 */
function place(recording, rowOf, threads, builder, recordings) {
  const { parent, frame, thread, size } = recording.contexts;
  const groups = recording.threads.map((t) => threads.indexOf(t.name));
  const rowOfFrame =
    recording.frames.length === 0 ? rowOf : Int32Array.from(recording.frames, (f) => rowOf[f.method]);
  const isShared = sharedRows(rowOfFrame);
  const map = new Int32Array(size);
  const isSought = new Uint8Array(size);
  for (let c = 0; c < size; c++) {
    const group = groups[thread[c]] ?? 0;
    const caller = parent[c];
    const above = caller < 0 ? builder.top(group) : map[caller];
    const row = rowOfFrame[frame[c]];
    isSought[c] = recordings > 1 || isShared[row] === 1 || (caller >= 0 && isSought[caller] === 1) ? 1 : 0;
    map[c] = isSought[c] === 1 ? builder.find(above, row, group) : builder.add(above, row, group);
  }
  return map;
}

/** By row, 1 where more than one frame has it. */
function sharedRows(rowOfFrame) {
  const seen = new Uint8Array(rowOfFrame.reduce((most, row) => Math.max(most, row), -1) + 1);
  const shared = seen.slice();
  for (const row of rowOfFrame) {
    shared[row] |= seen[row];
    seen[row] = 1;
  }
  return shared;
}

/** A method, or several that the statistics cannot tell apart. */
class Row {
  constructor(method, names) {
    this.method = method;
    this.file = names.file;
    this.line = names.line;
    this.label = label(names);
    this.name = shown(names);
    this.kind = method.kind;
  }

  /** `com/acme/Foo.java:12`; empty for what has no source file. */
  get location() {
    return this.file === '~' ? '' : this.line > 0 ? `${this.file}:${this.line}` : this.file;
  }

  get package() {
    const { className } = this.method;
    return className.slice(0, Math.max(0, className.lastIndexOf('.')));
  }

  /** The name where there is little room: without the package of what stands in braces. */
  get shortName() {
    const from = ['JDK', 'NATIVE', 'LIBRARY', 'TEST'].includes(this.kind) ? this.package.length : 0;
    return from === 0 ? this.name : `{${this.name.slice(from + 2)}`;
  }

  /** What a search looks in: the label, and the name as a stack trace has it. */
  get searched() {
    this.searchedText ??= `${this.label} ${this.method.className}.${this.method.name}`;
    return this.searchedText;
  }
}
