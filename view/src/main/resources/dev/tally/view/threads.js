// SPDX-License-Identifier: Apache-2.0
//
// Which groups of threads there were, and which of them the other views are about.

import { el, fill } from './dom.js';
import { columnUnit, count, inColumn, percent } from './numbers.js';

export class ThreadsView {
  constructor(app) {
    this.app = app;
    this.element = el('section', { class: 'view threads', 'aria-label': 'Threads' });
  }

  /** Draws what the state says; called whenever that has changed. */
  show() {
    const { app } = this;
    const { profile, state } = app;
    const measure = app.measure();
    if (profile.threads.length === 0 || !profile.hasPaths || measure === null) {
      fill(this.element, el('p', { class: 'empty' }, 'This profile does not say which threads there were.'));
      return;
    }
    const weights = profile.threads.map((_, t) =>
      measure.sides.map((side) => side.inclusive[profile.tree.threads === 0 ? 0 : t + 1]),
    );
    const order = profile.threads.map((_, t) => t);
    order.sort((a, b) => weights[b].at(-1) - weights[a].at(-1) || a - b);
    const whole = weights.reduce((all, w) => all + w.at(-1), 0);
    const { name, unit } = measure.metric;
    fill(
      this.element,
      el(
        'div',
        { class: 'bar' },
        el('p', { class: 'summary' }, 'Threads whose names differ only in digits share one call tree. The other views show the chosen ones.'),
        el(
          'button',
          { onclick: () => app.set({ threads: null, at: '' }), disabled: state.threads === null },
          'All threads',
        ),
      ),
      el(
        'div',
        { class: 'scroll' },
        el(
          'table',
          { class: 'threads' },
          el(
            'thead',
            {},
            el(
              'tr',
              {},
              ['Shown', 'Name'].map((text) => el('th', { scope: 'col' }, text)),
              el('th', { scope: 'col', class: 'number' }, 'Threads'),
              el('th', { scope: 'col', class: 'number' }, name, ' ', el('small', {}, columnUnit(unit, false))),
              el('th', { scope: 'col', class: 'number' }, 'Share'),
            ),
          ),
          el('tbody', {}, order.map((t) => this.line(t, weights[t], whole, unit))),
        ),
      ),
    );
  }

  line(t, weights, whole, unit) {
    const { app } = this;
    const { profile, state } = app;
    const on = state.threads === null || state.threads.includes(t);
    const name = profile.threads[t];
    const counts = profile.sides.map(({ recording }) => recording.threads.find((g) => g.name === name)?.count ?? 0);
    const share = el('td', { class: 'number' }, percent(weights.at(-1), whole));
    share.style.setProperty('--share', `${Math.max(0, (weights.at(-1) / whole) * 100 || 0).toFixed(1)}%`);
    return el(
      'tr',
      {},
      el(
        'td',
        {},
        el('input', { type: 'checkbox', checked: on, 'aria-label': `Show ${name}`, onchange: () => this.toggle(t) }),
      ),
      el('td', { class: 'name' }, el('button', { class: 'link', onclick: () => this.only(t) }, name)),
      el('td', { class: 'number' }, counts.map(count).join(' → ')),
      el('td', { class: 'number' }, weights.map((w) => inColumn(w, unit, false)).join(' → ')),
      share,
    );
  }

  toggle(t) {
    const { app } = this;
    const all = app.profile.threads.map((_, i) => i);
    const chosen = new Set(app.state.threads ?? all);
    if (chosen.has(t)) {
      chosen.delete(t);
    } else {
      chosen.add(t);
    }
    const none = chosen.size === 0 || chosen.size === all.length;
    app.set({ threads: none ? null : all.filter((i) => chosen.has(i)), at: '' });
  }

  only(t) {
    this.app.set({ threads: this.app.profile.threads.length === 1 ? null : [t], at: '' });
  }
}
