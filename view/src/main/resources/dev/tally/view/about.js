// SPDX-License-Identifier: Apache-2.0
//
// What `tally info` says: what ran, how it was recorded, how well its numbers are known, and what
// is missing.

import { caveats } from './caveats.js';
import { el, facts, fill } from './dom.js';
import { Grid } from './grid.js';
import { count, withUnit } from './numbers.js';

export class AboutView {
  constructor(app) {
    this.app = app;
    // It scrolls and may hold nothing else that the keyboard reaches.
    this.element = el('section', { class: 'view about', tabindex: 0, 'aria-label': 'About this profile' });
  }

  /** Draws what the state says; called whenever that has changed. */
  show() {
    const { profile } = this.app;
    const stats = this.app.allStats();
    if (this.stats === stats) {
      return;
    }
    this.stats = stats;
    fill(
      this.element,
      el('div', { class: 'sheets' }, profile.sides.map((side, s) => sheet(side, caveats(stats, s), profile.isPair ? ['Before', 'After'][s] : null))),
    );
  }
}

function sheet({ name, recording }, known, when) {
  const { origin } = recording;
  return el(
    'div',
    { class: 'sheet' },
    el('h2', {}, when ? `${when}: ${name}` : name),
    facts(
      [
        origin.commandLine.length > 0 && ['program', origin.commandLine.join(' ')],
        origin.jvm && ['JVM', origin.jvm],
        origin.startEpochMillis > 0 && ['started', new Date(origin.startEpochMillis).toLocaleString()],
        origin.durationNanos > 0 && ['duration', withUnit(origin.durationNanos, 'nanoseconds')],
        ['state', origin.complete ? 'complete' : 'the program was still running'],
        origin.recordings > 1 && ['recordings', `${count(origin.recordings)}, added up`],
        origin.creator && ['written by', origin.creator],
      ],
      'facts wide',
    ),
    known.length > 0 && [el('h3', {}, 'To know'), el('ul', {}, known.map((sentence) => el('li', {}, sentence)))],
    el('h3', {}, 'How it was recorded'),
    facts(engine(origin), 'facts wide'),
    el('h3', {}, 'What is in it'),
    facts(contents(recording), 'facts wide'),
    leftOut(recording),
  );
}

function engine({ counting, sampling, foreign }) {
  if (sampling) {
    return [
      ['engine', 'sampling'],
      ['event', sampling.event],
      sampling.intervalNanos > 0 && ['interval', withUnit(sampling.intervalNanos, 'nanoseconds')],
    ];
  }
  if (foreign) {
    return [['file of', foreign.tool || 'another tool']];
  }
  if (!counting) {
    return [['engine', 'several']];
  }
  const nanos = (value) => withUnit(value, 'nanoseconds');
  return [
    ['engine', 'counting: every call'],
    ['timing', TIMING[counting.timing]],
    ['methods too small to take long', counting.leavesTimed ? 'timed like others' : 'counted; their time is with their callers'],
    ['calls into the JDK', counting.builtins ? 'have rows of their own' : 'belong to their callers'],
    counting.clock && ['clock', counting.clock + (counting.clockNanos > 0 ? `, ${nanos(counting.clockNanos)} a read` : '')],
    counting.probeInnerNanos + counting.probeOuterNanos > 0 && [
      'taken off for each timed call',
      `${nanos(counting.probeInnerNanos)} from the method, ${nanos(counting.probeOuterNanos)} from its caller`,
    ],
    counting.hitIntervalNanos > 0 && ['a hit of the sampler stands for', nanos(counting.hitIntervalNanos)],
    counting.maxContexts > 0 && ['budget', `${count(counting.maxContexts)} contexts`],
  ];
}

const TIMING = {
  MIXED: 'different in the recordings',
  AUTO: 'auto: what is worth it is timed, the rest estimated',
  EXACT: 'exact: every call',
  NONE: 'none: calls are counted, times not taken',
};

const PATHS = {
  NONE: 'not known: who called whom, but not along which path',
  EXACT: 'each was seen, call by call',
  SAMPLED: 'stacks that a sampler found',
  INFERRED: 'put together by a tool from less',
};

const KNOWN = { EXACT: 'exact', ESTIMATED: 'partly estimated, then with an error', SAMPLED: 'sampled' };

function contents({ methods, contexts, edges, threads, metrics, paths }) {
  return [
    ['methods', count(methods.length)],
    ['contexts', count(contexts.size)],
    edges.size > 0 && ['pairs of caller and callee without a path', count(edges.size)],
    threads.length > 0 && ['groups of threads', count(threads.length)],
    ['paths', PATHS[paths]],
    ...metrics.map(({ name, unit, known }) => [name, `${unit === 'count' ? '' : `in ${unit}, `}${KNOWN[known]}`]),
  ];
}

function leftOut({ leftOut: list, leftOutCount }) {
  const missing = Math.max(leftOutCount, list.length);
  if (missing === 0) {
    return [el('h3', {}, 'Left out'), el('p', {}, 'Nothing: all that ran was recorded.')];
  }
  const grid = new Grid({
    label: 'Classes and methods that ran unrecorded',
    columns: [
      { key: 'name', title: 'Class or method', className: 'name', cell: (i) => ({ text: list[i].name }) },
      { key: 'reason', title: 'Reason', className: 'reason', cell: (i) => ({ text: list[i].reason }) },
    ],
    className: 'left-out',
  });
  grid.show(list.map((_, i) => i), { empty: 'They are not listed.' });
  return [
    el('h3', {}, 'Left out', el('small', {}, count(missing))),
    el('p', {}, `These ran unrecorded${missing > list.length ? `; the first ${count(list.length)} are listed` : ''}.`),
    grid.element,
  ];
}
