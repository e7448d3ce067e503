// SPDX-License-Identifier: Apache-2.0
//
// The line above every view: which file, which view, which metric and threads, and the search.

import { el, fill } from './dom.js';
import { count } from './numbers.js';

export class Head {
  constructor(app) {
    this.app = app;
    this.tabs = el('nav', { class: 'tabs', 'aria-label': 'Views' });
    this.metrics = el('select', { onchange: (event) => app.set({ metric: event.target.value }) });
    this.threads = el('div', { class: 'chosen' });
    this.error = el('p', { class: 'error', role: 'alert', id: 'search-error' });
    this.input = el('input', {
      type: 'search',
      placeholder: 'Search methods',
      'aria-label': 'Search methods',
      'aria-describedby': 'search-error',
      spellcheck: 'false',
      autocomplete: 'off',
      oninput: () => app.set({ q: this.input.value }, true),
    });
    this.regex = el(
      'button',
      { title: 'The search is a regular expression', 'aria-label': 'Regular expression', onclick: () => app.set({ regex: !app.state.regex }) },
      '.*',
    );
    this.element = el(
      'header',
      {},
      el('h1', {}, el('span', { class: 'mark', 'aria-hidden': 'true' }), el('span', { class: 'file', title: app.title }, app.title)),
      this.tabs,
      this.threads,
      el('label', { class: 'choice' }, 'By ', this.metrics),
      el('div', { class: 'search', role: 'search' }, this.input, this.regex),
      this.error,
    );
    document.addEventListener('keydown', (event) => this.key(event), { signal: app.signal });
    document.title = `${app.title} – Tally`;
  }

  show() {
    const { app } = this;
    const { profile, state } = app;
    fill(
      this.tabs,
      app.viewNames.map(([name, text], i) =>
        el(
          'button',
          {
            class: 'tab',
            'aria-current': name === app.view ? 'page' : false,
            title: `${text} (${i + 1})`,
            onclick: () => app.set({ view: name }),
          },
          text,
        ),
      ),
    );
    fill(
      this.metrics,
      profile.metrics.map(({ name }) => el('option', { value: name, selected: name === app.measure().metric.name }, name)),
    );
    this.metrics.parentElement.hidden = profile.metrics.length < 2;
    fill(this.threads, app.threads && chosen(app));
    if (this.input !== document.activeElement || this.input.value !== state.q) {
      this.input.value = state.q;
    }
    this.regex.setAttribute('aria-pressed', String(state.regex));
    const { error } = app.search();
    this.error.hidden = error === null;
    fill(this.error, error);
  }

  /** Keys that work everywhere but in a field: 1 to 5 for the views, / for the search. */
  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const inField = event.target.closest?.('input, select, textarea');
    if (inField) {
      if (event.key === 'Escape' && event.target === this.input) {
        this.app.set({ q: '' }, true);
        this.input.blur();
      }
      return;
    }
    if (event.key === '/') {
      event.preventDefault();
      this.input.focus();
      this.input.select();
    } else if (/^[1-9]$/.test(event.key) && this.app.viewNames[event.key - 1]) {
      this.app.set({ view: this.app.viewNames[event.key - 1][0] });
    }
  }
}

/** That only some threads are shown, and the way back. */
function chosen(app) {
  const { threads } = app;
  const text = threads.length === 1 ? app.profile.threads[threads[0]] : `${count(threads.length)} groups of threads`;
  return el(
    'button',
    { class: 'chip', title: 'Show all threads', onclick: () => app.set({ threads: null, at: '' }) },
    `only ${text} `,
    el('span', { 'aria-hidden': 'true' }, '×'),
  );
}
