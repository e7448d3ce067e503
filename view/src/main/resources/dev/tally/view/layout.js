// SPDX-License-Identifier: Apache-2.0
//
// Where the boxes of a flame graph are: level by level from a node on, as wide as their weight.
// Children under half a pixel are not laid out one by one: they are one box of the rest, so that
// their weight is not taken for their caller's own.

/** What a box is. */
export const BOX = 0;
export const REST = 1;
export const PATHLESS = 2;

const SMALLEST = 0.5;

/** Boxes to lay out beyond those asked for, so that a scrollbar knows where the end is. */
const AHEAD = 200_000;

export class Layout {
  constructor(forest, root, width) {
    this.forest = forest;
    this.root = root;
    this.width = width;
    this.boxes = 1;
    /** Of each level, the boxes from left to right; of what is no BOX, the node is its caller's. */
    this.levels = [{ node: [root], kind: [BOX], x: [0], width: [width] }];
    /** How far the children of the last level are laid out. */
    this.next = { node: [], kind: [], x: [], width: [] };
    this.box = 0;
    this.complete = false;
  }

  /**
   * Lays out as many levels as are asked for, and some more; says whether it came to its end before
   * the time was up. May be called again until it does.
   */
  grow(levels, deadline) {
    while (!this.complete && (this.levels.length < levels || this.boxes < AHEAD)) {
      const level = this.levels[this.levels.length - 1];
      while (this.box < level.node.length) {
        this.addChildren(level, this.box++);
        if (this.box % 8 === 0 && performance.now() > deadline) {
          return false;
        }
      }
      this.complete = this.next.node.length === 0;
      if (!this.complete) {
        this.levels.push(this.next);
        this.boxes += this.next.node.length;
      }
      this.next = { node: [], kind: [], x: [], width: [] };
      this.box = 0;
      if (performance.now() > deadline) {
        return this.complete || this.levels.length >= levels;
      }
    }
    return true;
  }

  addChildren(level, box) {
    if (level.kind[box] !== BOX) {
      return;
    }
    const { forest, next } = this;
    const node = level.node[box];
    forest.open(node);
    const { list, from, to, weight } = forest;
    const gap = Math.max(0, forest.gap(node));
    let below = gap;
    for (let i = from; i < to; i++) {
      below += Math.max(0, weight[list[i]]);
    }
    // Times corrected for the price of probes may leave a caller less than its callees have.
    const scale = level.width[box] / Math.max(forest.width(node), below);
    if (!(scale > 0)) {
      return;
    }
    let x = level.x[box];
    let left = below - gap;
    let i = from;
    for (; i < to && weight[list[i]] * scale >= SMALLEST; i++) {
      const width = weight[list[i]] * scale;
      push(next, list[i], BOX, x, width);
      x += width;
      left -= weight[list[i]];
    }
    if (i < to && left * scale >= SMALLEST) {
      push(next, node, REST, x, left * scale);
      x += left * scale;
    }
    if (gap * scale >= SMALLEST) {
      push(next, node, PATHLESS, x, gap * scale);
    }
  }

  /** The box of a level at a place, -1 if there is none. */
  at(levelIndex, x) {
    const level = this.levels[levelIndex];
    if (level === undefined) {
      return -1;
    }
    let low = 0;
    let high = level.x.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (level.x[middle] <= x) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return x >= level.x[low] && x < level.x[low] + level.width[low] ? low : -1;
  }
}

function push(level, node, kind, x, width) {
  level.node.push(node);
  level.kind.push(kind);
  level.x.push(x);
  level.width.push(width);
}
