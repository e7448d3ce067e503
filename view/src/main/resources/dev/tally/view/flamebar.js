// SPDX-License-Identifier: Apache-2.0
//
// What stands above the flame graph: which way round it is, what a search found, the way from
// everything to what is zoomed to, and what the patterns mean.

import { el, fill } from './dom.js';
import { KEYS } from './flamekeys.js';
import { percent } from './numbers.js';
import { place } from './place.js';
import { matchedWeight } from './search.js';

/** Of a long way, its beginning and its end are shown. */
const FIRST_CRUMBS = 2;
const LAST_CRUMBS = 5;

export class FlameBar {
  constructor(app, view) {
    this.app = app;
    this.view = view;
    this.choices = el('div', { class: 'choices' });
    this.found = el('p', { class: 'summary', role: 'status' });
    this.way = el('nav', { class: 'crumbs', 'aria-label': 'Zoomed to' });
    this.legend = el('p', { class: 'legend' });
    this.element = el(
      'div',
      { class: 'bar' },
      this.choices,
      this.found,
      this.legend,
      this.way,
      el('p', { id: 'flame-keys', class: 'unseen' }, KEYS),
    );
  }

  show(isDrawn) {
    const { app } = this;
    this.element.hidden = !isDrawn;
    if (!isDrawn) {
      return;
    }
    const { state } = app;
    const inverted = (on) => app.set({ inverted: on, at: '' });
    fill(
      this.choices,
      group('Direction', [
        ['Top down', !state.inverted, () => inverted(false), 'From the outermost calls to what they called'],
        ['Inverted', state.inverted, () => inverted(true), 'From each method by itself to who called it'],
      ]),
      group('Root', [
        ['Icicle', !state.flame, () => app.set({ flame: false }), 'The root is at the top'],
        ['Flame', state.flame, () => app.set({ flame: true }), 'The root is at the bottom'],
      ]),
      el(
        'button',
        {
          'aria-pressed': String(state.fold),
          title: 'A call of a method that is open already is drawn in the open box',
          onclick: () => app.set({ fold: !state.fold, at: '' }),
        },
        'Fold recursion',
      ),
    );
    this.showFound();
    fill(this.legend, legend(app));
  }

  showFound() {
    const { app } = this;
    const { matches } = app.search();
    if (matches === null) {
      fill(this.found);
      return;
    }
    const profile = app.profile;
    const measure = app.measure();
    const weight = matchedWeight(profile, measure, matches, app.state.threads);
    const of = measure.whole(app.state.threads);
    fill(this.found, `Matches and what they called: ${percent(weight, of) || 'none'} of ${measure.metric.name}`);
  }

  crumbs(forest, root) {
    const { app } = this;
    const nodes = [];
    for (let n = root; n > 0; n = forest.parent(n)) {
      nodes.push(n);
    }
    nodes.push(0);
    nodes.reverse();
    const cut = nodes.length > FIRST_CRUMBS + LAST_CRUMBS + 1;
    const shown = cut ? [...nodes.slice(0, FIRST_CRUMBS), -1, ...nodes.slice(-LAST_CRUMBS)] : nodes;
    this.way.hidden = nodes.length === 1;
    fill(
      this.way,
      el(
        'ol',
        {},
        shown.map((n) =>
          n < 0
            ? el('li', {}, `… ${nodes.length - FIRST_CRUMBS - LAST_CRUMBS} more …`)
            : el(
                'li',
                { 'aria-current': n === root ? 'location' : false },
                n === root
                  ? nameOf(app, forest, n)
                  : el('button', { class: 'link', onclick: () => app.set({ at: place(forest, n) }) }, nameOf(app, forest, n)),
              ),
        ),
      ),
    );
  }
}

function nameOf(app, forest, node) {
  const row = forest.row(node);
  return row >= 0 ? forest.profile.rows[row].name : node === 0 ? 'Everything' : forest.profile.threads[node - 1];
}

/** Buttons of which one is pressed. */
function group(label, buttons) {
  return el(
    'div',
    { class: 'group', role: 'group', 'aria-label': label },
    buttons.map(([text, on, press, title]) =>
      el('button', { 'aria-pressed': String(on), onclick: press, title }, text),
    ),
  );
}

const KIND_NAMES = {
  JDK: 'JDK',
  NATIVE: 'native',
  LIBRARY: 'not recorded itself',
  PROBE: 'Tally itself',
  SQL: 'SQL',
  HTTP: 'request sent',
  REQUEST: 'request answered',
  TEST: 'test',
};

/** How paths are known that were not seen, call by call. */
const PATH_WORDS = { SAMPLED: 'paths: sampled', INFERRED: 'paths: put together by a tool' };

/** The kinds that this profile has, each with its pattern. */
function legend(app) {
  const { profile } = app;
  const width = profile.isPair ? 'width: before and after together' : `width: ${app.measure().metric.name}`;
  const kinds = new Set(profile.rows.map((row) => row.kind));
  const items = profile.isPair
    ? ['grown', 'shrunk', 'appeared', 'vanished'].map((word) => [word, word])
    : Object.entries(KIND_NAMES).filter(([kind]) => kinds.has(kind)).map(([kind, text]) => [`kind-${kind}`, text]);
  const paths = new Set(profile.sides.map((side) => PATH_WORDS[side.recording.paths]).filter(Boolean));
  return [
    el('span', {}, width),
    [...paths].map((text) => el('span', {}, text)),
    items.map(([className, text]) => el('span', {}, el('i', { class: `swatch ${className}` }), text)),
  ];
}
