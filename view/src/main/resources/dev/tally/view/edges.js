// SPDX-License-Identifier: Apache-2.0
//
// Numbers for pairs of caller and callee, from 0 on, as they are first asked for. Typed arrays,
// since they are asked for once per context.

export class EdgeIndex {
  constructor() {
    this.size = 0;
    this.caller = new Int32Array(1024);
    this.callee = new Int32Array(1024);
    this.table = new Int32Array(2048);
  }

  number(caller, callee) {
    const slot = this.slot(caller, callee);
    if (this.table[slot] !== 0) {
      return this.table[slot] - 1;
    }
    const edge = this.size++;
    this.caller[edge] = caller;
    this.callee[edge] = callee;
    this.table[slot] = this.size;
    if (this.size === this.caller.length) {
      this.grow();
    }
    return edge;
  }

  slot(caller, callee) {
    const mask = this.table.length - 1;
    let slot = Math.imul(caller, 0x9e3779b1) ^ Math.imul(callee, 0x85ebca6b);
    slot = (slot ^ (slot >>> 15)) & mask;
    for (let edge; (edge = this.table[slot]) !== 0; slot = (slot + 1) & mask) {
      if (this.caller[edge - 1] === caller && this.callee[edge - 1] === callee) {
        break;
      }
    }
    return slot;
  }

  grow() {
    const wider = (column) => {
      const copy = new Int32Array(column.length * 2);
      copy.set(column);
      return copy;
    };
    this.caller = wider(this.caller);
    this.callee = wider(this.callee);
    this.table = new Int32Array(this.table.length * 2);
    for (let e = 0; e < this.size; e++) {
      this.table[this.slot(this.caller[e], this.callee[e])] = e + 1;
    }
  }
}
