// SPDX-License-Identifier: Apache-2.0
//
// A node of a forest as a word for the URL. Of the call tree its number, with a check sum of its
// name: with another recording under the same address, the number would lead anywhere. Of the
// inverted tree, whose numbers depend on what was looked at before, the rows on the way.

export function place(forest, node) {
  if (node === 0) {
    return '';
  }
  if (!forest.context) {
    return `${node}~${checksum(forest, node)}`;
  }
  const way = [];
  for (let n = node; n > 0; n = forest.parent(n)) {
    way.push(forest.row(n));
  }
  return `${way.reverse().join('.')}~${checksum(forest, node)}`;
}

/** The node that a word means here; everything, if it means none. */
export function placed(forest, word) {
  const [where, sum] = word.split('~');
  const node = forest.context ? walk(forest, where.split('.').map(Number)) : Number(where);
  const exists = Number.isInteger(node) && node > 0 && node < (forest.context ? forest.size : forest.tree.size);
  return exists && checksum(forest, node) === sum ? node : 0;
}

function walk(forest, rows) {
  let node = 0;
  for (const row of rows) {
    forest.open(node);
    const { list, from, to } = forest;
    const child = list.subarray(from, to).find((n) => forest.row(n) === row);
    if (child === undefined) {
      return 0;
    }
    node = child;
  }
  return node;
}

function checksum(forest, node) {
  const row = forest.row(node);
  const text = row < 0 ? forest.profile.threads[node - 1] ?? '' : forest.profile.rows[row].label;
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    sum = (Math.imul(sum, 31) + text.charCodeAt(i)) | 0;
  }
  return (sum >>> 0).toString(36);
}
