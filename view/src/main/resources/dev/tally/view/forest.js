// SPDX-License-Identifier: Apache-2.0
//
// What the flame graph hangs its boxes on: a root, and the children of a node, the largest first.
// `TopDown` is the call tree itself. It sorts the children of a node when they are first looked at,
// so a million contexts cost nothing until somebody zooms to them.

export class TopDown {
  constructor(profile, measure, threads) {
    this.profile = profile;
    this.tree = profile.tree;
    this.measure = measure;
    this.threads = this.tree.threads === 0 ? null : threads;
    this.weight = measure.weight;
    this.list = this.tree.children.slice();
    this.sorted = new Uint8Array(this.tree.size);
    this.root = 0;
    this.from = 0;
    this.to = 0;
  }

  row(node) {
    return this.tree.row[node];
  }

  parent(node) {
    return this.tree.parent[node];
  }

  width(node) {
    return node === 0 ? this.measure.whole(this.threads) : this.weight[node];
  }

  /** Weight below a node that is in calls without a path. */
  gap(node) {
    if (node === 0 && this.threads === null && this.measure.gap === null) {
      return this.measure.pathless;
    }
    return this.measure.gap?.[node] ?? 0;
  }

  /** Finds the children of a node: they are in `list`, between `from` and `to`. */
  open(node) {
    const { childStart } = this.tree;
    this.from = childStart[node];
    this.to = childStart[node + 1];
    if (node === 0 && this.threads !== null) {
      this.openThreads();
    } else if (this.sorted[node] === 0) {
      this.sorted[node] = 1;
      sortByWeight(this.list, this.from, this.to, this.weight);
    }
  }

  openThreads() {
    const nodes = this.threads.map((t) => t + 1).sort((a, b) => this.weight[b] - this.weight[a]);
    this.list.set(nodes, this.from);
    this.to = this.from + nodes.length;
  }
}

export function sortByWeight(list, from, to, weight) {
  if (to - from > 1) {
    list.subarray(from, to).sort((a, b) => weight[b] - weight[a] || a - b);
  }
}
