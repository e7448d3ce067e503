// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchMethods } from '../../main/resources/dev/tally/view/matching.js';
import { parseRecording } from '../../main/resources/dev/tally/view/recording.js';
import { outline, recordingMessage } from './synthetic.js';

/** `name before = name after` of every row; a dash where there is none. */
function matched(before, after) {
  const sides = [before, after].map((text) =>
    parseRecording(recordingMessage(typeof text === 'string' ? outline(text) : text)),
  );
  const { methods, before: first, after: second } = matchMethods(...sides);
  const name = (side, rows, row) => {
    const m = rows.indexOf(row);
    return m < 0 ? '-' : sides[side].methods[m].name;
  };
  return methods.map((_, row) => `${name(0, first, row)} = ${name(1, second, row)}`);
}

test('a lambda inserted before others is the new one, by what they do', () => {
  const before = `
a.M.main 1
  a.M.lambda$main$0 5
    a.M.f 50
  a.M.lambda$main$1 7
    a.M.g 7
`;
  const after = `
a.M.main 1
  a.M.lambda$main$0 2
    a.M.h 2
  a.M.lambda$main$1 5
    a.M.f 50
  a.M.lambda$main$2 7
    a.M.g 7
`;
  assert.deepEqual(matched(before, after), [
    'main = main',
    '- = lambda$main$0',
    '- = h',
    'lambda$main$0 = lambda$main$1',
    'f = f',
    'lambda$main$1 = lambda$main$2',
    'g = g',
  ]);
});

test('what has moved to other lines is the same, and a new parameter makes no other method', () => {
  const before = outline('a.M.f 1');
  const after = outline('a.M.other 1\na.M.f 1');
  after.methods[1].descriptor = '(I)V';
  assert.deepEqual(matched(before, after), ['- = other', 'f = f']);
});

test('overloads are told apart by their descriptors', () => {
  const pair = () => {
    const text = outline('a.M.f 1\na.M.g 1');
    text.methods[1] = { ...text.methods[0], descriptor: '(J)V' };
    return text;
  };
  assert.deepEqual(matched(pair(), pair()), ['f = f', 'f = f']);
});

test('a proxy is the same whatever its number', () => {
  assert.deepEqual(matched('jdk.proxy2.$Proxy12.get 1', 'jdk.proxy3.$Proxy7.get 1'), ['get = get']);
});

test('a file in another folder is the same file', () => {
  const python = (sourceFile) => ({
    methods: [{ className: '', name: 'load', descriptor: '', sourceFile, firstLine: 3, kind: 'FUNCTION' }],
    contexts: { parent: [-1], frame: [0], values: [[1], [1]] },
  });
  assert.deepEqual(matched(python('/home/a/dao.py'), python('/home/b/dao.py')), ['load = load']);
  assert.deepEqual(matched(python('/home/a/dao.py'), python('/home/b/other.py')), ['- = load', 'load = -']);
});
