// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caveats } from '../../main/resources/dev/tally/view/caveats.js';
import { changeOf } from '../../main/resources/dev/tally/view/changes.js';
import { fold } from '../../main/resources/dev/tally/view/fold.js';
import { profileOf } from '../../main/resources/dev/tally/view/profile.js';
import { parseRecording } from '../../main/resources/dev/tally/view/recording.js';
import { matchedWeight, search } from '../../main/resources/dev/tally/view/search.js';
import { Stats } from '../../main/resources/dev/tally/view/stats.js';
import { CALLS, EDGE_TIME, large, outline, recordingMessage, TIME } from './synthetic.js';

function opened(text, more, name = 'one') {
  return { name, recording: parseRecording(recordingMessage(typeof text === 'string' ? outline(text, more) : text)) };
}

function profile(...texts) {
  return profileOf(texts.map((text) => opened(text)));
}

/** `Class.method calls/primitive self cumulative` of every row. */
function table(of, threads = null, side = 0) {
  const { rows } = new Stats(of, 'time', threads).sides[side];
  return of.rows.map(
    ({ name }, r) => `${name} ${rows.calls[r]}/${rows.primitiveCalls[r]} ${rows.self[r]} ${rows.cumulative[r]}`,
  );
}

const RECURSION = `
[main]
a.M.main 1 10
  a.M.fib 2 20 3
    a.M.fib 4 30 4
      a.M.fib 8 40
      a.M.leaf 1 5
    a.M.even 1 1
      a.M.fib 1 2
[pool-#]
a.M.main 5 100
`;

test('recursion counts once', () => {
  assert.deepEqual(table(profile(RECURSION)), [
    'M.main 6/6 110 208',
    'M.fib 15/2 92 98',
    'M.leaf 1/1 5 5',
    'M.even 1/1 1 3',
  ]);
});

test('an edge is primitive where no other call from the same caller is open', () => {
  const of = profile(RECURSION);
  const stats = new Stats(of, 'time', null);
  const lines = [...stats.callersOf(1)].map((e) => {
    const { edges } = stats.sides[0];
    return `${of.rows[stats.edges.caller[e]].name} ${edges.calls[e]}/${edges.primitiveCalls[e]} ${edges.self[e]} ${edges.cumulative[e]}`;
  });
  assert.deepEqual(lines, ['M.main 2/2 20 98', 'M.fib 12/4 70 75', 'M.even 1/1 2 2']);
  assert.deepEqual([...stats.calleesOf(0)].map((e) => of.rows[stats.edges.callee[e]].name), ['M.fib']);
});

test('errors add in squares', () => {
  const stats = new Stats(profile(RECURSION), 'time', null);
  assert.equal(stats.sides[0].rows.error(1), 5);
  assert.equal(stats.sides[0].rows.error(0), 0);
});

test('what was measured with all below it, and then divided, has no error as a whole', () => {
  const contexts = {
    parent: [-1, 0, 1, 1],
    frame: [0, 1, 2, 3],
    values: [[1, 9, 9, 9], [10, 30, 5, 80]],
    errors: [null, [3, 3, 4, 12]],
    divided: [1, 0, 0, 1],
  };
  const { rows } = new Stats(profile({ ...outline('a.M.run\na.M.parse\na.M.trim\na.M.read'), contexts }), 'time', null).sides[0];
  assert.deepEqual([0, 1, 2, 3].map((r) => rows.cumulativeError(r)), [0, 5, 4, 0]);
  assert.deepEqual([0, 1, 2, 3].map((r) => rows.error(r)), [3, 3, 4, 12]);
});

test('some groups of threads only', () => {
  const of = profile(RECURSION);
  assert.deepEqual(table(of, [1])[0], 'M.main 5/5 100 100');
  assert.deepEqual(table(of, [0])[0], 'M.main 1/1 10 108');
  const time = of.measure('time');
  assert.equal(time.whole(null), 208);
  assert.equal(time.whole([1]), 100);
});

test('self times of all methods are the whole', () => {
  const of = profile(large(5000));
  const { rows } = new Stats(of, 'time', null).sides[0];
  assert.equal(rows.self.reduce((a, b) => a + b), of.measure('time').whole(null));
  assert.equal(rows.calls.reduce((a, b) => a + b), of.measure('calls').whole(null));
});

test('calls without a path come on top of the tree', () => {
  const of = profileOf([
    opened('a.M.main 1 10\n  a.M.run 2 20', {
      metrics: [CALLS, TIME, EDGE_TIME],
      contexts: { parent: [-1, 0], frame: [0, 1], values: [[1, 2], [10, 20], [0, 7]] },
      edges: [
        { caller: 1, callee: 0, values: [[3, 2, 1], [5, 4, 3]] },
        { caller: -1, callee: 1, values: [[10, 10, 10], [2, 2, 2]] },
      ],
    }),
  ]);
  assert.deepEqual(table(of), ['M.main 4/3 15 41', 'M.run 12/12 22 29']);
  assert.equal(of.measure('time').whole(null), 37);
  assert.equal(of.metric('edge time'), null);
});

test('what waited can be left out', () => {
  const WAITING = { name: 'waiting', unit: 'nanoseconds', known: 'ESTIMATED' };
  const of = profileOf([
    opened('a.M.main 1 10\n  a.M.take 2 20', {
      metrics: [CALLS, TIME, WAITING],
      contexts: { parent: [-1, 0], frame: [0, 1], values: [[1, 2], [10, 20], [0, 20]] },
      edges: [{ caller: 0, callee: 1, values: [[3, 3, 3], [5, 5, 5], [5, 5, 5]] }],
    }),
  ]);
  assert.deepEqual(of.metrics.map(({ name }) => name), ['time', 'calls', 'waiting', 'work']);
  assert.equal(of.measure('time').whole(null), 35);
  assert.equal(of.measure('waiting').whole(null), 25);
  assert.equal(of.measure('work').whole(null), 10);
  const { rows } = new Stats(of, 'work', null).sides[0];
  assert.deepEqual([...rows.self], [10, 0]);
  assert.match(caveats(new Stats(of, 'time', null), 0).join(' '), /10 ns of work, 25 ns waiting: choose “By work”/);
});

test('of calls of a Python profile only edges are known', () => {
  const python = { className: '', descriptor: '', sourceFile: 'a.py', kind: 'FUNCTION' };
  const of = profileOf([
    opened({
      paths: 'NONE',
      threads: [],
      methods: [{ ...python, name: 'f', firstLine: 1 }, { ...python, name: 'g', firstLine: 9 }],
      edges: [
        { caller: -1, callee: 0, values: [[1, 1, 1], [10, 30, 30]] },
        { caller: 0, callee: 1, values: [[6, 6, 6], [20, 20, 20]], onlyCounted: true },
      ],
    }),
  ]);
  assert.equal(of.hasPaths, false);
  assert.deepEqual(table(of), ['f 1/1 10 30', 'g 6/6 20 20']);
  assert.equal(of.measure('time').whole(null), 30);
  const stats = new Stats(of, 'time', null);
  assert.ok(stats.sides[0].edges.onlyCounted.has(0));
});

test('methods that the statistics cannot tell apart are one row', () => {
  const text = outline('a.M.f 1 1\n  a.M.g 2 2\n    a.M.h 4 4');
  text.methods[2] = { ...text.methods[0], descriptor: '(I)V' };
  assert.deepEqual(table(profile(text)), ['M.f 5/1 5 7', 'M.g 2/2 2 6']);
});

test('folded recursion keeps the whole, and its primitive calls are the statistics’', () => {
  const of = profile(RECURSION);
  const folded = fold(of);
  const { tree } = folded;
  assert.equal(folded.measure('time').whole(null), 208);
  const names = Array.from(tree.row.slice(tree.first), (row) => of.rows[row].name);
  assert.deepEqual(names, ['M.main', 'M.fib', 'M.leaf', 'M.even', 'M.main']);
  assert.equal(folded.measure('calls').sides[0].self[tree.first + 1], 15);
  assert.equal(folded.sides[0].entered[tree.first + 1], 2);
});

test('a recursion ten thousand deep is no deeper for us', () => {
  const size = 10_000;
  const contexts = {
    parent: Array.from({ length: size }, (_, c) => c - 1),
    frame: new Array(size).fill(0),
    values: [new Array(size).fill(1), new Array(size).fill(2)],
  };
  const of = profile({ ...outline('a.M.f'), contexts });
  assert.deepEqual(table(of), ['M.f 10000/1 20000 20000']);
  assert.equal(fold(of).tree.size, 2);
});

test('before and after are one tree, in which what vanished is seen', () => {
  const before = 'a.M.main 1 10\n  a.M.lambda$main$0 5 50 3\n  a.M.old 1 7';
  const after = 'a.M.main 1 12\n  a.M.fresh 2 9\n  a.M.lambda$main$1 500 54 3';
  const of = profile(before, after);
  assert.deepEqual(of.rows.map((row) => row.name), ['M.main', 'M.fresh', 'M.lambda$main$1', 'M.old']);
  assert.equal(of.tree.size, 5);
  const stats = new Stats(of, 'time', null);
  const changes = (row) => [...changeOf(stats, row)].join(' ');
  assert.equal(changes(0), 'grown changed');
  assert.equal(changes(1), 'appeared more grown changed');
  assert.equal(changes(2), 'more changed', '4 more is within both errors');
  assert.equal(changes(3), 'vanished fewer shrunk changed');
  assert.equal(of.measure('time').whole(null), 67 + 75);
});

test('a profile against itself has no change', () => {
  const of = profile(RECURSION, RECURSION);
  const stats = new Stats(of, 'time', null);
  assert.deepEqual(of.rows.flatMap((_, row) => [...changeOf(stats, row)]), []);
});

test('a search counts what it matches once, with all below', () => {
  const of = profile(RECURSION);
  const weight = (text, regex, threads = null) => {
    const { matches } = search(of.rows, text, regex);
    return matchedWeight(of, of.measure('time'), matches, threads);
  };
  assert.equal(weight('M.fib', false), 98);
  assert.equal(weight('FIB|leaf', true), 98);
  assert.equal(weight('main', false, [1]), 100);
  assert.equal(search(of.rows, 'a/M.java:11', false).count, 1);
  assert.match(search(of.rows, '(', true).error, /Invalid regular expression/);
});
