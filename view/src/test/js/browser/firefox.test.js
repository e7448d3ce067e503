// SPDX-License-Identifier: Apache-2.0
//
// The Firefox Profiler's page needs a network, so its files are held against the description of the
// processed format, version 60: tables whose columns are as long as they say, and whose numbers
// point at what is there. Its own upgraders and counts were tried by hand; see docs/formats.md.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { example, tally, target } from './browser.js';

const COLUMNS = {
  stackTable: ['frame', 'prefix'],
  frameTable: [
    'address',
    'inlineDepth',
    'category',
    'subcategory',
    'func',
    'nativeSymbol',
    'innerWindowID',
    'line',
    'column',
  ],
  funcTable: ['name', 'isJS', 'relevantForJS', 'resource', 'source', 'lineNumber', 'columnNumber'],
  resourceTable: ['lib', 'name', 'host', 'type'],
  nativeSymbols: ['libIndex', 'address', 'name', 'functionSize'],
  sources: ['uuid', 'filename'],
};

function converted(extension) {
  const file = target(`firefox.${extension}`);
  tally('convert', example('Quickstart'), '-o', file);
  return JSON.parse(readFileSync(file));
}

function assertColumns(table, columns, name) {
  assert.deepEqual(Object.keys(table).filter((key) => Array.isArray(table[key])).sort(), [...columns].sort(), name);
  for (const column of columns) {
    assert.equal(table[column].length, table.length, `${name}.${column}`);
  }
}

function assertWithin(numbers, length, what) {
  for (const number of numbers) {
    assert.ok(number === null || (Number.isInteger(number) && number >= 0 && number < length), `${what}: ${number}`);
  }
}

test('tables are whole, and point at each other', () => {
  const { meta, shared, threads } = converted('firefox.json');
  assert.equal(meta.preprocessedProfileVersion, 60);
  assert.ok(meta.categories.some(({ color }) => color === 'grey'));
  for (const [name, columns] of Object.entries(COLUMNS)) {
    assertColumns(shared[name], columns, name);
  }
  assertWithin(shared.stackTable.frame, shared.frameTable.length, 'frame');
  assertWithin(shared.frameTable.func, shared.funcTable.length, 'func');
  assertWithin(shared.frameTable.category, meta.categories.length, 'category');
  assertWithin(shared.funcTable.name, shared.stringArray.length, 'name');
  assertWithin(shared.funcTable.source, shared.sources.length, 'source');
  assertWithin(shared.sources.filename, shared.stringArray.length, 'filename');
  shared.stackTable.prefix.forEach((prefix, stack) => assert.ok(prefix === null || prefix < stack));
  for (const { samples, markers } of threads) {
    assertColumns(samples, ['stack', 'time', 'weight'], 'samples');
    assertWithin(samples.stack, shared.stackTable.length, 'stack');
    samples.time.forEach((time, i) => assert.ok(i === 0 || time >= samples.time[i - 1]));
    assert.equal(markers.length, 0);
  }
});

test('weights add up to what tally stats shows of each function', () => {
  const { shared, threads } = converted('firefox.json');
  const { functions } = converted('json');
  for (const [name, field, scale] of [
    ['main, time', 'selfNanos', 1e6],
    ['main, calls', 'calls', 1],
  ]) {
    const { samples } = threads.find((thread) => thread.name === name);
    const sums = new Map();
    samples.stack.forEach((stack, i) => {
      const func = shared.frameTable.func[shared.stackTable.frame[stack]];
      const key = shared.stringArray[shared.funcTable.name[func]].replaceAll('$', '.');
      sums.set(key, (sums.get(key) ?? 0) + samples.weight[i] * scale);
    });
    for (const each of functions) {
      const key = each.function.startsWith('{') ? each.function : each.name;
      assert.equal(Math.round(sums.get(key) ?? 0), each[field], `${name} of ${key}`);
    }
  }
});
