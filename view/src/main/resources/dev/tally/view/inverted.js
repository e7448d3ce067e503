// SPDX-License-Identifier: Apache-2.0
//
// The call tree upside down: below everything the methods by their own number, below a method its
// callers, below those theirs. Written out it may have as many nodes as all stacks have frames, 50
// million for javac, so it grows only where somebody looks. A node holds the contexts that its path
// leads back from, as a stretch of one array, together with how far up each has been followed; to
// open a node is to follow these one step up and to sort them by the method that they arrive at.

import { sortByWeight } from './forest.js';

const GROWTH = 2;

export class Inverted {
  constructor(profile, measure, threads) {
    this.profile = profile;
    this.tree = profile.tree;
    this.measure = measure;
    this.threads = this.tree.threads === 0 ? null : threads;
    this.root = 0;
    this.size = 0;
    this.from = 0;
    this.to = 0;
    this.rowOf = new Int32Array(1024);
    this.above = new Int32Array(1024);
    this.start = new Int32Array(1024);
    this.end = new Int32Array(1024);
    this.first = new Int32Array(1024).fill(-1);
    this.last = new Int32Array(1024);
    this.weight = new Float64Array(1024);
    /** Per side, for before and after; squares are of the standard errors. */
    this.sums = measure.sides.map(() => new Float64Array(1024));
    this.squares = measure.sides.map(() => new Float64Array(1024));
    this.collect();
    this.list = new Int32Array(1024);
    this.bucket = new Int32Array(profile.rows.length + 1).fill(-1);
    this.scratch = new Int32Array(this.context.length);
    this.scratchAt = new Int32Array(this.context.length);
    this.add(-1, -1, 0, this.context.length);
    this.addUp(0);
  }

  /** The contexts that have anything of the metric by themselves. */
  collect() {
    const { tree, measure, threads } = this;
    const wanted = threads && new Set(threads);
    const context = new Int32Array(tree.size);
    let count = 0;
    for (let n = tree.first; n < tree.size; n++) {
      if (measure.selfWeight[n] !== 0 && (wanted === null || wanted.has(tree.thread[n]))) {
        context[count++] = n;
      }
    }
    this.context = context.slice(0, count);
    /** How far up each context has been followed; -1: not at all, its method comes first. */
    this.at = new Int32Array(count).fill(-1);
  }

  row(node) {
    return this.rowOf[node];
  }

  parent(node) {
    return this.above[node];
  }

  width(node) {
    return node === 0 ? this.weight[0] + this.gap(0) : this.weight[node];
  }

  /** What calls without a path have: their callers are not known, so it is one box. */
  gap(node) {
    if (node !== 0 || this.threads !== null) {
      return 0;
    }
    const { gap, pathless } = this.measure;
    this.gapWeight ??= gap === null ? pathless : gap.reduce((all, value) => all + value, 0);
    return this.gapWeight;
  }

  depth(node) {
    let depth = 0;
    for (let n = node; n > 0; n = this.above[n]) {
      depth++;
    }
    return depth;
  }

  /** Finds the children of a node: they are in `list`, between `from` and `to`. */
  open(node) {
    if (this.first[node] < 0) {
      this.split(node);
    }
    this.from = this.first[node];
    this.to = this.last[node];
  }

  split(node) {
    const { tree, context, at, bucket } = this;
    const start = this.start[node];
    const end = this.end[node];
    const firstChild = this.size;
    for (let i = start; i < end; i++) {
      at[i] = at[i] < 0 ? context[i] : tree.parent[at[i]];
      // A context whose callers are all passed has none here; its stretch ends with this node.
      const row = at[i] < tree.first ? -1 : tree.row[at[i]];
      if (row >= 0) {
        if (bucket[row] < firstChild) {
          bucket[row] = this.add(node, row, 0, 0);
        }
        this.end[bucket[row]]++;
      }
    }
    let offset = start;
    for (let child = firstChild; child < this.size; child++) {
      const length = this.end[child];
      this.start[child] = offset;
      this.end[child] = offset;
      offset += length;
    }
    this.distribute(start, end, offset);
    for (let child = firstChild; child < this.size; child++) {
      bucket[this.rowOf[child]] = -1;
      this.addUp(child);
    }
    this.first[node] = firstChild;
    this.last[node] = this.size;
    for (let child = firstChild; child < this.size; child++) {
      this.list[child] = child;
    }
    sortByWeight(this.list, firstChild, this.size, this.weight);
  }

  /** Moves each context to the stretch of its child; those that have arrived at nobody come last. */
  distribute(start, end, rest) {
    const { tree, context, at, bucket, scratch, scratchAt } = this;
    let left = rest;
    for (let i = start; i < end; i++) {
      const row = at[i] < tree.first ? -1 : tree.row[at[i]];
      const to = row < 0 ? left++ : this.end[bucket[row]]++;
      scratch[to] = context[i];
      scratchAt[to] = at[i];
    }
    context.set(scratch.subarray(start, end), start);
    at.set(scratchAt.subarray(start, end), start);
  }

  add(above, row, start, end) {
    const node = this.size++;
    if (node === this.rowOf.length) {
      this.grow();
    }
    this.rowOf[node] = row;
    this.above[node] = above;
    this.start[node] = start;
    this.end[node] = end;
    this.first[node] = -1;
    return node;
  }

  addUp(node) {
    const { context, measure, weight, sums, squares } = this;
    const pair = measure.sides.length > 1;
    for (let i = this.start[node]; i < this.end[node]; i++) {
      weight[node] += measure.selfWeight[context[i]];
      if (pair) {
        for (let s = 0; s < 2; s++) {
          sums[s][node] += measure.sides[s].self[context[i]];
          squares[s][node] += measure.sides[s].squares[context[i]];
        }
      }
    }
  }

  grow() {
    for (const name of ['rowOf', 'above', 'start', 'end', 'first', 'last', 'weight', 'list']) {
      this[name] = wider(this[name]);
    }
    this.sums = this.sums.map(wider);
    this.squares = this.squares.map(wider);
  }
}

function wider(column) {
  const copy = new column.constructor(column.length * GROWTH);
  copy.set(column);
  return copy;
}
