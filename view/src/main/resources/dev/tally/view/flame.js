// SPDX-License-Identifier: Apache-2.0
//
// The flame graph: what is drawn (which tree, from which node on) and what a person does with it.
// Painter draws it, Layout says where the boxes are, describe.js what they say.

import { growth } from './changes.js';
import { Colours } from './colours.js';
import { el, facts, fill } from './dom.js';
import { describe } from './describe.js';
import { FlameBar } from './flamebar.js';
import { FlameKeys } from './flamekeys.js';
import { TopDown } from './forest.js';
import { Inverted } from './inverted.js';
import { BOX, Layout } from './layout.js';
import { shortCount, times } from './numbers.js';
import { Painter, ROW } from './paint.js';
import { place, placed } from './place.js';

/** How long one frame may lay out boxes; the rest comes with the next. */
const SLICE_MILLIS = 40;

export class FlameView {
  constructor(app) {
    this.app = app;
    this.canvas = el('canvas', {
      tabindex: 0,
      role: 'application',
      'aria-roledescription': 'flame graph',
      'aria-describedby': 'flame-keys',
    });
    this.spacer = el('div', { class: 'flame-spacer' });
    this.tip = el('div', { class: 'tip', hidden: true });
    this.detail = el('div', { class: 'detail', 'aria-live': 'polite' });
    this.scroller = el('div', { class: 'flame-scroll', onscroll: () => this.draw() }, this.canvas, this.spacer);
    this.bar = new FlameBar(app, this);
    this.why = el('p', { class: 'empty', hidden: true });
    this.element = el(
      'section',
      { class: 'view flame', 'aria-label': 'Flame graph' },
      this.bar.element,
      this.why,
      this.scroller,
      this.detail,
      this.tip,
    );
    this.painter = new Painter(this.canvas);
    this.forests = new Map();
    this.focus = null;
    this.keys = new FlameKeys(this);
    this.listen();
    new ResizeObserver(() => this.relayout()).observe(this.scroller);
  }

  listen() {
    const { canvas } = this;
    canvas.addEventListener('mousemove', (event) => this.hover(event));
    canvas.addEventListener('mouseleave', () => (this.tip.hidden = true));
    canvas.addEventListener('click', (event) => this.click(event));
    canvas.addEventListener('focus', () => this.draw());
    canvas.addEventListener('blur', () => this.draw());
  }

  /** Draws what the state says; called whenever that has changed. */
  show() {
    const { app } = this;
    const measure = app.measure();
    const why = whyNot(app.profile, measure);
    this.why.hidden = why === null;
    this.scroller.hidden = this.detail.hidden = why !== null;
    this.bar.show(why === null);
    if (why !== null) {
      fill(this.why, why);
      return;
    }
    const { inverted, fold, threads, at } = app.state;
    const forest = this.forestOf(measure.metric.name, inverted, fold, threads);
    const root = placed(forest, at);
    const isNew = forest !== this.forest || root !== this.root;
    this.forest = forest;
    this.root = root;
    const found = app.search();
    this.matches = found.matches;
    if (isNew) {
      this.focus = null;
      this.relayout(true);
    } else {
      this.draw();
    }
    this.bar.crumbs(forest, root);
    this.canvas.setAttribute('aria-label', this.summary());
  }

  /** Trees are kept while the profile is, since to go back to one is common. */
  forestOf(metric, inverted, fold, threads) {
    const { app } = this;
    const key = [metric, inverted, fold, threads?.join('.') ?? ''].join('\n');
    if (!this.forests.has(key)) {
      if (this.forests.size > 5) {
        this.forests.delete(this.forests.keys().next().value);
      }
      const profile = fold ? app.folded() : app.profile;
      const measure = profile.measure(metric);
      const wanted = threads?.filter((t) => t < profile.threads.length) ?? null;
      const Forest = inverted ? Inverted : TopDown;
      this.forests.set(key, new Forest(profile, measure, wanted));
    }
    return this.forests.get(key);
  }

  summary() {
    const { forest } = this;
    const { name } = describe(forest, this.root, BOX);
    return `Flame graph by ${forest.measure.metric.name}, ${forest.context ? 'inverted' : 'top down'}, from ${name} on`;
  }

  /** Computes the boxes anew: for another tree, another node, another width. */
  relayout(rewind = false) {
    if (!this.forest || this.scroller.clientWidth === 0) {
      return;
    }
    const width = this.scroller.clientWidth;
    if (rewind || this.layout?.width !== width) {
      this.layout = new Layout(this.forest, this.root, width);
      this.focus = null;
      this.showDetail(0, 0);
    }
    this.painter.resize(width, this.scroller.clientHeight, devicePixelRatio || 1);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${this.scroller.clientHeight}px`;
    this.rewind = rewind;
    this.draw();
  }

  /** Draws now; if there are boxes still to be laid out, again in the next frame. */
  draw() {
    if (!this.layout || this.scroller.clientHeight === 0) {
      return;
    }
    const { layout, scroller, app } = this;
    const levels = Math.ceil((this.topLevel() + scroller.clientHeight) / ROW) + 2;
    const isDone = layout.grow(levels, performance.now() + SLICE_MILLIS);
    this.stretch();
    const style = getComputedStyle(this.element);
    this.colours = app.colours();
    const isPair = app.profile.isPair;
    this.painter.paint({
      forest: this.forest,
      layout,
      colours: this.colours,
      matches: this.matches,
      focus: document.activeElement === this.canvas ? this.focus ?? { level: 0, box: 0 } : this.focus,
      flame: app.state.flame,
      top: this.topLevel(),
      title: app.title,
      growth: isPair ? (node) => this.growthOf(node) : null,
      callsOf: (node) => this.callsOf(node),
      background: style.getPropertyValue('--page').trim(),
      accent: style.getPropertyValue('--accent').trim(),
      font: `12px ${style.fontFamily}`,
    });
    if (!isDone) {
      cancelAnimationFrame(this.frame);
      this.frame = requestAnimationFrame(() => this.draw());
    }
  }

  /** Pixels between the root and the part in sight. */
  topLevel() {
    const { scroller } = this;
    return this.app.state.flame
      ? Math.max(0, scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop)
      : scroller.scrollTop;
  }

  /** Makes the place as high as the boxes; a flame's root is at the bottom. */
  stretch() {
    const { layout, scroller, spacer } = this;
    const { flame } = this.app.state;
    const more = layout.complete ? 0 : scroller.clientHeight;
    const height = Math.max(0, layout.levels.length * ROW + 4 + more - scroller.clientHeight);
    if (this.spacerHeight !== height || this.rewind) {
      const fromBottom = this.rewind ? 0 : this.topLevel();
      this.spacerHeight = height;
      spacer.style.height = `${height}px`;
      if (flame) {
        scroller.scrollTop = scroller.scrollHeight - scroller.clientHeight - fromBottom;
      } else if (this.rewind) {
        scroller.scrollTop = 0;
      }
      this.rewind = false;
    }
  }

  growthOf(node) {
    const { forest } = this;
    if (forest.context) {
      const [a, b] = forest.sums;
      const error = forest.squares.reduce((all, squares) => all + Math.sqrt(squares[node]), 0);
      return growth(a[node], b[node], error);
    }
    const [before, after] = forest.measure.sides;
    const error = before.inclusiveError(node) + after.inclusiveError(node);
    return growth(before.inclusive[node], after.inclusive[node], error);
  }

  /** "× 8", calls for each call of the caller; of before and after "1 → 8 calls" where they differ. */
  callsOf(node) {
    const { forest } = this;
    const calls = forest.profile.measure('calls');
    if (!calls || forest.context) {
      return '';
    }
    const [before, after = before] = calls.sides.map((side) => side.self[node]);
    if (before !== after) {
      return `${shortCount(before)} → ${shortCount(after)} calls`;
    }
    const { self } = calls.sides.at(-1);
    const entered = forest.profile.sides.at(-1).entered ?? self;
    const parent = forest.parent(node);
    return forest.row(parent) < 0 ? shortCount(entered[node]) : times(entered[node], self[parent]);
  }

  /** The box below a mouse: {level, box}, or null. */
  hit(event) {
    const y = this.app.state.flame
      ? this.scroller.clientHeight - event.offsetY + this.topLevel()
      : event.offsetY + this.topLevel();
    const level = Math.floor(y / ROW);
    const box = this.layout?.at(level, event.offsetX) ?? -1;
    return box < 0 ? null : { level, box };
  }

  hover(event) {
    const hit = this.hit(event);
    this.tip.hidden = hit === null;
    this.canvas.style.cursor = hit ? 'pointer' : 'default';
    if (hit) {
      this.fillDescription(this.tip, hit);
      const room = { x: innerWidth - this.tip.offsetWidth - 12, y: innerHeight - this.tip.offsetHeight - 12 };
      this.tip.style.left = `${Math.max(4, Math.min(event.clientX + 14, room.x))}px`;
      const below = event.clientY + 18;
      this.tip.style.top = `${below > room.y ? event.clientY - this.tip.offsetHeight - 10 : below}px`;
    }
  }

  /** A click zooms; on what is zoomed to already, out again by one. */
  click(event) {
    const hit = this.hit(event);
    if (hit) {
      this.focus = hit;
      this.zoom(hit);
    }
  }

  zoom({ level, box }) {
    const { node, kind } = this.layout.levels[level];
    const target = node[box];
    if (kind[box] === BOX || target !== this.root) {
      this.zoomTo(target === this.root ? Math.max(0, this.forest.parent(target)) : target);
    }
  }

  zoomTo(node) {
    this.tip.hidden = true;
    this.app.set({ at: place(this.forest, node) });
  }

  openMethod(hit) {
    const level = hit && this.layout.levels[hit.level];
    const row = level && level.kind[hit.box] === BOX ? this.forest.row(level.node[hit.box]) : -1;
    if (row >= 0) {
      this.app.openMethod(row);
    }
  }

  fillDescription(element, { level, box }) {
    const at = this.layout.levels[level];
    const { name, place: where, facts: list } = describe(this.forest, at.node[box], at.kind[box]);
    fill(element, el('strong', {}, name), where ? el('div', { class: 'place' }, where) : null, facts(list));
  }

  /** Says below the graph what the chosen box is, and what can be done with it. */
  showDetail(level, box) {
    this.fillDescription(this.detail, { level, box });
    const at = this.layout.levels[level];
    const isMethod = at.kind[box] === BOX && this.forest.row(at.node[box]) >= 0;
    if (isMethod) {
      this.detail.append(
        el('button', { class: 'quiet', onclick: () => this.openMethod({ level, box }) }, 'Callers and callees'),
      );
    }
  }
}

/** Why there is no flame graph, as a sentence; null if there is one. */
function whyNot(profile, measure) {
  if (profile.hasPaths && measure !== null) {
    return null;
  }
  const edges = profile.sides.some((side) => side.recording.edges.size > 0);
  return edges
    ? 'There is no flame graph: this profile knows who called whom, but not along which paths, ' +
        'and paths are not to be guessed. The table and the method view show all that it has.'
    : 'There is no flame graph: nothing was recorded.';
}
