// SPDX-License-Identifier: Apache-2.0
//
// The flame graph by keyboard: arrows walk from box to box, Enter zooms, Backspace goes back out.

import { ROW } from './paint.js';

export const KEYS =
  'Arrow keys walk from box to box, Enter zooms in, Backspace zooms out, Home shows everything, M opens the method.';

export class FlameKeys {
  constructor(view) {
    this.view = view;
    view.canvas.addEventListener('keydown', (event) => this.key(event));
  }

  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || !this.view.layout) {
      return;
    }
    const { view } = this;
    const up = view.app.state.flame ? 'ArrowDown' : 'ArrowUp';
    const actions = {
      ArrowLeft: () => this.beside(-1),
      ArrowRight: () => this.beside(1),
      [up]: () => this.toCaller(),
      [up === 'ArrowUp' ? 'ArrowDown' : 'ArrowUp']: () => this.toCallee(),
      Enter: () => view.zoom(this.focus()),
      ' ': () => view.zoom(this.focus()),
      Backspace: () => view.zoomTo(Math.max(0, view.forest.parent(view.root))),
      Home: () => view.zoomTo(0),
      m: () => view.openMethod(this.focus()),
    };
    const action = actions[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  }

  focus() {
    return this.view.focus ?? { level: 0, box: 0 };
  }

  beside(step) {
    const { level, box } = this.focus();
    const { node } = this.view.layout.levels[level];
    this.go(level, Math.max(0, Math.min(node.length - 1, box + step)));
  }

  toCaller() {
    const { level, box } = this.focus();
    if (level > 0) {
      const { x, width } = this.view.layout.levels[level];
      this.go(level - 1, this.view.layout.at(level - 1, x[box] + width[box] / 2));
    }
  }

  /** The first, and so the largest, box below. */
  toCallee() {
    const { level, box } = this.focus();
    const { layout } = this.view;
    layout.grow(level + 2, performance.now() + 100);
    const next = layout.levels[level + 1];
    if (next === undefined) {
      return;
    }
    const { x, width } = layout.levels[level];
    const below = next.x.findIndex((left) => left >= x[box] - 0.01);
    if (below >= 0 && next.x[below] < x[box] + width[box]) {
      this.go(level + 1, below);
    }
  }

  go(level, box) {
    const { view } = this;
    if (box < 0) {
      return;
    }
    view.focus = { level, box };
    this.reveal(level);
    view.showDetail(level, box);
    view.draw();
  }

  reveal(level) {
    const { view } = this;
    const { scroller } = view;
    const top = view.topLevel();
    const over = level * ROW - top;
    const under = (level + 1) * ROW - top - scroller.clientHeight;
    const move = over < 0 ? over : under > 0 ? under : 0;
    scroller.scrollTop += view.app.state.flame ? -move : move;
  }
}
