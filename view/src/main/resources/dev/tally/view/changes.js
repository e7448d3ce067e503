// SPDX-License-Identifier: Apache-2.0
//
// What is a change between before and after: calls are exact, so any other number of them is one;
// a time only where it differs by more than both errors together.

export const CHANGES = [
  ['', 'all methods'],
  ['changed', 'what changed'],
  ['appeared', 'appeared'],
  ['vanished', 'vanished'],
  ['more', 'more calls'],
  ['fewer', 'fewer calls'],
  ['grown', 'more self, beyond the errors'],
  ['shrunk', 'less self, beyond the errors'],
];

/** Whether a row's self, or cumulative, number differs by more than both errors together. */
export function isBeyondErrors(stats, row, column = 'self') {
  const [before, after] = stats.sides.map((side) => side.rows);
  const error = column === 'self' ? 'error' : 'cumulativeError';
  return Math.abs(after[column][row] - before[column][row]) > before[error](row) + after[error](row);
}

/** The words of CHANGES that are true of a row. */
export function changeOf(stats, row) {
  const [before, after] = stats.sides.map((side) => side.rows);
  const is = new Set();
  const has = (rows) => rows.calls[row] !== 0 || rows.cumulative[row] !== 0 || rows.self[row] !== 0;
  if (has(after) && !has(before)) {
    is.add('appeared');
  }
  if (has(before) && !has(after)) {
    is.add('vanished');
  }
  if (after.calls[row] !== before.calls[row]) {
    is.add(after.calls[row] > before.calls[row] ? 'more' : 'fewer');
  }
  if (stats.measure && isBeyondErrors(stats, row)) {
    is.add(after.self[row] > before.self[row] ? 'grown' : 'shrunk');
  }
  if (is.size > 0) {
    is.add('changed');
  }
  return is;
}

/**
 * How much a node of the tree grew, from -1 (vanished) to 1 (appeared); 0 where its inclusive
 * number did not change by more than both errors together.
 */
export function growth(before, after, error) {
  const both = Math.abs(before) + Math.abs(after);
  return Math.abs(after - before) > error && both > 0 ? (after - before) / both : 0;
}
