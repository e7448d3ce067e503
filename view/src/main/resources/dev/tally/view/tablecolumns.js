// SPDX-License-Identifier: Apache-2.0
//
// The columns of the table: what each is called, which number it sorts by, and what a cell says. The
// `title` of a cell has all digits.

import { isBeyondErrors } from './changes.js';
import { columnUnit, exactly, inColumn, NO_NUMBER, percent, signed } from './numbers.js';

const nameColumn = (app) => ({
  key: 'name',
  title: 'Method',
  className: 'name',
  text: (row) => app.profile.rows[row].name,
  cell: (row) => {
    const { name, label, kind } = app.profile.rows[row];
    return { text: name, title: label, mark: `kind-${kind}` };
  },
});

const locationColumn = (app) => ({
  key: 'location',
  title: 'Location',
  className: 'location',
  text: (row) => app.profile.rows[row].location,
  cell: (row) => ({ text: app.profile.rows[row].location }),
});

/** Of one recording. */
export function columns(app, stats) {
  const { rows } = stats.sides[0];
  const list = [nameColumn(app)];
  if (stats.calls) {
    list.push(
      number('calls', 'Calls', 'count', (r) => rows.calls[r], { hint: 'All calls' }),
      number('primitive', 'Primitive', 'count', (r) => rows.primitiveCalls[r], {
        hint: 'Calls made while no other call of the same method was open',
      }),
    );
  }
  const { measure } = stats;
  if (measure && measure.metric.name !== 'calls') {
    const { unit } = measure.metric;
    const whole = app.whole();
    const error = (r) => rows.error(r);
    list.push(
      number('self', 'Self', unit, (r) => rows.self[r], { whole, error, hint: 'In the method itself' }),
      stats.calls && perCall('selfPerCall', 'Self / call', unit, (r) => rows.self[r] / rows.calls[r]),
      number('cumulative', 'Cumulative', unit, (r) => rows.cumulative[r], {
        whole,
        error: (r) => rows.cumulativeError(r),
        hint: 'In the method and all that it called; recursion counts once',
      }),
      stats.calls &&
        perCall('cumulativePerCall', 'Cum. / call', unit, (r) => rows.cumulative[r] / rows.primitiveCalls[r]),
    );
  }
  return [...list.filter(Boolean), locationColumn(app)];
}

function number(key, title, unit, value, { whole = 0, error = null, hint = false } = {}) {
  return {
    key,
    title,
    unit: columnUnit(unit, false),
    hint,
    value,
    cell: (row) => {
      const known = value(row);
      if (Number.isNaN(known)) {
        return { text: NO_NUMBER, title: 'not known' };
      }
      const off = error?.(row) ?? 0;
      const sentence = off > 0 ? `, estimated, standard error ${exactly(off, unit)}` : '';
      return {
        text: inColumn(known, unit, false),
        title: `${exactly(known, unit)}${whole > 0 ? `, ${percent(known, whole)}` : ''}${sentence}`,
        share: whole > 0 ? known / whole : 0,
        mark: off > 0 ? 'estimated' : '',
      };
    },
  };
}

function perCall(key, title, unit, value) {
  return {
    key,
    title,
    unit: columnUnit(unit, true),
    value,
    cell: (row) => ({ text: inColumn(value(row), unit, true) }),
  };
}

/** Of before and after: both, and the change. */
export function pairColumns(app, stats) {
  const list = [nameColumn(app)];
  const three = (key, title, { metric: { unit }, sides }, column, beyond) => {
    // What one of the two does not know is a blank, not a zero.
    const [before, after] = sides.map(({ known }, s) => (r) => (known ? stats.sides[s].rows[column][r] : NaN));
    return [
      number(`${key}Before`, `${title} before`, unit, before),
      number(`${key}After`, 'after', unit, after),
      changeColumn(`${key}Change`, unit, (r) => after(r) - before(r), beyond),
    ];
  };
  if (stats.calls) {
    list.push(...three('calls', 'Calls', stats.calls, 'calls', () => true));
  }
  const { measure } = stats;
  if (measure && measure.metric.name !== 'calls') {
    const beyond = (column) => (r) => isBeyondErrors(stats, r, column);
    list.push(
      ...three('self', 'Self', measure, 'self', beyond('self')),
      ...three('cumulative', 'Cum.', measure, 'cumulative', beyond('cumulative')),
    );
  }
  return list;
}

function changeColumn(key, unit, changeOfRow, beyond) {
  return {
    key,
    title: 'change',
    unit: columnUnit(unit, false),
    value: (r) => Math.abs(changeOfRow(r)),
    cell: (r) => {
      const change = changeOfRow(r);
      if (!change) {
        return { text: NO_NUMBER, mark: 'same' };
      }
      const isReal = beyond(r);
      return {
        text: signed(change, (v) => inColumn(v, unit, false)),
        title: isReal ? exactly(change, unit) : `${exactly(change, unit)}, within the errors`,
        mark: !isReal ? 'same' : change > 0 ? 'grown' : 'shrunk',
      };
    },
  };
}
