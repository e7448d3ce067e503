// SPDX-License-Identifier: Apache-2.0
//
// Makes one file of the page and of recordings, as ViewWriter does, for tests and for looking:
//
//   node assemble.js OUT.html [RECORDING [RECORDING]]

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

const FOLDER = new URL('../../main/resources/dev/tally/view/', import.meta.url);

function source(name) {
  return readFileSync(new URL(name, FOLDER), 'utf8');
}

/** All modules in one script: each a function, so that what a module does not export stays its own. */
export function bundle() {
  const modules = source('modules.txt').trim().split('\n').map(wrap);
  return `'use strict';\nconst modules = {};\n${modules.join('')}`;
}

function wrap(name) {
  const exported = [];
  const body = source(name)
    .replace(/^import \{([^}]*)\} from '\.\/([\w.]+)';$/gm, (_, names, from) => `const {${names}} = modules['${from}'];`)
    .replace(/^export ((?:async )?(?:function|class|const)) (\w+)/gm, (_, what, word) => {
      exported.push(word);
      return `${what} ${word}`;
    });
  return `modules['${name}'] = (() => {\n${body}return { ${exported.join(', ')} };\n})();\n`;
}

function sum(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** The page as one text; recordings are {name, bytes}. */
export function assemble(recordings) {
  const style = source('view.css');
  const script = bundle();
  const policy = `default-src 'none'; script-src ${sum(script)}; style-src ${sum(style)}; base-uri 'none'; form-action 'none'`;
  const data = recordings.map(
    ({ name, bytes }) =>
      `<script type="application/octet-stream" data-name="${attribute(name)}">${Buffer.from(bytes).toString('base64')}</script>`,
  );
  return source('index.html')
    .replace(/(Content-Security-Policy" content=")[^"]*/, (_, start) => start + policy)
    .replace('<link rel="stylesheet" href="view.css">', () => `<style>${style}</style>`)
    .replace('<!-- recordings -->', () => data.join('\n'))
    .replace('<script type="module" src="main.js"></script>', () => `<script type="module">${script}</script>`);
}

function attribute(text) {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [, , out, ...files] = process.argv;
  writeFileSync(out, assemble(files.map((file) => ({ name: basename(file), bytes: readFileSync(file) }))));
}
