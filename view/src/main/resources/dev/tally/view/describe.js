// SPDX-License-Identifier: Apache-2.0
//
// What a box of the flame graph says of itself, as pairs of a name and a text.

import { REST } from './layout.js';
import { count, percent, signed, times, withUnit } from './numbers.js';

export function describe(forest, node, kind) {
  const { profile } = forest;
  if (kind !== 0) {
    return describeRemainder(forest, node, kind);
  }
  const row = forest.row(node);
  if (row < 0) {
    return describeTop(forest, node);
  }
  const { name, location, method } = profile.rows[row];
  const facts = forest.context ? invertedFacts(forest, node) : contextFacts(forest, node);
  return {
    name,
    place: [location, method.className && `${method.className}.${method.name}`].filter(Boolean).join(' · '),
    facts,
  };
}

function describeRemainder(forest, node, kind) {
  const { unit } = forest.measure.metric;
  if (kind === REST) {
    return { name: 'Boxes too small to draw', place: 'Zoom in to see them.', facts: [] };
  }
  const gap = forest.gap(node);
  return {
    name: 'Calls without a path',
    place: 'Recorded by caller and callee only; the table and the method view have them.',
    facts: [[forest.measure.metric.name, `${withUnit(gap, unit)}, ${share(forest, gap)}`]],
  };
}

function describeTop(forest, node) {
  const { profile, measure } = forest;
  const { name, unit } = measure.metric;
  const title = node === 0 ? 'Everything' : profile.threads[node - 1];
  const place = node === 0 ? '' : 'threads of this name';
  if (profile.isPair) {
    return { name: title, place, facts: [[name, change(measure, forest, node, 'inclusive', unit)]] };
  }
  const width = forest.width(node);
  return { name: title, place, facts: [[name, `${withUnit(width, unit)}, ${share(forest, width)}`]] };
}

function contextFacts(forest, node) {
  const { profile, measure, tree } = forest;
  const { metric } = measure;
  const parent = tree.parent[node];
  const calls = profile.measure('calls');
  const facts = [];
  if (calls) {
    const values = calls.sides.map((side) => side.self[node]);
    const entered = profile.sides.map((side, s) => side.entered?.[node] ?? values[s]);
    const texts = values.map((n, s) => (calls.sides[s].known ? count(n) : 'not known'));
    facts.push(['calls', texts.join(' → ') + recursive(values, entered)]);
    if (tree.row[parent] >= 0) {
      const each = calls.sides.map((side, s) => times(entered[s], side.self[parent]) || '–');
      facts.push([`for each call of ${profile.rows[tree.row[parent]].name}`, each.join(' → ')]);
    }
  }
  if (metric.name === 'calls') {
    const below = measure.sides.map((side) => count(side.inclusive[node]));
    facts.push(['calls with all below', `${below.join(' → ')}, ${share(forest, measure.weight[node])}`]);
  } else if (profile.isPair) {
    facts.push(['self', change(measure, forest, node, 'self', metric.unit)]);
    facts.push(['cumulative', change(measure, forest, node, 'inclusive', metric.unit)]);
  } else {
    const [side] = measure.sides;
    facts.push(['self', value(forest, side.self[node], side.error(node), side.known)]);
    facts.push(['cumulative', value(forest, side.inclusive[node], side.inclusiveError(node), side.known)]);
  }
  return facts;
}

function recursive(values, entered) {
  const inner = values.at(-1) - entered.at(-1);
  return inner > 0 ? `, ${count(inner)} of them recursive` : '';
}

/** Here a box stands for a method at the bottom, reached through this chain of callers. */
function invertedFacts(forest, node) {
  const { profile, measure, tree, context } = forest;
  const { metric } = measure;
  const up = forest.depth(node) - 1;
  let bottom = node;
  for (let i = 0; i < up; i++) {
    bottom = forest.parent(bottom);
  }
  const name = profile.rows[forest.row(bottom)].name;
  const calls = profile.measure('calls');
  const facts = [];
  if (calls) {
    const below = calls.sides.map(() => 0);
    const here = calls.sides.map(() => 0);
    for (let i = forest.start[node]; i < forest.end[node]; i++) {
      let caller = context[i];
      for (let step = 0; step < up; step++) {
        caller = tree.parent[caller];
      }
      calls.sides.forEach((side, s) => {
        below[s] += side.self[context[i]];
        here[s] += side.self[caller];
      });
    }
    facts.push([up === 0 ? 'calls' : `calls of ${name} through here`, below.map(count).join(' → ')]);
    if (up > 0) {
      const each = below.map((n, s) => times(n, here[s]) || '–').join(' → ');
      facts.push([`for each call of ${profile.rows[forest.row(node)].name}`, each]);
    }
  }
  if (metric.name !== 'calls' || profile.isPair) {
    const label = up === 0 ? 'self' : `self of ${name} through here`;
    facts.push([label, `${withUnit(forest.weight[node], metric.unit)}, ${share(forest, forest.weight[node])}`]);
  }
  return facts;
}

function value(forest, number, error, known) {
  const { unit } = forest.measure.metric;
  const how = error > 0 ? `${known === 'SAMPLED' ? 'sampled' : 'estimated'} ± ${withUnit(error, unit)}` : HOW[known];
  return `${withUnit(number, unit)}, ${share(forest, number)}, ${how}`;
}

const HOW = { EXACT: 'measured', ESTIMATED: 'measured', SAMPLED: 'sampled', null: 'not known' };

function change(measure, forest, node, column, unit) {
  const [before, after] = measure.sides.map((side) => (node === 0 && column === 'inclusive' ? side.inclusive[0] + side.pathless : side[column][node]));
  const error = measure.sides.reduce(
    (all, side) => all + (column === 'self' ? side.error(node) : side.inclusiveError(node)),
    0,
  );
  const difference = after - before;
  const verdict =
    difference === 0
      ? 'no change'
      : Math.abs(difference) > error
        ? signed(difference, (v) => withUnit(v, unit))
        : 'no change beyond the errors';
  return `${withUnit(before, unit)} → ${withUnit(after, unit)}, ${verdict}`;
}

function share(forest, part) {
  return percent(part, forest.width(0));
}
