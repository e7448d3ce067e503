// SPDX-License-Identifier: Apache-2.0
//
// Paints the part of a layout that is in sight on a canvas. Colour is the package or the growth,
// pattern the kind; what a search does not match is pale.

import { pattern, PATTERNS } from './colours.js';
import { BOX, REST } from './layout.js';

export const ROW = 20;
const LEAST_TEXT = 28;
const PAD = 5;

export class Painter {
  constructor(canvas) {
    this.canvas = canvas;
    this.pen = canvas.getContext('2d', { alpha: false });
    this.patterns = new Map();
    this.charWidth = new Map();
  }

  /** Fits the canvas to its place; sizes are in CSS pixels. */
  resize(width, height, ratio) {
    this.width = width;
    this.height = height;
    this.ratio = ratio;
    this.canvas.width = Math.max(1, Math.round(width * ratio));
    this.canvas.height = Math.max(1, Math.round(height * ratio));
    this.patterns.clear();
  }

  /**
   * `scene` has forest, layout, colours, matches (null: no search), focus ({level, box} or null),
   * flame (the root at the bottom), top (pixels scrolled), callsOf(node), a text, and
   * growth(node) for before and after.
   */
  paint(scene) {
    const { pen, ratio, width, height } = this;
    this.scene = scene;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.fillStyle = scene.background;
    pen.fillRect(0, 0, width, height);
    pen.font = scene.font;
    pen.textBaseline = 'middle';
    if (this.font !== scene.font) {
      this.font = scene.font;
      this.charWidth.clear();
    }
    const { levels } = scene.layout;
    const first = Math.max(0, Math.floor(scene.top / ROW));
    const last = Math.min(levels.length - 1, Math.floor((scene.top + height) / ROW));
    for (let l = first; l <= last; l++) {
      const y = this.yOf(l);
      const level = levels[l];
      for (let b = 0; b < level.node.length; b++) {
        this.box(level.node[b], level.kind[b], level.x[b], y, level.width[b]);
      }
    }
    if (scene.focus) {
      this.outline(scene.focus);
    }
  }

  /** Where a level is on the canvas. */
  yOf(level) {
    const y = level * ROW - this.scene.top;
    return this.scene.flame ? this.height - y - ROW : y;
  }

  box(node, kind, x, y, width) {
    const { pen } = this;
    const { forest, colours, matches } = this.scene;
    const row = kind === BOX ? forest.row(node) : -1;
    const w = width > 3 ? width - 1 : width;
    pen.fillStyle = this.fill(node, kind, row, matches);
    pen.fillRect(x, y, w, ROW - 1);
    const hatch = this.hatch(node, kind, row);
    if (hatch && width > 2) {
      pen.fillStyle = this.tile(hatch);
      pen.fillRect(x, y, w, ROW - 1);
    }
    if (width >= LEAST_TEXT) {
      const pale = matches !== null && row >= 0 && matches[row] === 0;
      pen.fillStyle = colours.text;
      pen.globalAlpha = pale ? 0.65 : 1;
      this.text(this.label(node, kind, row, width), x, y, width);
      pen.globalAlpha = 1;
    }
  }

  fill(node, kind, row, matches) {
    const { colours, growth } = this.scene;
    if (kind !== BOX || row < 0) {
      return colours.grey(kind === BOX ? 0.02 : 0);
    }
    if (matches !== null) {
      return matches[row] === 1 ? colours.mark : colours.grey(0);
    }
    return growth ? colours.growth(growth(node)) : colours.fill(row);
  }

  hatch(node, kind, row) {
    if (kind !== BOX) {
      return kind === REST ? 'fine' : 'dashes';
    }
    if (row < 0) {
      return null;
    }
    const growth = this.scene.growth?.(node) ?? 0;
    if (Math.abs(growth) === 1) {
      return growth > 0 ? 'plus' : 'minus';
    }
    return PATTERNS[this.scene.forest.profile.rows[row].kind];
  }

  tile(name) {
    if (!this.patterns.has(name)) {
      this.patterns.set(name, pattern(this.pen, name, this.scene.colours.dark, this.ratio));
    }
    return this.patterns.get(name);
  }

  label(node, kind, row, width) {
    const { forest, title, callsOf } = this.scene;
    if (kind !== BOX) {
      return kind === REST ? '…' : 'calls without a path';
    }
    if (row < 0) {
      return node === 0 ? title : forest.profile.threads[node - 1];
    }
    const { shortName } = forest.profile.rows[row];
    return width > 110 ? `${shortName}  ${callsOf(node)}` : shortName;
  }

  /** As much of a text as fits, with dots for the rest. */
  text(text, x, y, width) {
    const { pen, scene } = this;
    // A box that begins left of the canvas, or is zoomed past it, has its name where it is seen.
    const room = width - 2 * PAD;
    let used = 0;
    let end = 0;
    const dots = this.widthOf('…');
    for (; end < text.length; end++) {
      used += this.widthOf(text[end]);
      if (used > room) {
        break;
      }
    }
    let shown = text;
    if (end < text.length) {
      while (end > 0 && used + dots > room) {
        used -= this.widthOf(text[--end]);
      }
      if (end < 2) {
        return;
      }
      shown = `${text.slice(0, end)}…`;
    }
    pen.fillText(shown, x + PAD, y + ROW / 2 + (scene.textShift ?? 0));
  }

  widthOf(char) {
    let width = this.charWidth.get(char);
    if (width === undefined) {
      width = this.pen.measureText(char).width;
      this.charWidth.set(char, width);
    }
    return width;
  }

  outline({ level, box }) {
    const { pen } = this;
    const at = this.scene.layout.levels[level];
    if (at === undefined) {
      return;
    }
    pen.strokeStyle = this.scene.accent;
    pen.lineWidth = 2;
    pen.strokeRect(at.x[box] + 1, this.yOf(level) + 1, Math.max(1, at.width[box] - 3), ROW - 3);
  }
}
