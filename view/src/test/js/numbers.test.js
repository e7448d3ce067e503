// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  exactly,
  inColumn,
  percent,
  shortCount,
  signed,
  statsSeconds,
  times,
  withUnit,
} from '../../main/resources/dev/tally/view/numbers.js';

test('seconds are rounded as Python rounds them', () => {
  assert.equal(statsSeconds(62_500_000), '0.062');
  assert.equal(statsSeconds(187_500_000), '0.188');
  assert.equal(statsSeconds(124_499_999), '0.124');
  assert.equal(statsSeconds(0), '0.000');
  assert.equal(statsSeconds(-62_500_000), '-0.062');
});

test('columns have fixed decimals', () => {
  assert.equal(inColumn(1_234_567_890, 'nanoseconds', false), '1,234.568');
  assert.equal(inColumn(827, 'nanoseconds', true), '0.827');
  assert.equal(inColumn(1234, 'count', false), '1,234');
  assert.equal(inColumn(0 / 0, 'nanoseconds', true), '');
});

test('sentences have the unit that fits', () => {
  assert.equal(withUnit(1_234_567_890, 'nanoseconds'), '1.23 s');
  assert.equal(withUnit(999_999_999, 'nanoseconds'), '1.00 s');
  assert.equal(withUnit(12_345, 'nanoseconds'), '12.3 µs');
  assert.equal(withUnit(3600e9, 'nanoseconds'), '3,600 s');
  assert.equal(withUnit(0, 'nanoseconds'), '0 ns');
  assert.equal(withUnit(1536, 'bytes'), '1.50 KiB');
  assert.equal(withUnit(7, 'pages'), '7 pages');
  assert.equal(exactly(333_124_567, 'nanoseconds'), '0.333 s (333,124,567 ns)');
});

test('what is not exactly eight is not shown as eight', () => {
  assert.equal(times(64, 8), '× 8');
  assert.equal(times(79_999, 10_000), '× 8.00');
  assert.equal(times(1, 4), '× 0.250');
  assert.equal(times(1, 5000), '× < 0.001');
  assert.equal(times(5, 0), '');
});

test('shares, short counts, differences', () => {
  assert.equal(percent(1, 8), '12.5 %');
  assert.equal(percent(1, 4000), '0.03 %');
  assert.equal(percent(1, 0), '');
  assert.equal(shortCount(9999), '9,999');
  assert.equal(shortCount(1_234_567), '1.23M');
  assert.equal(signed(-3, String), '−3');
  assert.equal(signed(3, String), '+3');
});
