// SPDX-License-Identifier: Apache-2.0
//
// How a method is called: by file, line and name, as `tally stats` prints them. This is core's
// FunctionNames and FunctionKey once more; the page's rows and those of the statistics must be the
// same ones, so methods with equal keys are one row here too.

/** What a stranger would take for part of a Java name, and for a letter. */
const NAME_PART = /[\p{L}\p{N}\p{Pc}\p{Sc}\p{Mn}\p{Mc}]/u;
const LETTER = /\p{L}/u;

const PRIMITIVES = {
  Z: 'boolean',
  B: 'byte',
  C: 'char',
  S: 'short',
  I: 'int',
  J: 'long',
  F: 'float',
  D: 'double',
};

/** `{file, line, name}` of a method. */
export function functionKey(method) {
  const { className, name, descriptor, sourceFile, firstLine, kind } = method;
  if (kind === 'FUNCTION') {
    return { file: sourceFile, line: firstLine, name };
  }
  if (kind !== 'METHOD' && kind !== 'BRIDGE') {
    const owner = className === '' ? '' : `${readable(className)}.`;
    return { file: '~', line: 0, name: `<${owner}${name}>` };
  }
  const packageEnd = className.lastIndexOf('.');
  const simpleName = className.slice(packageEnd + 1);
  const folder = packageEnd < 0 ? '' : `${className.slice(0, packageEnd).replaceAll('.', '/')}/`;
  return {
    file: folder + (sourceFile === '' ? `${outermost(simpleName)}.class` : sourceFile),
    line: firstLine,
    name: `${readable(simpleName)}.${name}${firstLine === 0 ? parameters(descriptor) : ''}`,
  };
}

/** What the statistics print, and what a search looks in. */
export function label(key) {
  return hasNoSource(key) ? shown(key) : `${key.file}:${key.line}(${key.name})`;
}

/** The name alone: braces for the angle brackets of what has no source file. */
export function shown(key) {
  const { name } = key;
  return hasNoSource(key) && name.length > 1 && name.startsWith('<') && name.endsWith('>')
    ? `{${name.slice(1, -1)}}`
    : name;
}

function hasNoSource({ file, line }) {
  return file === '~' && line === 0;
}

/** `Map$Entry` becomes `Map.Entry`; the compiler's own `Foo$1` stays. */
function readable(className) {
  if (!className.includes('$')) {
    return className;
  }
  const chars = Array.from({ length: className.length }, (_, i) => className[i]);
  for (let i = 1; i < chars.length - 1; i++) {
    if (chars[i] === '$' && NAME_PART.test(chars[i - 1]) && LETTER.test(chars[i + 1])) {
      chars[i] = '.';
    }
  }
  return chars.join('');
}

function outermost(simpleName) {
  const dollar = simpleName.indexOf('$', 1);
  return dollar < 0 ? simpleName : simpleName.slice(0, dollar);
}

/** `(I[Ljava/lang/String;)V` becomes `(int, String[])`; empty if unknown. */
export function parameters(descriptor) {
  const end = descriptor.lastIndexOf(')');
  if (end < 0) {
    return '';
  }
  const types = [];
  let dimensions = '';
  for (let i = 1; i < end; i++) {
    const c = descriptor[i];
    if (c === '[') {
      dimensions += '[]';
      continue;
    }
    let type = PRIMITIVES[c] ?? '?';
    if (c === 'L') {
      const semicolon = descriptor.indexOf(';', i);
      if (semicolon < 0) {
        return '';
      }
      const path = descriptor.slice(i + 1, semicolon);
      type = readable(path.slice(path.lastIndexOf('/') + 1));
      i = semicolon;
    }
    types.push(type + dimensions);
    dimensions = '';
  }
  return `(${types.join(', ')})`;
}
