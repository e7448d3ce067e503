// SPDX-License-Identifier: Apache-2.0
//
// One profile being looked at: the state, what is computed from it (once, and only when a view asks
// for it), and the frame around the views.

import { AboutView } from './about.js';
import { Colours } from './colours.js';
import { el, fill } from './dom.js';
import { FlameView } from './flame.js';
import { fold } from './fold.js';
import { Head } from './head.js';
import { MethodView } from './method.js';
import { search } from './search.js';
import { State } from './state.js';
import { Stats } from './stats.js';
import { TableView } from './table.js';
import { ThreadsView } from './threads.js';

const VIEWS = [
  ['flame', 'Flame graph', FlameView],
  ['table', 'Table', TableView],
  ['method', 'Method', MethodView],
  ['threads', 'Threads', ThreadsView],
  ['about', 'About', AboutView],
];

const DARK = matchMedia('(prefers-color-scheme: dark)');

export class App {
  constructor(place, profile, title, signal) {
    this.signal = signal;
    this.viewNames = VIEWS.map(([name, text]) => [name, text]);
    this.profile = profile;
    this.title = title;
    this.memory = new Map();
    this.views = new Map();
    this.isShown = false;
    this.stateKeeper = new State(() => this.show(), signal);
    this.head = new Head(this);
    this.main = el('main', { tabindex: -1 });
    fill(place, this.head.element, this.main);
    DARK.addEventListener('change', () => this.show(), { signal });
    this.show();
  }

  get state() {
    return this.stateKeeper.now;
  }

  set(change, isTyping = false) {
    this.stateKeeper.set(change, isTyping);
  }

  get view() {
    const { view } = this.state;
    return VIEWS.some(([name]) => name === view) ? view : this.profile.hasPaths ? 'flame' : 'table';
  }

  show() {
    const name = this.view;
    if (!this.views.has(name)) {
      const [, , View] = VIEWS.find(([other]) => other === name);
      this.views.set(name, new View(this));
    }
    const view = this.views.get(name);
    if (this.main.firstChild !== view.element) {
      fill(this.main, view.element);
    }
    this.head.show();
    view.show();
    // Who walks by keyboard goes on from here, and not from the top of the page.
    if (this.isShown && document.activeElement === document.body) {
      this.main.focus({ preventScroll: true });
    }
    this.isShown = true;
  }

  /** What a function makes of the profile for some words of the state, made once for each. */
  remember(key, make) {
    if (!this.memory.has(key)) {
      this.memory.set(key, make());
    }
    return this.memory.get(key);
  }

  /** The metric that boxes are as wide as. */
  measure() {
    return this.profile.measure(this.state.metric) ?? this.profile.measure(this.profile.metrics[0]?.name);
  }

  /** The metric beside calls in tables. */
  tableMetric() {
    const asked = this.measure()?.metric.name;
    const others = this.profile.metrics.filter((metric) => metric.name !== 'calls');
    return asked && asked !== 'calls' ? asked : others[0]?.name ?? 'calls';
  }

  get threads() {
    const { threads } = this.state;
    return threads && this.profile.tree.threads > 0
      ? threads.filter((t) => t < this.profile.threads.length)
      : null;
  }

  stats() {
    return this.statsOf(this.threads);
  }

  /** Of all threads, whichever are chosen. */
  allStats() {
    return this.statsOf(null);
  }

  statsOf(threads) {
    const metric = this.tableMetric();
    return this.remember(`stats ${metric} ${threads}`, () => new Stats(this.profile, metric, threads));
  }

  /** All that there is of the table's metric; of before and after, after. */
  whole() {
    const side = this.profile.isPair ? 1 : null;
    return this.profile.measure(this.tableMetric())?.whole(this.threads, side) ?? 0;
  }

  search() {
    const { q, regex } = this.state;
    if (this.found?.q !== q || this.found.regex !== regex) {
      this.found = { q, regex, ...search(this.profile.rows, q, regex) };
    }
    return this.found;
  }

  folded() {
    return this.remember('folded', () => fold(this.profile));
  }

  colours() {
    return this.remember(`colours ${DARK.matches}`, () => new Colours(this.profile.rows, DARK.matches));
  }

  /** The row of the method view: the one asked for, or the dearest. */
  methodRow() {
    const { rows } = this.profile;
    const byLabel = this.remember('labels', () => new Map(rows.map((row, r) => [row.label, r])));
    const asked = byLabel.get(this.state.method);
    if (asked !== undefined) {
      return asked;
    }
    const { self, calls } = this.stats().sides.at(-1).rows;
    return rows.reduce((best, _, r) => (self[r] > self[best] || (self[r] === self[best] && calls[r] > calls[best]) ? r : best), 0);
  }

  openMethod(row) {
    this.set({ view: 'method', method: this.profile.rows[row].label });
  }

  findInFlame(row) {
    this.set({ view: 'flame', q: this.profile.rows[row].label, regex: false, at: '' });
  }
}
