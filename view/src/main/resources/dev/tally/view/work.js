// SPDX-License-Identifier: Apache-2.0
//
// Time without what something waited in, as a metric of its own: "work" beside "time" and
// "waiting". `tally view` tells waiting apart; a recording that is dropped onto the page has none.

export const WAITING = 'waiting';
export const WORK = 'work';

/** Adds the metric to recordings of which any has waited; where none of them has, nothing. */
export function addWork(recordings) {
  if (recordings.some((recording) => indexOf(recording, WAITING) >= 0)) {
    recordings.filter((recording) => indexOf(recording, 'time') >= 0 && indexOf(recording, WORK) < 0).forEach(add);
  }
}

function add(recording) {
  const { metrics, contexts, edges } = recording;
  const time = indexOf(recording, 'time');
  const waiting = indexOf(recording, WAITING);
  metrics.push({ ...metrics[time], name: WORK });
  contexts.values.push(less(contexts.values[time], contexts.values[waiting]));
  contexts.errors.push(less(contexts.errors[time], contexts.errors[waiting]));
  for (const column of [edges.self, edges.cumulative, edges.edgeCumulative]) {
    column.push(less(column[time], column[waiting]));
  }
}

/** A column of differences; null is a column of zeros. */
function less(column, part) {
  return column && part ? column.map((value, i) => value - part[i]) : column;
}

function indexOf({ metrics }, name) {
  return metrics.findIndex((metric) => metric.name === name);
}
