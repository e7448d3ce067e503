// SPDX-License-Identifier: Apache-2.0
//
// What each method of a recording does, as numbers that are equal where two methods do the same:
// whom it calls and how often, and who calls it. For telling methods apart whose names do not. This
// is core's Likeness, with hashes of 32 bits.

import { EdgeIndex } from './edges.js';

/** From all of it to the least, as pairs are tried. */
export const LEVELS = 4;

const NOBODY = -1;

export class Likeness {
  /** `number` gives methods that are one the same number; `stable`, by that, a hash of a name. */
  constructor(recording, number, stable) {
    const columns = ['calls', 'counted', 'neighbours', 'callees'];
    for (const column of columns) {
      this[column] = new Int32Array(stable.length);
    }
    const edges = new EdgeIndex();
    const edgeCalls = callsOfEdges(recording, number, edges);
    for (let e = 0; e < edges.size; e++) {
      const caller = edges.caller[e];
      const callee = edges.callee[e];
      const calls = whole(edgeCalls[e]);
      this.calls[callee] += calls;
      if (caller === NOBODY) {
        continue;
      }
      // That it calls itself must not depend on its name, which may be what changed.
      const up = caller === callee ? 1 : mix(stable[caller]);
      const down = caller === callee ? 2 : mix(stable[callee] + 1);
      this.counted[caller] += mix(down + calls);
      this.counted[callee] += mix(up + calls);
      this.neighbours[caller] += mix(down);
      this.neighbours[callee] += mix(up);
      this.callees[caller] += mix(down);
    }
  }

  /** What a method does, level by level. */
  of(method) {
    return [
      (mix(this.counted[method]) + this.calls[method]) | 0,
      (mix(this.neighbours[method]) + this.calls[method]) | 0,
      this.neighbours[method],
      mix(this.callees[method]),
    ];
  }
}

/** Adds what one of its methods does to what a class does. */
export function addLikeness(whole, stableMethod, part) {
  for (let level = 0; level < LEVELS; level++) {
    const more = level < LEVELS - 1 ? mix(stableMethod) + part[level] : stableMethod;
    whole[level] = (whole[level] + mix(more)) | 0;
  }
}

function callsOfEdges(recording, number, index) {
  const { contexts, edges, metrics, frames } = recording;
  const calls = metrics.findIndex((metric) => metric.name === 'calls');
  const methodOf = (frame) => number[frames.length === 0 ? frame : frames[frame].method];
  const sums = [];
  const add = (edge, more) => {
    sums[edge] = (sums[edge] ?? 0) + (more ?? 0);
  };
  for (let c = 0; c < contexts.size; c++) {
    const parent = contexts.parent[c];
    const caller = parent < 0 ? NOBODY : methodOf(contexts.frame[parent]);
    add(index.number(caller, methodOf(contexts.frame[c])), contexts.values[calls]?.[c]);
  }
  for (let e = 0; e < edges.size; e++) {
    const caller = edges.caller[e] < 0 ? NOBODY : number[edges.caller[e]];
    add(index.number(caller, number[edges.callee[e]]), edges.self[calls]?.[e]);
  }
  return sums;
}

/** A number of calls in 32 bits. */
function whole(calls) {
  return (calls | 0) ^ Math.floor(calls / 2 ** 32);
}

/** A hash of which all bits depend on all bits. */
function mix(value) {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** Of a text. */
export function hash(text) {
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    value = (Math.imul(value, 31) + text.charCodeAt(i)) | 0;
  }
  return mix(value);
}
