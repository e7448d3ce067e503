// SPDX-License-Identifier: Apache-2.0
//
// The table view: one line a method, the numbers of `tally stats`. For before and after it has
// both and the difference in one line.

import { caveats } from './caveats.js';
import { CHANGES, changeOf } from './changes.js';
import { el, fill } from './dom.js';
import { Grid } from './grid.js';
import { columnUnit, count, inColumn, percent } from './numbers.js';
import { columns, pairColumns } from './tablecolumns.js';

export class TableView {
  constructor(app) {
    this.app = app;
    this.element = el('section', { class: 'view table', 'aria-label': 'Table of methods' });
  }

  /** Draws what the state says; called whenever that has changed. */
  show() {
    const { app } = this;
    const stats = app.stats();
    if (this.stats !== stats) {
      this.stats = stats;
      this.columns = app.profile.isPair ? pairColumns(app, stats) : columns(app, stats);
      this.grid = new Grid({
        label: 'Methods',
        columns: this.columns,
        className: app.profile.isPair ? 'methods pair' : 'methods',
        sort: (key) => this.sort(key),
        open: (row) => app.openMethod(row),
      });
      this.bar = el('div', { class: 'bar' });
      fill(this.element, this.bar, this.grid.element);
      this.asked = null;
    }
    this.showRows();
  }

  showRows() {
    const { state, profile } = this.app;
    const found = this.app.search();
    const column = this.sortColumn();
    const rows = [];
    for (let r = 0; r < profile.rows.length; r++) {
      if (isShown(r, found, this.stats, profile, state.change)) {
        rows.push(r);
      }
    }
    this.order(rows, column, state.ascending);
    const asked = [state.q, state.regex, state.change, column.key, state.ascending].join('\n');
    if (this.asked !== asked) {
      this.asked = asked;
      this.grid.rewind();
    }
    this.grid.show(rows, {
      sortKey: column.key,
      ascending: state.ascending,
      empty: this.app.state.q || state.change ? 'No method matches.' : 'Nothing was recorded.',
    });
    fill(this.bar, this.summary(rows), profile.isPair ? this.changeFilter() : null, this.caveats());
  }

  sortColumn() {
    const { state, profile } = this.app;
    const start = profile.isPair ? 'callsChange' : 'cumulative';
    return (
      this.columns.find((c) => c.key === state.sort) ??
      this.columns.find((c) => c.key === start) ??
      this.columns[1]
    );
  }

  order(rows, { value, text }, ascending) {
    const sign = ascending ? 1 : -1;
    if (text) {
      rows.sort((a, b) => -sign * compare(text(a), text(b)) || a - b);
      return;
    }
    // What is not known comes last, whichever way.
    const key = (row) => (Number.isNaN(value(row)) ? -Infinity * sign : value(row));
    const keys = new Float64Array(this.app.profile.rows.length);
    rows.forEach((row) => (keys[row] = key(row)));
    rows.sort((a, b) => (keys[a] === keys[b] ? a - b : sign * (keys[a] - keys[b])));
  }

  sort(key) {
    const { state } = this.app;
    const same = this.sortColumn().key === key;
    this.app.set({ sort: key, ascending: same ? !state.ascending : false });
  }

  /** What the rows in sight add up to. */
  summary(rows) {
    const { profile } = this.app;
    const { calls, measure } = this.stats;
    const side = this.stats.sides.at(-1).rows;
    const add = (column) => rows.reduce((all, row) => all + column[row], 0);
    const parts = [`${count(rows.length)} of ${count(profile.rows.length)} methods`];
    if (calls) {
      parts.push(`${count(add(side.calls))} calls (${count(add(side.primitiveCalls))} primitive)`);
    }
    if (measure && measure.metric.name !== 'calls') {
      const self = add(side.self);
      const { unit } = measure.metric;
      const share = percent(self, this.app.whole());
      const of = profile.isPair ? 'profile after' : 'profile';
      parts.push(
        `self ${inColumn(self, unit, false)} ${columnUnit(unit, false)}${share && `, ${share} of the ${of}`}`,
      );
    }
    return el('p', { class: 'summary' }, parts.join(' · '));
  }

  /** What was estimated, what is missing: the line above `tally stats`' table. */
  caveats() {
    const { app } = this;
    const sides = app.profile.sides.map((_, s) => caveats(app.allStats(), s).join(' '));
    const names = ['Before: ', 'After: '];
    return sides.map((text, s) => text && el('p', { class: 'caveats' }, app.profile.isPair ? names[s] + text : text));
  }

  changeFilter() {
    const { app } = this;
    return el(
      'label',
      { class: 'choice' },
      'Show ',
      el(
        'select',
        { onchange: (event) => app.set({ change: event.target.value }) },
        CHANGES.map(([value, text]) => el('option', { value, selected: value === app.state.change }, text)),
      ),
    );
  }
}

function isShown(row, found, stats, profile, change) {
  if (found.matches !== null && found.matches[row] === 0) {
    return false;
  }
  // Of some threads only, a method that they did not call is not there.
  if (stats.threads !== null && stats.sides.every(({ rows }) => rows.calls[row] === 0 && rows.cumulative[row] === 0)) {
    return false;
  }
  return !profile.isPair || change === '' || changeOf(stats, row).has(change);
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
