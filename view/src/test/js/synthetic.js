// SPDX-License-Identifier: Apache-2.0
//
// Recordings for the page's tests, written by hand as docs/tally.proto says: the same bytes that
// core writes, without core. `recording({...})` gives a file; see `small` for what it takes.

import { gzipSync } from 'node:zlib';

const BLOCK = 8192;
const KINDS = ['METHOD', 'JDK', 'NATIVE', 'PROBE', 'FUNCTION', 'SQL', 'HTTP', 'REQUEST'];
const KNOWN = ['EXACT', 'ESTIMATED', 'SAMPLED'];
const PATHS = ['NONE', 'EXACT', 'SAMPLED', 'INFERRED'];

class Out {
  constructor() {
    this.bytes = Buffer.alloc(64);
    this.at = 0;
  }

  byte(b) {
    if (this.at === this.bytes.length) {
      this.bytes = Buffer.concat([this.bytes, Buffer.alloc(this.bytes.length)]);
    }
    this.bytes[this.at++] = b;
  }

  varint(value) {
    let left = value;
    while (left >= 128) {
      this.byte((left % 128) | 128);
      left = Math.floor(left / 128);
    }
    this.byte(left);
    return this;
  }

  zigzag(value) {
    return this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  raw(bytes) {
    if (this.at + bytes.length > this.bytes.length) {
      this.bytes = Buffer.concat([this.bytes, Buffer.alloc(this.bytes.length + bytes.length)]);
    }
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
    return this;
  }

  done() {
    return this.bytes.subarray(0, this.at);
  }
}

/** A message of `[field, value]`: a number is a varint, a text or bytes are themselves. */
function message(...fields) {
  const out = new Out();
  for (const [field, value] of fields) {
    if (value === undefined || value === null || value === 0 || value === false || value === '') {
      continue;
    }
    if (typeof value === 'number' || value === true) {
      out.varint(field * 8).varint(Number(value));
    } else if (value.double !== undefined) {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(value.double);
      out.varint(field * 8 + 1).raw(bytes);
    } else {
      const bytes = typeof value === 'string' ? Buffer.from(value) : value;
      out.varint(field * 8 + 2).varint(bytes.length).raw(bytes);
    }
  }
  return out.done();
}

function packed(values, zigzag = false) {
  const out = new Out();
  for (const value of values) {
    if (zigzag) {
      out.zigzag(value);
    } else {
      out.varint(value);
    }
  }
  return out.done();
}

/** Bytes of a file: the envelope around the message. */
export function envelope(bytes, level = 6) {
  return Buffer.concat([
    Buffer.from([0x89, 0x54, 0x41, 0x4c, 0x4c, 0x59, 0x0a, 1]),
    gzipSync(bytes, { level }),
  ]);
}

export const TIME = { name: 'time', unit: 'nanoseconds', known: 'ESTIMATED' };
export const CALLS = { name: 'calls', unit: 'count', known: 'EXACT' };
export const HITS = { name: 'hits', unit: 'count', known: 'SAMPLED' };
export const EDGE_TIME = { name: 'edge time', unit: 'nanoseconds', known: 'ESTIMATED' };

/**
 * The message of a recording. `contexts` are {parent, thread, frame, values, errors}, in arrays or
 * typed arrays by column; parents are indexes, -1 for nobody. `edges` are objects.
 */
export function recordingMessage(of) {
  const strings = new Map();
  const text = (string = '') => {
    if (string === '') {
      return 0;
    }
    if (!strings.has(string)) {
      strings.set(string, strings.size + 1);
    }
    return strings.get(string);
  };
  const methods = of.methods.map((m) =>
    message(
      [1, text(m.className)],
      [2, text(m.name)],
      [3, text(m.descriptor)],
      [4, text(m.sourceFile)],
      [5, 2 * (m.firstLine ?? 0)],
      [6, KINDS.indexOf(m.kind ?? 'METHOD')],
    ),
  );
  const { paths = 'EXACT', threads = [{ name: 'main', count: 1 }], metrics = [CALLS, TIME], frames = [] } = of;
  return Buffer.concat([
    message([1, origin(of.origin ?? {})]),
    ...[...strings.keys()].map((s) => message([2, s])),
    ...methods.map((m) => wrapped(3, m)),
    ...threads.map((t) => wrapped(4, message([1, t.name], [2, t.count]))),
    ...metrics.map((m) => wrapped(5, message([1, m.name], [2, m.unit], [3, KNOWN.indexOf(m.known)]))),
    ...frames.map((f) => wrapped(6, message([1, f.method], [2, f.line]))),
    message([7, PATHS.indexOf(paths)]),
    ...contextBlocks(of.contexts, metrics),
    ...edgeBlocks(of.edges ?? [], metrics),
    ...(of.leftOut ?? []).map((l) => wrapped(10, message([1, l.name], [2, l.reason]))),
    message([11, of.leftOutCount ?? (of.leftOut ?? []).length]),
  ]);
}

/** A field that is written even if it is empty. */
function wrapped(field, bytes) {
  return new Out().varint(field * 8 + 2).varint(bytes.length).raw(bytes).done();
}

function origin(o) {
  const counting = o.counting ?? {};
  return message(
    [1, o.creator ?? 'tally test'],
    ...(o.commandLine ?? ['Example', 'one']).map((word) => [2, word]),
    [3, o.jvm ?? 'OpenJDK 64-Bit Server VM 25'],
    [4, o.startEpochMillis ?? 1795900000000],
    [5, o.durationNanos ?? 3_400_000_000],
    [6, o.complete ?? true],
    [7, 1],
    ...(o.notes ?? []).map((note) => [8, note]),
    o.foreign
      ? [11, message([1, o.foreign])]
      : o.sampling
        ? [10, message([1, o.sampling.event], [2, o.sampling.intervalNanos])]
        : [
            9,
            message(
              [1, counting.timing ?? 1],
              [2, false],
              [3, true],
              [4, 'System.nanoTime'],
              [5, { double: 24.9 }],
              [8, 1_000_000],
              [9, 2_000_000],
            ),
          ],
  );
}

function* contextBlocks(contexts, metrics) {
  const size = contexts?.parent.length ?? 0;
  for (let first = 0; first < size; first += BLOCK) {
    const end = Math.min(size, first + BLOCK);
    const cut = (column) => Array.from(column.slice(first, end));
    const parents = cut(contexts.parent);
    const outer = parents.map((p, i) => (p === -1 ? first + i : -1)).filter((c) => c >= 0);
    const columns = metrics.flatMap((_, m) => {
      const values = contexts.values[m];
      if (!values) {
        return [];
      }
      const errors = contexts.errors?.[m];
      return [[4, message([1, m], [2, packed(cut(values), true)], errors ? [3, packed(cut(errors))] : [3, 0])]];
    });
    yield wrapped(
      8,
      message(
        [1, packed(parents.map((p, i) => (p === -1 ? 0 : first + i - p)))],
        [2, packed(outer.map((c) => contexts.thread?.[c] ?? 0))],
        [3, packed(cut(contexts.frame))],
        ...columns,
        contexts.divided ? [5, packed(cut(contexts.divided))] : [5, 0],
      ),
    );
  }
}

function edgeBlocks(edges, metrics) {
  if (edges.length === 0) {
    return [];
  }
  const column = (m, which) => packed(edges.map((e) => e.values[m]?.[which] ?? 0), true);
  const counted = edges.some((e) => e.onlyCounted);
  return [
    wrapped(
      9,
      message(
        [1, packed(edges.map((e) => e.caller + 1))],
        [2, packed(edges.map((e) => e.callee))],
        ...metrics.map((_, m) => [3, message([1, m], [2, column(m, 0)], [3, column(m, 1)], [4, column(m, 2)])]),
        counted ? [4, packed(edges.map((e) => Number(e.onlyCounted ?? 0)))] : [4, 0],
      ),
    ),
  ];
}

/** A recording written as an outline; see `outline`. */
export function recording(of) {
  return envelope(recordingMessage(of));
}

/**
 * A tree from lines such as `main 1 5`, indented by two blanks a level: a method's name, calls,
 * self nanoseconds and their error. Names are `Class.method`, or `{java.lang.Thread.sleep}`.
 */
export function outline(text, more = {}) {
  const methods = [];
  const numbers = new Map();
  const contexts = { parent: [], thread: [], frame: [], values: [[], []], errors: [null, []] };
  const path = [];
  let thread = -1;
  const threads = [];
  for (const line of text.split('\n').filter((l) => l.trim() !== '')) {
    const [, blanks, name, rest] = /^( *)(\[[^\]]*\]|\{[^}]*\}|\S+)(.*)$/.exec(line);
    if (name.startsWith('[')) {
      thread = threads.push({ name: name.slice(1, -1), count: 1 }) - 1;
      continue;
    }
    const depth = blanks.length / 2;
    if (!numbers.has(name)) {
      numbers.set(name, methods.push(method(name, methods.length)) - 1);
    }
    const [calls = 0, nanos = 0, error = 0] = rest.trim().split(/\s+/).filter(Boolean).map(Number);
    const context = contexts.parent.push(depth === 0 ? -1 : path[depth - 1]) - 1;
    contexts.thread.push(Math.max(0, thread));
    contexts.frame.push(numbers.get(name));
    contexts.values[0].push(calls);
    contexts.values[1].push(nanos);
    contexts.errors[1].push(error);
    path[depth] = context;
  }
  return { methods, contexts, ...(threads.length > 0 ? { threads } : {}), ...more };
}

export function method(name, line = 0) {
  const braces = name.startsWith('{');
  const bare = braces ? name.slice(1, -1) : name;
  const dot = bare.lastIndexOf('.');
  const className = bare.slice(0, Math.max(0, dot));
  return {
    className,
    name: bare.slice(dot + 1),
    descriptor: '()V',
    sourceFile: braces ? '' : `${className.slice(className.lastIndexOf('.') + 1).replace(/\$.*/, '')}.java`,
    firstLine: braces ? 0 : 10 + line,
    kind: braces ? 'JDK' : 'METHOD',
  };
}

/** A random tree of many contexts, the same for the same seed, shaped somewhat like a compiler's. */
export function large(size, methodCount = 12_000, seed = 1) {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const packages = ['com.acme.parse', 'com.acme.tree', 'com.acme.check', 'com.acme.gen', 'org.lib.util', 'java.util'];
  const methods = Array.from({ length: methodCount }, (_, m) => {
    const inJdk = m % 6 === 5;
    const name = `${packages[m % 6]}.Class${Math.floor(m / 20)}.method${m}`;
    return method(inJdk ? `{${name}}` : name, m);
  });
  const contexts = {
    parent: new Int32Array(size),
    thread: new Int32Array(size),
    frame: new Int32Array(size),
    values: [new Float64Array(size), new Float64Array(size)],
    errors: [null, new Float64Array(size)],
  };
  // A walk: mostly down, sometimes up. A context's children are consecutive methods of a list that
  // begins somewhere by the method, so that none comes twice below a caller.
  const children = new Int32Array(size);
  let current = 0;
  let depth = 0;
  for (let c = 0; c < size; c++) {
    while (c > 0 && depth > 0 && (depth > 130 || random() < 0.45)) {
      current = contexts.parent[current];
      depth--;
    }
    contexts.parent[c] = c === 0 ? -1 : current;
    const caller = c === 0 ? 0 : contexts.frame[current];
    contexts.frame[c] = (caller * 7 + 1 + children[current]++) % methodCount;
    current = c;
    depth++;
    contexts.values[0][c] = 1 + Math.floor(1000 * random() ** 8);
    contexts.values[1][c] = Math.floor(2e6 * random() ** 12) + Math.floor(random() * 500);
    contexts.errors[1][c] = random() < 0.4 ? Math.floor(contexts.values[1][c] * 0.2) : 0;
  }
  return { methods, contexts };
}
