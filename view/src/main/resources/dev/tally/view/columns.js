// SPDX-License-Identifier: Apache-2.0
//
// The columns of a recording: its contexts and its edges. They come in blocks, so this looks at
// each block twice: to count, then to fill arrays of the right length.

import { FormatError, Wire, unpack } from './wire.js';

/** More contexts or edges than that would not fit into a browser's memory. */
const MOST_ROWS = 20_000_000;

/**
 * The contexts in columns: `parent` (-1: nobody called it), `thread`, `frame`, and by metric
 * `values` and `errors`, null where all are 0. `divided`: whether what was measured is the time of a
 * context with all below it, null of none.
 */
export function readContexts(blocks, recording) {
  const size = rows(blocks, 1, 'contexts');
  const contexts = {
    size,
    parent: new Int32Array(size),
    thread: new Int32Array(size),
    frame: new Int32Array(size),
    values: recording.metrics.map(() => null),
    errors: recording.metrics.map(() => null),
    divided: null,
  };
  let first = 0;
  for (const block of blocks) {
    first += readBlock(block, first, contexts, recording);
  }
  return contexts;
}

function readBlock(block, first, contexts, recording) {
  const length = columnLength(block, 1);
  const threads = [];
  const seen = { frames: 0, threads: 0 };
  for (let field; (field = block.field()) !== 0; ) {
    switch (field) {
      case 1:
        unpack(block.message(), contexts.parent, first, false);
        break;
      case 2: {
        const column = block.message();
        threads.length = column.count();
        unpack(column, threads, 0, false);
        break;
      }
      case 3:
        seen.frames = unpack(block.message(), contexts.frame, first, false);
        break;
      case 4:
        readColumn(block.message(), first, length, contexts, recording.metrics);
        break;
      case 5:
        contexts.divided ??= new Uint8Array(contexts.size);
        if (unpack(block.message(), contexts.divided, first, false) !== length) {
          throw block.error(`expected to be told of ${length} contexts what was divided`);
        }
        break;
      default:
        block.skip();
    }
  }
  if (seen.frames !== length) {
    throw block.error(`expected ${length} frames, found ${seen.frames}`);
  }
  resolve(block, first, length, threads, contexts, recording);
  return length;
}

/** Makes indexes of distances, checks them, and hands each context the thread of its caller. */
function resolve(block, first, length, threads, contexts, recording) {
  const { parent, thread, frame } = contexts;
  const frames = recording.frames.length || recording.methods.length;
  const groups = Math.max(1, recording.threads.length);
  let next = 0;
  for (let c = first; c < first + length; c++) {
    const distance = parent[c];
    if (distance > c || distance < 0) {
      throw block.error(`expected a caller before context ${c}, found distance ${distance}`);
    }
    if (frame[c] >= frames || frame[c] < 0) {
      throw block.error(`expected one of ${frames} frames, found number ${frame[c]}`);
    }
    parent[c] = distance === 0 ? -1 : c - distance;
    thread[c] = distance === 0 ? (threads[next++] ?? 0) : thread[parent[c]];
    if (thread[c] >= groups) {
      throw block.error(`expected one of ${groups} threads, found number ${thread[c]}`);
    }
  }
}

function readColumn(wire, first, length, contexts, metrics) {
  let metric = 0;
  for (let field; (field = wire.field()) !== 0; ) {
    if (field === 1) {
      metric = known(wire, wire.unsigned(), metrics);
    } else if (field === 2 || field === 3) {
      const columns = field === 2 ? contexts.values : contexts.errors;
      columns[metric] ??= new Float64Array(contexts.size);
      const found = unpack(wire.message(), columns[metric], first, field === 2);
      if (found !== length) {
        throw wire.error(`expected ${length} numbers, found ${found}`);
      }
    } else {
      wire.skip();
    }
  }
}

/** Edges in columns: `caller` (-1: nobody), `callee`, `onlyCounted`, and three numbers a metric. */
export function readEdges(blocks, recording) {
  const size = rows(blocks, 2, 'edges');
  const edges = {
    size,
    caller: new Int32Array(size),
    callee: new Int32Array(size),
    onlyCounted: new Uint8Array(size),
    self: recording.metrics.map(() => null),
    cumulative: recording.metrics.map(() => null),
    edgeCumulative: recording.metrics.map(() => null),
  };
  let first = 0;
  for (const block of blocks) {
    const length = columnLength(block, 2);
    for (let field; (field = block.field()) !== 0; ) {
      if (field === 3) {
        readEdgeColumn(block.message(), first, length, edges, recording.metrics);
      } else if (field <= 4) {
        const into = field === 1 ? edges.caller : field === 2 ? edges.callee : edges.onlyCounted;
        if (unpack(block.message(), into, first, false) !== length) {
          throw block.error(`expected ${length} edges, found columns of different lengths`);
        }
      } else {
        block.skip();
      }
    }
    for (let e = first; e < first + length; e++) {
      const caller = --edges.caller[e];
      const callee = edges.callee[e];
      const methods = recording.methods.length;
      if (caller >= methods || caller < -1 || callee >= methods || callee < 0) {
        throw block.error(`expected edges of ${methods} methods, found ${caller + 1} to ${callee}`);
      }
    }
    first += length;
  }
  return edges;
}

function readEdgeColumn(wire, first, length, edges, metrics) {
  let metric = 0;
  for (let field; (field = wire.field()) !== 0; ) {
    if (field === 1) {
      metric = known(wire, wire.unsigned(), metrics);
    } else if (field <= 4) {
      const columns = [edges.self, edges.cumulative, edges.edgeCumulative][field - 2];
      columns[metric] ??= new Float64Array(edges.size);
      const found = unpack(wire.message(), columns[metric], first, true);
      if (found !== length) {
        throw wire.error(`expected ${length} numbers, found ${found}`);
      }
    } else {
      wire.skip();
    }
  }
}

function known(wire, metric, metrics) {
  if (metric >= metrics.length) {
    throw wire.error(`expected one of ${metrics.length} metrics, found number ${metric}`);
  }
  return metric;
}

function rows(blocks, column, what) {
  const count = blocks.reduce((sum, block) => sum + columnLength(block, column), 0);
  if (count > MOST_ROWS) {
    throw new FormatError(`it has ${count} ${what}; this page shows at most ${MOST_ROWS}`);
  }
  return count;
}

/** How many numbers a block's column has, looked up without moving on. */
function columnLength(block, column) {
  const copy = new Wire(block.bytes, block.at, block.end);
  for (let field; (field = copy.field()) !== 0; ) {
    if (field === column) {
      return copy.message().count();
    }
    copy.skip();
  }
  return 0;
}
