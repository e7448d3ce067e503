// SPDX-License-Identifier: Apache-2.0
//
// What the tests in a browser share: Tally as it is packaged, one Chromium for all of them, and
// pages that may not complain.
//
// PageTest of the system tests runs them. By hand, in view/, after `npm ci` and a build of Tally:
//
//   node --test --test-concurrency=1 src/test/js/browser/*.test.js
//
// Screenshots, and the pages themselves, stay in target/page.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { outline, recording } from '../synthetic.js';

const HERE = (path) => fileURLToPath(new URL(path, import.meta.url));

export const TALLY = process.env.TALLY ?? HERE('../../../../../cli/target/tally/tally');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const EXAMPLES = HERE('../../../../../examples/');
const TARGET = process.env.TARGET ?? HERE('../../../../target/page/');

mkdirSync(TARGET, { recursive: true });

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
});
after(() => browser.close());

/** Runs Tally; gives what it prints. */
export function tally(...words) {
  return execFileSync(TALLY, words, { encoding: 'utf8', maxBuffer: 1 << 28 });
}

/** A recording of an example, made once. */
export function example(name) {
  const file = target(name);
  if (!existsSync(file)) {
    tally('run', '-o', file, `${EXAMPLES}${name}.java`);
  }
  return file;
}

/** The same as Python would have it: functions and their callers, no paths. */
export function pythonExample(name) {
  const file = target(`${name}.pstats`);
  tally('convert', example(name), '-o', file);
  return file;
}

/** A file for a test. */
export function write(name, bytes) {
  writeFileSync(target(name), bytes);
  return target(name);
}

/** A recording of a tree that is written as an outline. */
export function outlined(name, text, more) {
  return write(name, recording(outline(text, more)));
}

export function target(name) {
  return `${TARGET}/${name}`.replace('//', '/');
}

let pages = 0;

/** Opens a page that holds these recordings, from a file, as somebody who got it by mail. */
export async function opened(t, files, { hash = '', ...look } = {}) {
  const file = target(`page-${process.pid}-${++pages}.html`);
  tally('view', '-o', file, ...files);
  const page = await visited(t, `file://${file}${hash}`, look);
  await page.locator(files.length > 0 ? '.view' : '.welcome').waitFor();
  return page;
}

/** Opens an address; when the test ends, the page must not have complained, nor asked elsewhere. */
export async function visited(t, address, look = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...look });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.stack));
  page.on('console', (message) => {
    // A graphics driver has its own complaints, of the page of another tool.
    const serious = !message.text().startsWith('[.WebGL');
    if (serious && (message.type() === 'error' || message.type() === 'warning')) {
      complaints.push(message.text());
    }
  });
  page.on('dialog', (dialog) => complaints.push(`a dialog: ${dialog.message()}`));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(address).origin) {
      complaints.push(`a request to ${request.url()}`);
    }
  });
  t.after(async () => {
    await context.close();
    assert.deepEqual(complaints, []);
  });
  await page.goto(address);
  return page;
}

export async function shot(page, name) {
  await page.screenshot({ path: target(`${name}.png`) });
}

/** Goes to a view by its button. */
export async function view(page, name) {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name, exact: true }).click();
}

export async function search(page, text) {
  await page.getByRole('searchbox').fill(text);
}

/** The rows of a table in sight: by column, the cells' texts and what they say when asked. */
export async function rows(page, label) {
  return page.getByRole('grid', { name: label }).evaluate((table) => {
    const keys = [...table.querySelectorAll('th')].map((heading) => heading.dataset.key);
    return [...table.querySelectorAll('tbody tr:not(.spacer)')].map((row) =>
      Object.fromEntries(
        [...row.children].map((cell, i) => [keys[i], { text: cell.textContent, title: cell.title }]),
      ),
    );
  });
}

export async function names(page, label = 'Methods') {
  return (await rows(page, label)).map(({ name }) => name.text);
}

/** The state that the address holds, which the browser tells in its own time: to be waited for. */
export function stateOf(page) {
  return Object.fromEntries(new URLSearchParams(new URL(page.url()).hash.slice(1)));
}

/** Waits until something holds that the page does in its own time, such as after a frame. */
export async function until(holds, what) {
  const end = Date.now() + 10_000;
  for (let found; ; ) {
    found = await holds();
    if (found) {
      return found;
    }
    assert.ok(Date.now() < end, `waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What is said below the flame graph of the box that was chosen: `{name, facts}`. */
export async function detail(page) {
  return page.locator('.detail').evaluate((element) => ({
    name: element.querySelector('strong')?.textContent,
    facts: Object.fromEntries(
      [...element.querySelectorAll('dl > div')].map((pair) => [
        pair.querySelector('dt').textContent,
        pair.querySelector('dd').textContent,
      ]),
    ),
  }));
}
