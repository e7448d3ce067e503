// SPDX-License-Identifier: Apache-2.0
//
// A call tree in typed arrays. Node 0 is everything; if there are several groups of threads, nodes 1
// to `threads` are those; the rest are contexts, each a method (a row of the profile) reached by one
// path of callers. A node's number is greater than its caller's: so one pass over the numbers adds
// up or hands down, and nothing here recurses, however deep the calls went.

export class Tree {
  /** `row` and `thread` are -1 for the nodes above the contexts. */
  constructor(threads, parent, row, thread) {
    this.size = parent.length;
    this.threads = threads;
    this.first = threads + 1;
    this.parent = parent;
    this.row = row;
    this.thread = thread;
    this.childStart = new Int32Array(this.size + 1);
    this.children = new Int32Array(Math.max(0, this.size - 1));
    this.findChildren();
  }

  findChildren() {
    const { parent, childStart, children, size } = this;
    for (let n = 1; n < size; n++) {
      childStart[parent[n] + 1]++;
    }
    for (let n = 0; n < size; n++) {
      childStart[n + 1] += childStart[n];
    }
    const next = childStart.slice();
    for (let n = 1; n < size; n++) {
      children[next[parent[n]]++] = n;
    }
  }

  /** Of each node, what it and all below it have together. */
  inclusive(self, more = null) {
    const { parent, size } = this;
    const sums = new Float64Array(size);
    for (let n = size - 1; n > 0; n--) {
      sums[n] += more === null ? self[n] : self[n] + more[n];
      sums[parent[n]] += sums[n];
    }
    sums[0] += self[0];
    return sums;
  }

  /**
   * Visits all contexts depth first: `enter` on the way down, `leave` on the way up. A stack of its
   * own, since the browser's is not deep enough for a recursion of ten thousand calls.
   */
  walk(enter, leave) {
    const { children, childStart, first } = this;
    const stack = new Int32Array(2 * this.size + 1);
    let top = 1;
    while (top > 0) {
      const node = stack[--top];
      if (node < 0) {
        leave(~node);
        continue;
      }
      if (node >= first) {
        enter(node);
        stack[top++] = ~node;
      }
      for (let i = childStart[node + 1] - 1; i >= childStart[node]; i--) {
        stack[top++] = children[i];
      }
    }
  }

  depth(node) {
    let depth = 0;
    for (let n = node; n > 0; n = this.parent[n]) {
      depth++;
    }
    return depth;
  }
}

/** Collects contexts; the same row below the same caller is the same node. */
export class TreeBuilder {
  constructor(threads, expected) {
    this.threads = threads > 1 ? threads : 0;
    this.size = this.threads + 1;
    this.parent = new Int32Array(expected + this.size);
    this.row = new Int32Array(this.parent.length).fill(-1, 0, this.size);
    this.thread = new Int32Array(this.parent.length).fill(-1, 0, this.size);
    for (let t = 0; t < this.threads; t++) {
      this.thread[t + 1] = t;
    }
    this.expected = expected;
    this.table = null;
  }

  /** The node above the outermost contexts of a thread group. */
  top(thread) {
    return this.threads === 0 ? 0 : thread + 1;
  }

  add(parent, row, thread) {
    this.parent[this.size] = parent;
    this.row[this.size] = row;
    this.thread[this.size] = thread;
    return this.size++;
  }

  /** The node of a row below another, added if it is not there. */
  find(parent, row, thread) {
    this.table ??= new Int32Array(2 ** Math.ceil(Math.log2(2 * this.expected + 16)));
    const mask = this.table.length - 1;
    let slot = (Math.imul(parent, 0x9e3779b1) ^ Math.imul(row, 0x85ebca6b)) >>> 7;
    slot = (slot ^ (slot >>> 13)) & mask;
    for (let node; (node = this.table[slot]) !== 0; slot = (slot + 1) & mask) {
      if (this.parent[node] === parent && this.row[node] === row) {
        return node;
      }
    }
    this.table[slot] = this.size;
    return this.add(parent, row, thread);
  }

  build() {
    const cut = (column) => (this.size === column.length ? column : column.slice(0, this.size));
    return new Tree(this.threads, cut(this.parent), cut(this.row), cut(this.thread));
  }
}
