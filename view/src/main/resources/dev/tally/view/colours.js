// SPDX-License-Identifier: Apache-2.0
//
// Colours of boxes: by package, so that what belongs together looks alike; of before and after, by
// growth. A kind has a pattern over its colour, since colour alone does not reach everybody.

/**
 * A package's hue comes from its first parts, its shade from all of them: from so many parts that
 * there are some families to be told apart, if there are.
 */
const ENOUGH_FAMILIES = 6;
const MOST_PARTS = 8;
const HUES = [75, 105, 140, 165, 190, 215, 240, 265, 295, 335, 25, 48];

export class Colours {
  constructor(rows, dark) {
    this.rows = rows;
    this.dark = dark;
    this.ofRow = new Array(rows.length);
    // In the order of first appearance, so that the packages of one program differ, and the same
    // whatever is drawn first.
    this.families = new Map();
    this.parts = partsOf(rows);
    for (const row of rows) {
      const family = familyOf(placeOf(row), this.parts);
      if (!this.families.has(family)) {
        this.families.set(family, HUES[(this.families.size * 5) % HUES.length]);
      }
    }
  }

  /** The fill of a row's boxes. */
  fill(row) {
    return (this.ofRow[row] ??= this.choose(this.rows[row]));
  }

  choose(row) {
    if (row.kind === 'PROBE') {
      return this.grey(0);
    }
    const place = placeOf(row);
    const shade = (hash(place) % 5) - 2;
    const hue = this.families.get(familyOf(place, this.parts)) + shade * 3;
    const chroma = ['JDK', 'NATIVE', 'LIBRARY'].includes(row.kind) ? 0.035 : 0.075;
    return this.dark
      ? `oklch(${0.42 + shade * 0.016} ${chroma} ${hue})`
      : `oklch(${0.865 + shade * 0.014} ${chroma} ${hue})`;
  }

  grey(shade) {
    return this.dark ? `oklch(${0.33 + shade} 0.004 260)` : `oklch(${0.925 - shade} 0.004 260)`;
  }

  /** From -1, vanished or shrunk, over 0, not to be told from no change, to 1, grown. */
  growth(share) {
    if (share === 0) {
      return this.grey(0);
    }
    const size = 0.35 + 0.65 * Math.min(1, Math.abs(share));
    const hue = share > 0 ? 35 : 245;
    return this.dark
      ? `oklch(${0.36 + 0.1 * size} ${0.12 * size} ${hue})`
      : `oklch(${0.93 - 0.16 * size} ${0.13 * size} ${hue})`;
  }

  get text() {
    return this.dark ? '#eef1f4' : '#16191d';
  }

  get line() {
    return this.dark ? '#14171b' : '#ffffff';
  }

  get mark() {
    return this.dark ? 'oklch(0.55 0.17 330)' : 'oklch(0.83 0.13 330)';
  }
}

/** How many parts of packages make families, so that the program's own are some. */
function partsOf(rows) {
  const places = new Set(rows.filter(({ kind }) => ['METHOD', 'BRIDGE', 'FUNCTION'].includes(kind)).map(placeOf));
  for (let parts = 2; parts < MOST_PARTS; parts++) {
    if (new Set([...places].map((place) => familyOf(place, parts))).size >= ENOUGH_FAMILIES) {
      return parts;
    }
  }
  return MOST_PARTS;
}

function familyOf(place, parts) {
  let end = -1;
  for (let part = 0; part < parts && (part === 0 || end >= 0); part++) {
    end = place.indexOf('.', end + 1);
  }
  return end < 0 ? place : place.slice(0, end);
}

/** What a row's colour follows: its package, or the folder or kind of what has none. */
export function placeOf(row) {
  if (row.kind === 'FUNCTION') {
    return row.file.split('/').slice(0, -1).join('.') || row.file;
  }
  return row.package || row.method.className || row.kind;
}

function hash(text) {
  let h = 0;
  for (let i = 0; i < text.length; i++) {
    h = (Math.imul(h, 31) + text.charCodeAt(i)) | 0;
  }
  return h >>> 0;
}

/** The patterns by kind; what is recorded in itself has none. */
export const PATTERNS = {
  JDK: 'stripes',
  NATIVE: 'dots',
  LIBRARY: 'stripes',
  PROBE: 'crosses',
  SQL: 'bars',
  HTTP: 'waves',
  REQUEST: 'waves',
  TEST: 'waves',
  rest: 'fine',
  pathless: 'dashes',
  appeared: 'plus',
  vanished: 'minus',
};

const SIZE = 8;

/** A canvas pattern by its name, drawn for a density of pixels. */
export function pattern(context, name, dark, ratio) {
  const tile = document.createElement('canvas');
  tile.width = SIZE * ratio;
  tile.height = SIZE * ratio;
  const pen = tile.getContext('2d');
  pen.scale(ratio, ratio);
  const strength = name === 'plus' || name === 'minus' ? 2.6 : 1;
  pen.strokeStyle = dark ? `rgb(255 255 255 / ${0.13 * strength})` : `rgb(0 0 0 / ${0.11 * strength})`;
  pen.fillStyle = pen.strokeStyle;
  pen.lineWidth = 1.2;
  DRAW[name](pen);
  const made = context.createPattern(tile, 'repeat');
  made.setTransform(new DOMMatrix().scale(1 / ratio));
  return made;
}

const DRAW = {
  stripes: (pen) => lines(pen, [-2, 6, 6, -2], [2, 10, 10, 2]),
  dots: (pen) => {
    pen.fillRect(1, 1, 2, 2);
    pen.fillRect(5, 5, 2, 2);
  },
  crosses: (pen) => lines(pen, [0, 0, 8, 8], [8, 0, 0, 8]),
  bars: (pen) => lines(pen, [2, 0, 2, 8], [6, 0, 6, 8]),
  waves: (pen) => {
    pen.beginPath();
    pen.arc(2, 4, 2, Math.PI, 0);
    pen.arc(6, 4, 2, Math.PI, 0, true);
    pen.stroke();
  },
  fine: (pen) => lines(pen, [1, 0, 1, 8], [3, 0, 3, 8], [5, 0, 5, 8], [7, 0, 7, 8]),
  dashes: (pen) => lines(pen, [0, 2, 4, 2], [4, 6, 8, 6]),
  plus: (pen) => lines(pen, [4, 1.5, 4, 6.5], [1.5, 4, 6.5, 4]),
  minus: (pen) => lines(pen, [1.5, 4, 6.5, 4]),
};

function lines(pen, ...ends) {
  pen.beginPath();
  for (const [x1, y1, x2, y2] of ends) {
    pen.moveTo(x1, y1);
    pen.lineTo(x2, y2);
  }
  pen.stroke();
}
