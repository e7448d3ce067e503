// SPDX-License-Identifier: Apache-2.0
//
// Which rows a search means: those whose label or full name contain a text, or match a regular
// expression. Small and capital letters are one.

/** `{matches: Uint8Array|null, count, error}`; without a text, null: everything matches. */
export function search(rows, text, isRegex) {
  if (text === '') {
    return { matches: null, count: rows.length, error: null };
  }
  let test;
  if (isRegex) {
    try {
      const pattern = new RegExp(text, 'iu');
      test = (searched) => pattern.test(searched);
    } catch (error) {
      return { matches: null, count: rows.length, error: error.message };
    }
  } else {
    const small = text.toLowerCase();
    test = (searched) => searched.toLowerCase().includes(small);
  }
  const matches = new Uint8Array(rows.length);
  let count = 0;
  rows.forEach((row, r) => {
    if (test(row.searched)) {
      matches[r] = 1;
      count++;
    }
  });
  return { matches, count, error: null };
}

/** How much of a metric is in the rows that match, or below them. */
export function matchedWeight(profile, measure, matches, threads) {
  const { parent, row, thread, first, size } = profile.tree;
  const wanted = profile.threads.map((_, t) => threads === null || threads.includes(t));
  const inside = new Uint8Array(size);
  let weight = 0;
  for (let n = first; n < size; n++) {
    if (inside[parent[n]] === 1) {
      inside[n] = 1;
    } else if (matches[row[n]] === 1) {
      inside[n] = 1;
      weight += wanted[thread[n]] === false ? 0 : measure.weight[n];
    }
  }
  return weight;
}
