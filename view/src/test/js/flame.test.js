// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe } from '../../main/resources/dev/tally/view/describe.js';
import { TopDown } from '../../main/resources/dev/tally/view/forest.js';
import { Inverted } from '../../main/resources/dev/tally/view/inverted.js';
import { BOX, Layout, PATHLESS, REST } from '../../main/resources/dev/tally/view/layout.js';
import { place, placed } from '../../main/resources/dev/tally/view/place.js';
import { profileOf } from '../../main/resources/dev/tally/view/profile.js';
import { parseRecording } from '../../main/resources/dev/tally/view/recording.js';
import { CALLS, EDGE_TIME, large, outline, recordingMessage, TIME } from './synthetic.js';

function profile(text, more) {
  const of = typeof text === 'string' ? outline(text, more) : text;
  return profileOf([{ name: 'one', recording: parseRecording(recordingMessage(of)) }]);
}

function forest(of, { metric = 'time', threads = null, inverted = false } = {}) {
  return new (inverted ? Inverted : TopDown)(of, of.measure(metric), threads);
}

/** The boxes level by level, `name x+width`. */
function drawing(of, width = 100, root = 0) {
  const layout = new Layout(of, root, width);
  assert.ok(layout.grow(Infinity, Infinity));
  const name = (node, kind) => {
    const row = of.row(node);
    return kind === REST ? '…' : kind === PATHLESS ? 'pathless' : row < 0 ? `#${node}` : of.profile.rows[row].name;
  };
  return layout.levels.map(({ node, kind, x, width: widths }) =>
    node.map((n, b) => `${name(n, kind[b])} ${Math.round(x[b])}+${Math.round(widths[b])}`).join(' '),
  );
}

const SHOP = `
[main]
a.M.main 1 10
  a.M.load 8 20
    a.D.query 64 30 3
  a.M.save 2 25
[pool-#]
a.D.query 3 15
`;

test('boxes are as wide as their weight, the widest first', () => {
  assert.deepEqual(drawing(forest(profile(SHOP))), [
    '#0 0+100',
    '#1 0+85 #2 85+15',
    'M.main 0+85 D.query 85+15',
    'M.load 0+50 M.save 50+25',
    'D.query 0+30',
  ]);
});

test('by calls, a box is as wide as the calls of it and all below it', () => {
  assert.deepEqual(drawing(forest(profile(SHOP), { metric: 'calls' }), 78), [
    '#0 0+78',
    '#1 0+75 #2 75+3',
    'M.main 0+75 D.query 75+3',
    'M.load 0+72 M.save 72+2',
    'D.query 0+64',
  ]);
});

test('inverted, methods come by their own weight, then their callers', () => {
  assert.deepEqual(drawing(forest(profile(SHOP), { inverted: true })), [
    '#0 0+100',
    'D.query 0+45 M.save 45+25 M.load 70+20 M.main 90+10',
    'M.load 0+30 M.main 45+25 M.main 70+20',
    'M.main 0+30',
  ]);
});

test('of some threads only those are drawn', () => {
  assert.deepEqual(drawing(forest(profile(SHOP), { threads: [1] })), ['#0 0+100', '#2 0+100', 'D.query 0+100']);
  assert.deepEqual(drawing(forest(profile(SHOP), { threads: [1], inverted: true })), ['#0 0+100', 'D.query 0+100']);
});

test('what is too small to draw is one box, not its caller’s own weight', () => {
  const small = Array.from({ length: 50 }, (_, i) => `  a.M.m${i} 1 1`).join('\n');
  const of = forest(profile(`a.M.main 1 0\n  a.M.big 1 950\n${small}`));
  assert.deepEqual(drawing(of)[2], 'M.big 0+95 … 95+5');
});

test('calls without a path have a box of their own', () => {
  const more = {
    metrics: [CALLS, TIME, EDGE_TIME],
    contexts: { parent: [-1, 0], frame: [0, 1], values: [[1, 2], [10, 50], [0, 40]] },
    edges: [{ caller: 1, callee: 1, values: [[30, 0, 30], [40, 0, 40]] }],
  };
  const of = profile('a.M.main\n  a.M.run', more);
  assert.deepEqual(drawing(forest(of)), ['#0 0+100', 'M.main 0+100', 'M.run 0+90', 'pathless 0+40']);
  assert.equal(drawing(forest(of, { metric: 'calls' }), 33)[1], 'M.main 0+3 pathless 3+30');
  assert.equal(drawing(forest(of, { inverted: true }))[1], 'M.run 0+50 M.main 50+10 pathless 60+40');
});

test('a caller with less than its callees have makes room for them', () => {
  assert.deepEqual(drawing(forest(profile('a.M.main 1 -20\n  a.M.f 1 60\n  a.M.g 1 60'))), [
    '#0 0+100',
    'M.main 0+100',
    'M.f 0+50 M.g 50+50',
  ]);
});

test('the inverted tree adds up to the same, level by level, until the outermost calls end', () => {
  const of = profile(large(3000, 40));
  const inverted = forest(of, { inverted: true });
  assert.equal(inverted.width(0), of.measure('time').whole(null));
  inverted.open(0);
  const first = [...inverted.list.subarray(inverted.from, inverted.to)];
  assert.equal(first.reduce((all, n) => all + inverted.weight[n], 0), inverted.width(0));
  for (const node of first) {
    inverted.open(node);
    const below = inverted.list.subarray(inverted.from, inverted.to).reduce((all, n) => all + inverted.weight[n], 0);
    assert.ok(below <= inverted.weight[node]);
  }
});

test('a recursion ten thousand deep is laid out and inverted', () => {
  const size = 10_000;
  const contexts = {
    parent: Array.from({ length: size }, (_, c) => c - 1),
    frame: new Array(size).fill(0),
    values: [new Array(size).fill(1), Array.from({ length: size }, (_, c) => (c === size - 1 ? 1000 : 0))],
  };
  const of = profile({ ...outline('a.M.f'), contexts });
  assert.equal(drawing(forest(of)).length, size + 1);
  assert.equal(drawing(forest(of, { inverted: true })).length, size + 1);
});

test('a box says its calls, how many for each call of its caller, and how well its time is known', () => {
  const of = forest(profile(SHOP));
  const { name, facts } = describe(of, 5, BOX);
  assert.equal(name, 'D.query');
  assert.deepEqual(facts, [
    ['calls', '64'],
    ['for each call of M.load', '× 8'],
    ['self', '30 ns, 30.0 %, estimated ± 3 ns'],
    ['cumulative', '30 ns, 30.0 %, estimated ± 3 ns'],
  ]);
  assert.deepEqual(describe(of, 6, BOX).facts.at(-1), ['cumulative', '25 ns, 25.0 %, measured']);
});

test('an inverted box says what came through it', () => {
  const of = forest(profile(SHOP), { inverted: true });
  drawing(of);
  of.open(0);
  const query = of.list[of.from];
  of.open(query);
  assert.deepEqual(describe(of, of.list[of.from], BOX).facts, [
    ['calls of D.query through here', '64'],
    ['for each call of M.load', '× 8'],
    ['self of D.query through here', '30 ns, 30.0 %'],
  ]);
});

test('a place is found again, and not in another recording', () => {
  for (const inverted of [false, true]) {
    const of = forest(profile(SHOP), { inverted });
    of.open(0);
    of.open(of.list[of.from]);
    const node = of.list[of.from];
    const word = place(of, node);
    assert.equal(placed(of, word), node);
    assert.equal(placed(forest(profile(SHOP.replaceAll('M.', 'N.')), { inverted }), word), 0);
    assert.equal(placed(of, 'nonsense'), 0);
    assert.equal(placed(of, '99999~1'), 0);
  }
});
