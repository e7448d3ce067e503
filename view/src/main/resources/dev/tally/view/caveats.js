// SPDX-License-Identifier: Apache-2.0
//
// What a reader of a profile must know to trust it: what was estimated, what is missing. Core's
// Caveats says the same above the statistics.

import { count, withUnit } from './numbers.js';
import { WAITING, WORK } from './work.js';

/** Sentences about one recording; `stats` are of all its threads, `side` which of two it is. */
export function caveats(stats, side) {
  const { recording } = stats.profile.sides[side];
  const { origin, contexts, edges, leftOut, leftOutCount } = recording;
  const list = [];
  if (origin.counting?.timing === 'NONE') {
    list.push('Calls were counted, times not taken.');
  }
  const time = estimates(stats, side);
  if (time !== null) {
    list.push(time);
  }
  const waited = waiting(stats.profile, side);
  if (waited !== null) {
    list.push(waited);
  }
  if (contexts.size > 0 && edges.size > 0) {
    list.push(`Paths beyond the first ${count(contexts.size)} were added up by caller and callee.`);
  }
  if (recording.paths === 'SAMPLED') {
    list.push('Paths are the stacks that a sampler found.');
  }
  if (recording.paths === 'INFERRED') {
    list.push('Paths were put together by a tool from less; nobody saw them.');
  }
  const missing = Math.max(leftOutCount, leftOut.length);
  if (missing > 0) {
    list.push(`${count(missing)} ${missing === 1 ? 'class or method' : 'classes or methods'} ran unrecorded.`);
  }
  if (!origin.complete) {
    list.push('It was written before the program ended.');
  }
  return [...list, ...origin.notes];
}

function estimates(stats, side) {
  const { metric } = stats.measure ?? {};
  if (metric === undefined || metric.name === 'calls') {
    return null;
  }
  if (stats.measure.sides[side].known === 'SAMPLED') {
    return `All ${metric.name} is sampled.`;
  }
  const { rows } = stats.sides[side];
  let estimated = 0;
  let largest = 0;
  for (let row = 0; row < stats.profile.rows.length; row++) {
    const error = rows.error(row);
    estimated += error > 0 ? 1 : 0;
    largest = Math.max(largest, error);
  }
  return estimated === 0
    ? null
    : `Calls are exact, ${metric.name} of ${count(estimated)} of ${count(stats.profile.rows.length)} methods ` +
        `estimated, standard error at most ${withUnit(largest, metric.unit)}.`;
}

/** How long all threads worked and waited, and how to see the one without the other. */
function waiting(profile, side) {
  const waited = profile.measure(WAITING)?.whole(null, side) ?? 0;
  return waited === 0
    ? null
    : `${withUnit(profile.measure(WORK).whole(null, side), 'nanoseconds')} of work, ` +
        `${withUnit(waited, 'nanoseconds')} waiting: choose “By work” to leave it out.`;
}
