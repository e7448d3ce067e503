// SPDX-License-Identifier: Apache-2.0
//
// A table of any length, of which only the rows in sight are elements. Sorted by a click on a
// heading, walked with the arrow keys, opened with Enter.
//
// A column is {key, title, unit, hint, className, cell(row) -> {text, title, share, mark}, sortable}.

import { el, fill } from './dom.js';

const ROW_HEIGHT = 26;
const AROUND = 8;
const PAGE = 15;

export class Grid {
  /** `sort(key)` is told what heading was clicked, `open(row)` what row. */
  constructor({ label, columns, className = '', sort = null, open = null }) {
    this.columns = columns;
    this.sort = sort;
    this.open = open;
    this.rows = [];
    this.first = 0;
    this.current = 0;
    this.pool = [];
    this.head = el('thead', {}, this.headings());
    this.before = el('tr', { 'aria-hidden': 'true', class: 'spacer' }, el('td'));
    this.after = el('tr', { 'aria-hidden': 'true', class: 'spacer' }, el('td'));
    this.body = el('tbody', {
      onkeydown: (event) => this.key(event),
      onclick: (event) => this.click(event),
    });
    this.table = el(
      'table',
      { 'aria-label': label, role: 'grid', class: className },
      el('colgroup', {}, columns.map((c) => el('col', { class: `col-${c.key}` }))),
      this.head,
      this.body,
    );
    this.empty = el('p', { class: 'empty', hidden: true });
    this.element = el('div', { class: 'scroll', onscroll: () => this.draw() }, this.table, this.empty);
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  headings() {
    return el(
      'tr',
      { 'aria-rowindex': 1 },
      this.columns.map((column) =>
        el(
          'th',
          { scope: 'col', class: column.className ?? 'number', title: column.hint ?? false, 'data-key': column.key },
          this.sort && column.sortable !== false
            ? el('button', { class: 'heading', onclick: () => this.sort(column.key) }, column.title, unit(column))
            : el('span', { class: 'heading' }, column.title, unit(column)),
        ),
      ),
    );
  }

  /** Shows rows, in this order; `empty` says why there are none. */
  show(rows, { sortKey = null, ascending = false, empty = '' } = {}) {
    this.rows = rows;
    this.current = Math.min(this.current, Math.max(0, rows.length - 1));
    this.table.setAttribute('aria-rowcount', rows.length + 1);
    // What scrolls can be reached by keyboard: by its rows, or if there are none, by itself.
    this.element.tabIndex = rows.length > 0 ? -1 : 0;
    this.empty.hidden = rows.length > 0;
    fill(this.empty, empty);
    for (const heading of this.head.querySelectorAll('th')) {
      const sorted = heading.dataset.key === sortKey;
      heading.classList.toggle('sorted', sorted);
      if (sorted) {
        heading.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
      } else {
        heading.removeAttribute('aria-sort');
      }
    }
    this.draw();
  }

  /** Back to the top: another question was asked. */
  rewind() {
    this.current = 0;
    this.element.scrollTop = 0;
  }

  draw() {
    const inSight = Math.ceil(this.element.clientHeight / ROW_HEIGHT) + 2 * AROUND;
    const top = Math.floor(this.element.scrollTop / ROW_HEIGHT) - AROUND;
    const count = Math.min(inSight, this.rows.length);
    this.first = Math.max(0, Math.min(top, this.rows.length - count));
    while (this.pool.length < count) {
      this.pool.push(this.makeRow());
    }
    const shown = this.pool.slice(0, count);
    shown.forEach((row, i) => this.fillRow(row, this.first + i));
    this.before.firstChild.style.height = `${this.first * ROW_HEIGHT}px`;
    this.after.firstChild.style.height = `${(this.rows.length - this.first - count) * ROW_HEIGHT}px`;
    if (this.body.childElementCount !== count + 2) {
      fill(this.body, this.before, shown, this.after);
    }
  }

  makeRow() {
    const cells = this.columns.map((column) =>
      el('td', { class: column.className ?? 'number', role: 'gridcell' }, document.createTextNode('')),
    );
    return el('tr', {}, cells);
  }

  fillRow(element, index) {
    const row = this.rows[index];
    element.setAttribute('aria-rowindex', index + 2);
    element.tabIndex = index === this.current ? 0 : -1;
    element.index = index;
    this.columns.forEach((column, c) => {
      const { text, title = text, share = 0, mark = '' } = column.cell(row);
      const cell = element.children[c];
      cell.firstChild.data = text;
      cell.title = title;
      cell.className = `${column.className ?? 'number'} ${mark}`;
      cell.style.setProperty('--share', `${Math.min(100, Math.max(0, share * 100)).toFixed(1)}%`);
    });
  }

  click(event) {
    const element = event.target.closest('tr');
    if (element?.index !== undefined && getSelection().isCollapsed) {
      this.current = element.index;
      this.open?.(this.rows[element.index]);
    }
  }

  key(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -Infinity, End: Infinity };
    if (event.key in moves && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      this.go(this.current + moves[event.key]);
    } else if (event.key === 'Enter' && this.open && this.rows.length > 0) {
      event.preventDefault();
      this.open(this.rows[this.current]);
    }
  }

  /** Moves the focus to a row. */
  go(index) {
    this.current = Math.max(0, Math.min(this.rows.length - 1, index));
    const top = this.current * ROW_HEIGHT;
    const room = this.element.clientHeight - this.head.offsetHeight;
    if (top < this.element.scrollTop) {
      this.element.scrollTop = top;
    } else if (top + ROW_HEIGHT > this.element.scrollTop + room) {
      this.element.scrollTop = top + ROW_HEIGHT - room;
    }
    this.draw();
    this.pool.find((row) => row.isConnected && row.index === this.current)?.focus({ preventScroll: true });
  }
}

function unit(column) {
  return column.unit ? el('small', {}, column.unit) : null;
}
