// SPDX-License-Identifier: Apache-2.0
//
// Which methods of two recordings are the same: core's Matchable and MethodMatch, and so the
// matching of `tally diff`. Lines are no part of that, nor are the source files of classes. What is
// stable in names is: first classes are paired, then the methods of each pair of classes, by their
// descriptors as far as there is one of the same.

import { addLikeness, hash, LEVELS, Likeness } from './likeness.js';
import { pairs } from './pairing.js';
import { stableClass, stableFile, stableFunction, stableMethod } from './stable.js';

/** What begins the name of a file among those of classes. */
const FILE = 'file ';

/**
 * Rows for the methods of both recordings: {methods, before, after}, where a row is one of the later
 * one's methods, or one that only the earlier one has, and `before` and `after` give each
 * recording's methods their rows.
 */
export function matchMethods(earlier, later) {
  const before = new Matchable(earlier);
  const after = new Matchable(later);
  const classRow = matchClasses(before, after);
  const row = new Int32Array(before.methods.length).fill(-1);
  const taken = new Set();
  for (const withDescriptor of [true, false]) {
    const found = pairs(
      before.candidates().filter(({ id }) => row[id] < 0),
      (m) => `${classRow[before.classOf[m]]} ${before.stableName(m, withDescriptor)}`,
      after.candidates().filter(({ id }) => !taken.has(id)),
      (m) => `${after.classOf[m]} ${after.stableName(m, withDescriptor)}`,
    );
    for (const [one, other] of found) {
      row[one] = other;
      taken.add(other);
    }
  }
  const methods = [...after.methods];
  before.methods.forEach((method, m) => {
    if (row[m] < 0) {
      row[m] = methods.push(method) - 1;
    }
  });
  return { methods, before: before.number.map((m) => row[m]), after: after.number };
}

function matchClasses(before, after) {
  const ones = before.classCandidates();
  const others = after.classCandidates();
  const classRow = new Int32Array(before.classes.length).fill(-1);
  const taken = new Set();
  const found = pairs(ones, (c) => before.stableClass(c), others, (c) => after.stableClass(c));
  for (const [one, other] of found) {
    classRow[one] = other;
    taken.add(other);
  }
  // A file that is in another folder now is the same, if no other has its name.
  const files = filesByName(after, others.filter(({ id }) => !taken.has(id)));
  for (const [name, c] of filesByName(before, ones.filter(({ id }) => classRow[id] < 0))) {
    classRow[c] = files.get(name) ?? -1;
  }
  return classRow.map((other, c) => (other < 0 ? after.classes.length + c : other));
}

/** Files by their names without folders, as far as that is the name of one. */
function filesByName(side, candidates) {
  const files = new Map();
  const twice = new Set();
  for (const { id } of candidates) {
    const path = side.stableClass(id);
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (path.startsWith(FILE)) {
      if (files.has(name)) {
        twice.add(name);
      }
      files.set(name, id);
    }
  }
  twice.forEach((name) => files.delete(name));
  return files;
}

/**
 * The methods of a recording as they are matched with another's. Methods that are one to a reader
 * are one here: overloads of what is not of the program, and what differs in nothing but lines.
 */
class Matchable {
  constructor(recording) {
    this.methods = [];
    this.classOf = [];
    const numbers = new Map();
    const classes = new Map();
    this.number = Int32Array.from(recording.methods, (method) => {
      const className = classNameOf(method);
      const key = `${className}\n${method.name}\n${signature(method)}`;
      if (!numbers.has(key)) {
        numbers.set(key, this.methods.push(method) - 1);
        if (!classes.has(className)) {
          classes.set(className, classes.size);
        }
        this.classOf.push(classes.get(className));
      }
      return numbers.get(key);
    });
    this.classes = [...classes.keys()];
    this.stableClasses = this.classes.map(stableClassName);
    const stable = this.methods.map((_, m) =>
      hash(`${this.stableClasses[this.classOf[m]]}\n${this.stableName(m, true)}`),
    );
    this.likeness = new Likeness(recording, this.number, Int32Array.from(stable));
  }

  /** With a word before it that tells files and what is in braces from classes. */
  stableClass(c) {
    return this.stableClasses[c];
  }

  /** What is stable in a method's name, with its descriptor or without. */
  stableName(m, withDescriptor) {
    const { kind, name, descriptor } = this.methods[m];
    switch (kind) {
      case 'METHOD':
      case 'BRIDGE':
        return stableMethod(name) + (withDescriptor ? descriptor : '');
      case 'FUNCTION':
        return stableFunction(name);
      case 'JDK':
      case 'NATIVE':
      case 'LIBRARY':
        return stableMethod(name);
      default:
        return name;
    }
  }

  candidates() {
    this.made ??= this.methods.map(({ kind, firstLine, name }, id) => ({
      id,
      order: kind === 'FUNCTION' ? String(firstLine) : name,
      likeness: this.likeness.of(id),
    }));
    return this.made;
  }

  /** All classes and files, each with what its methods do. */
  classCandidates() {
    const candidates = this.classes.map((order, id) => ({ id, order, likeness: new Array(LEVELS).fill(0) }));
    this.methods.forEach((_, m) => {
      addLikeness(candidates[this.classOf[m]].likeness, hash(this.stableName(m, true)), this.likeness.of(m));
    });
    return candidates;
  }
}

function classNameOf({ kind, sourceFile, className }) {
  if (kind === 'FUNCTION') {
    return FILE + sourceFile;
  }
  return (kind === 'METHOD' || kind === 'BRIDGE' ? 'class ' : 'outer ') + className;
}

function stableClassName(name) {
  if (name.startsWith(FILE)) {
    return stableFile(name);
  }
  const word = name.indexOf(' ') + 1;
  return name.slice(0, word) + stableClass(name.slice(word));
}

/** What tells methods of one name in a class apart. */
function signature({ kind, descriptor, firstLine }) {
  return kind === 'METHOD' || kind === 'BRIDGE' ? descriptor : kind === 'FUNCTION' ? firstLine : '';
}
