// SPDX-License-Identifier: Apache-2.0
//
// One method in the middle, who called it on the left, what it called on the right. A click on
// either walks on.

import { el, facts, fill } from './dom.js';
import { Grid } from './grid.js';
import { parameters } from './names.js';
import { columnUnit, count, exactly, inColumn, NO_NUMBER, percent, times, withUnit } from './numbers.js';

/** Stands among the callers for nobody: outermost calls. */
const NOBODY = -1;

export class MethodView {
  constructor(app) {
    this.app = app;
    this.element = el('section', { class: 'view method', 'aria-label': 'Method with callers and callees' });
  }

  /** Draws what the state says; called whenever that has changed. */
  show() {
    const { app } = this;
    const stats = app.stats();
    if (app.profile.rows.length === 0) {
      fill(this.element, el('p', { class: 'empty' }, 'Nothing was recorded.'));
      return;
    }
    const row = app.methodRow();
    if (this.stats !== stats || this.row !== row) {
      this.stats = stats;
      this.row = row;
      this.draw();
    }
  }

  draw() {
    const { app, stats, row } = this;
    const callers = [...stats.callersOf(row)];
    const callees = [...stats.calleesOf(row)];
    const calls = (e) => stats.sides.at(-1).edges.calls[e];
    const cost = (e) => stats.sides.at(-1).edges.cumulative[e];
    const dearest = (a, b) => cost(b) - cost(a) || calls(b) - calls(a) || a - b;
    callers.sort(dearest);
    callees.sort(dearest);
    if (outermost(stats, row).some((n) => n > 0)) {
      callers.push(NOBODY);
    }
    const { rows } = app.profile;
    const from = this.grid(`Callers of ${rows[row].name}`, (e) => (e === NOBODY ? NOBODY : stats.edges.caller[e]));
    const to = this.grid(`Callees of ${rows[row].name}`, (e) => stats.edges.callee[e]);
    fill(
      this.element,
      el('div', { class: 'side callers' }, el('h2', {}, 'Callers', amount(callers)), from.element),
      this.card(),
      el('div', { class: 'side callees' }, el('h2', {}, 'Callees', amount(callees)), to.element),
    );
    from.show(callers, { empty: 'Nobody called it.' });
    to.show(callees, { empty: 'It called nothing that was recorded.' });
  }

  card() {
    const { app, stats, row } = this;
    const { name, location, method, kind } = app.profile.rows[row];
    return el(
      'div',
      { class: 'card' },
      el('h2', { class: `kind-${kind}` }, name),
      el('p', { class: 'place' }, location || KIND_WORDS[kind]),
      method.className ? el('p', { class: 'place' }, `${method.className}.${method.name}${parameters(method.descriptor)}`) : null,
      facts(cardFacts(app, stats, row)),
      el(
        'p',
        { class: 'actions' },
        el('button', { onclick: () => app.findInFlame(row) }, 'Find in the flame graph'),
      ),
    );
  }

  grid(label, rowOf) {
    const { app, stats, row } = this;
    const { measure } = stats;
    const unit = measure && measure.metric.name !== 'calls' ? measure.metric.unit : null;
    const columns = [
      { key: 'name', title: 'Method', className: 'name', cell: (e) => nameCell(app, rowOf(e)) },
      stats.calls && {
        key: 'calls',
        title: 'Calls',
        cell: (e) => ({ text: each(stats, (side, s) => count(e === NOBODY ? outermost(stats, row)[s] : side.edges.calls[e])) }),
      },
      stats.calls && {
        key: 'times',
        title: '× caller',
        hint: 'Calls for each call of the caller',
        cell: (e) => ({
          text:
            e === NOBODY
              ? NO_NUMBER
              : each(stats, (side) => times(side.edges.calls[e], side.rows.calls[stats.edges.caller[e]]) || '–'),
        }),
      },
      unit !== null && {
        key: 'cumulative',
        title: 'Cumulative',
        unit: columnUnit(unit, false),
        hint: 'In these calls and all that they called; recursion counts once',
        cell: (e) => timeCell(stats, row, e, unit),
      },
    ].filter(Boolean);
    return new Grid({
      label,
      columns,
      className: app.profile.isPair ? 'edges pair' : 'edges',
      open: (e) => rowOf(e) >= 0 && app.openMethod(rowOf(e)),
    });
  }
}

const KIND_WORDS = {
  METHOD: 'no source file known',
  BRIDGE: 'no source file known',
  FUNCTION: 'built in',
  JDK: 'in the JDK, counted where the program calls it',
  NATIVE: 'native, counted where the program calls it',
  LIBRARY: 'not recorded itself, counted where recorded code calls it',
  PROBE: 'what Tally itself cost',
  SQL: 'an SQL statement',
  HTTP: 'a request sent',
  REQUEST: 'a request answered',
  TEST: 'a test whose calls were counted apart',
};

function amount(edges) {
  return el('small', {}, count(edges.filter((e) => e !== NOBODY).length));
}

/** Calls that nobody recorded made, by side. */
function outermost(stats, row) {
  return stats.sides.map(({ rows, edges }) =>
    Math.max(0, stats.callersOf(row).reduce((left, e) => left - edges.calls[e], rows.calls[row])),
  );
}

function each(stats, text) {
  return stats.sides.map(text).join(' → ');
}

function nameCell(app, row) {
  if (row === NOBODY) {
    return { text: '(nobody: outermost calls)', mark: 'nobody' };
  }
  const { shortName, label, kind } = app.profile.rows[row];
  return { text: shortName, title: label, mark: `kind-${kind}` };
}

function timeCell(stats, row, e, unit) {
  if (e === NOBODY) {
    return { text: NO_NUMBER };
  }
  const side = stats.sides.at(-1);
  if (side.edges.onlyCounted.has(e)) {
    return { text: NO_NUMBER, title: 'Of these calls only the number is known.' };
  }
  const own = side.rows.cumulative[row];
  return {
    text: each(stats, ({ edges }) => inColumn(edges.cumulative[e], unit, false)),
    title: each(stats, ({ edges }) => `${exactly(edges.cumulative[e], unit)}, self ${exactly(edges.self[e], unit)}`),
    share: own > 0 ? side.edges.cumulative[e] / own : 0,
  };
}

function cardFacts(app, stats, row) {
  const { measure } = stats;
  const list = [];
  if (stats.calls) {
    list.push(['calls', each(stats, ({ rows }) => count(rows.calls[row]))]);
    if (stats.sides.some(({ rows }) => rows.calls[row] !== rows.primitiveCalls[row])) {
      list.push(['primitive calls', each(stats, ({ rows }) => count(rows.primitiveCalls[row]))]);
    }
  }
  if (!measure || measure.metric.name === 'calls') {
    return list;
  }
  const { unit } = measure.metric;
  const whole = app.whole();
  const last = stats.sides.at(-1).rows;
  const known = measure.sides.at(-1).known;
  const error = last.error(row);
  const how = error > 0 ? `estimated ± ${withUnit(error, unit)}` : known === 'SAMPLED' ? 'sampled' : 'measured';
  list.push(
    ['self', each(stats, ({ rows }) => withUnit(rows.self[row], unit)), `, ${percent(last.self[row], whole)}, ${how}`],
    ['cumulative', each(stats, ({ rows }) => withUnit(rows.cumulative[row], unit)), `, ${percent(last.cumulative[row], whole)}`],
  );
  if (last.calls[row] > 0) {
    list.push(
      ['self for each call', each(stats, ({ rows }) => perCall(rows.self[row], rows.calls[row], unit))],
      [
        'cumulative for each primitive call',
        each(stats, ({ rows }) => perCall(rows.cumulative[row], rows.primitiveCalls[row], unit)),
      ],
    );
  }
  return list;
}

function perCall(value, calls, unit) {
  return calls > 0 ? withUnit(value / calls, unit) : '–';
}
