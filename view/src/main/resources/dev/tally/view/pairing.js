// SPDX-License-Identifier: Apache-2.0
//
// Pairs what has the same stable name in two recordings. Where several have it, such as the lambdas
// of one method, those are paired first that are alike in all that they do, then those alike in
// less; what is left at last by their order. So a lambda that was inserted before others is the one
// that remains. This is core's Pairing.
//
// A candidate is {id, order, likeness}: its number, its name, of which a number may tell the order,
// and what it does.

import { LEVELS } from './likeness.js';

/** Pairs [id before, id after] of candidates; `name(id)` is the stable one. */
export function pairs(before, nameBefore, after, nameAfter) {
  const found = [];
  const others = groups(after, nameAfter);
  for (const [name, ones] of groups(before, nameBefore)) {
    if (others.has(name)) {
      pairGroup(ones, others.get(name), found);
    }
  }
  return found;
}

function groups(candidates, name) {
  const byName = new Map();
  for (const candidate of candidates) {
    const key = name(candidate.id);
    if (!byName.has(key)) {
      byName.set(key, []);
    }
    byName.get(key).push(candidate);
  }
  return byName;
}

function pairGroup(ones, others, found) {
  let left = [ones, others];
  if (ones.length > 1 || others.length > 1) {
    ones.sort(byNumber);
    others.sort(byNumber);
    for (let level = 0; level < LEVELS; level++) {
      left = pairAlike(level, left, found);
    }
  }
  for (let i = 0; i < Math.min(left[0].length, left[1].length); i++) {
    found.push([left[0][i].id, left[1][i].id]);
  }
}

/** Pairs those that are alike, and gives those that are left of both. There may be many of one name. */
function pairAlike(level, [ones, others], found) {
  const alike = new Map();
  for (let i = others.length - 1; i >= 0; i--) {
    const key = others[i].likeness[level];
    if (!alike.has(key)) {
      alike.set(key, []);
    }
    alike.get(key).push(others[i]);
  }
  const paired = new Set();
  for (const one of ones) {
    const other = alike.get(one.likeness[level])?.pop();
    if (other) {
      found.push([one.id, other.id]);
      paired.add(one);
      paired.add(other);
    }
  }
  return [ones, others].map((list) => list.filter((candidate) => !paired.has(candidate)));
}

/** As a compiler numbers: `$9` before `$10`. */
function byNumber(a, b) {
  return a.order.length - b.order.length || (a.order < b.order ? -1 : a.order > b.order ? 1 : a.id - b.id);
}
