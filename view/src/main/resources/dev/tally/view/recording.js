// SPDX-License-Identifier: Apache-2.0
//
// Reads Tally's recording (docs/file-format.md) into typed arrays: the same file that every other
// command reads, and nothing else. What is wrong with a file is said in one sentence.

import { readContexts, readEdges } from './columns.js';
import { FormatError, Wire } from './wire.js';

export const KINDS = ['METHOD', 'JDK', 'NATIVE', 'PROBE', 'FUNCTION', 'SQL', 'HTTP', 'REQUEST', 'BRIDGE', 'LIBRARY', 'TEST'];
export const KNOWN = ['EXACT', 'ESTIMATED', 'SAMPLED'];
export const PATHS = ['NONE', 'EXACT', 'SAMPLED', 'INFERRED'];
export const TIMINGS = ['MIXED', 'AUTO', 'EXACT', 'NONE'];

/** The recording in one message of protobuf. */
export function parseRecording(bytes) {
  const recording = {
    origin: null,
    methods: [],
    threads: [],
    metrics: [],
    frames: [],
    paths: 'NONE',
    contexts: null,
    edges: null,
    leftOut: [],
    leftOutCount: 0,
  };
  const strings = [''];
  const blocks = { contexts: [], edges: [] };
  const wire = new Wire(bytes);
  for (let field; (field = wire.field()) !== 0; ) {
    switch (field) {
      case 1:
        recording.origin = origin(wire.message());
        break;
      case 2:
        strings.push(wire.text());
        break;
      case 3:
        recording.methods.push(method(wire.message(), strings));
        break;
      case 4:
        recording.threads.push(fields(wire.message(), { 1: ['name', 'text'], 2: ['count', 'signed'] }));
        break;
      case 5:
        recording.metrics.push(metric(wire.message()));
        break;
      case 6:
        recording.frames.push(
          fields(wire.message(), { 1: ['method', 'unsigned'], 2: ['line', 'unsigned'] }),
        );
        break;
      case 7:
        recording.paths = PATHS[wire.unsigned()] ?? 'INFERRED';
        break;
      case 8:
        blocks.contexts.push(wire.message());
        break;
      case 9:
        blocks.edges.push(wire.message());
        break;
      case 10:
        recording.leftOut.push(fields(wire.message(), { 1: ['name', 'text'], 2: ['reason', 'text'] }));
        break;
      case 11:
        recording.leftOutCount = wire.signed();
        break;
      default:
        wire.skip();
    }
  }
  if (recording.origin === null) {
    throw new FormatError('expected field 1 (origin), found none');
  }
  recording.contexts = readContexts(blocks.contexts, recording);
  recording.edges = readEdges(blocks.edges, recording);
  return recording;
}

/** A message of plain fields; `names` maps their numbers to a name and the kind of value. */
function fields(wire, names, into = {}) {
  for (const [name, kind] of Object.values(names)) {
    into[name] ??= { text: '', bool: false, texts: [] }[kind] ?? 0;
  }
  for (let field; (field = wire.field()) !== 0; ) {
    const [name, kind] = names[field] ?? [];
    if (name === undefined) {
      wire.skip();
    } else if (kind === 'texts') {
      into[name].push(wire.text());
    } else {
      into[name] = wire[kind]();
    }
  }
  return into;
}

function origin(wire) {
  const o = fields(wire, {
    1: ['creator', 'text'],
    2: ['commandLine', 'texts'],
    3: ['jvm', 'text'],
    4: ['startEpochMillis', 'signed'],
    5: ['durationNanos', 'signed'],
    6: ['complete', 'bool'],
    7: ['recordings', 'signed'],
    8: ['notes', 'texts'],
    9: ['counting', 'message'],
    10: ['sampling', 'message'],
    11: ['foreign', 'message'],
  });
  o.counting &&= fields(o.counting, {
    1: ['timing', 'unsigned'],
    2: ['leavesTimed', 'bool'],
    3: ['builtins', 'bool'],
    4: ['clock', 'text'],
    5: ['clockNanos', 'double'],
    6: ['probeInnerNanos', 'double'],
    7: ['probeOuterNanos', 'double'],
    8: ['hitIntervalNanos', 'signed'],
    9: ['maxContexts', 'signed'],
  });
  o.sampling &&= fields(o.sampling, { 1: ['event', 'text'], 2: ['intervalNanos', 'signed'] });
  o.foreign &&= fields(o.foreign, { 1: ['tool', 'text'] });
  if (o.counting) {
    o.counting.timing = TIMINGS[o.counting.timing] ?? 'MIXED';
  }
  return o;
}

function method(wire, strings) {
  const m = fields(wire, {
    1: ['className', 'unsigned'],
    2: ['name', 'unsigned'],
    3: ['descriptor', 'unsigned'],
    4: ['sourceFile', 'unsigned'],
    5: ['firstLine', 'zigzag'],
    6: ['kind', 'unsigned'],
  });
  for (const text of ['className', 'name', 'descriptor', 'sourceFile']) {
    if (m[text] >= strings.length) {
      throw wire.error(`expected one of ${strings.length - 1} texts, found number ${m[text]}`);
    }
    m[text] = strings[m[text]];
  }
  m.kind = KINDS[m.kind] ?? 'METHOD';
  return m;
}

function metric(wire) {
  const m = fields(wire, { 1: ['name', 'text'], 2: ['unit', 'text'], 3: ['known', 'unsigned'] });
  m.known = KNOWN[m.known] ?? 'SAMPLED';
  return m;
}
