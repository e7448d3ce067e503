// SPDX-License-Identifier: Apache-2.0
//
// The page for everybody: by keyboard, by screen reader, dark, enlarged, on a phone.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { detail, example, opened, shot, stateOf, until } from './browser.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const VIEWS = ['flame', 'table', 'method', 'threads', 'about'];

async function findings(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing serious in any view, ${colorScheme}`, async (t) => {
    for (const view of VIEWS) {
      const page = await opened(t, [example('Quickstart')], { hash: `#view=${view}`, colorScheme });
      assert.deepEqual(await findings(page), [], view);
      await shot(page, `${view}, ${colorScheme}`);
    }
    const pair = await opened(t, [example('Quickstart'), example('Example1Recursion')], { hash: '#view=table', colorScheme });
    assert.deepEqual(await findings(pair), [], 'before and after');
    const alone = await opened(t, [], { colorScheme });
    assert.deepEqual(await findings(alone), [], 'the page alone');
  });
}

test('the page is dark where the system is, and follows it', async (t) => {
  const page = await opened(t, [example('Quickstart')], { colorScheme: 'light' });
  const brightness = () =>
    page.evaluate(() => {
      const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
      return (r + g + b) / 3;
    });
  assert.ok((await brightness()) > 200);
  await page.emulateMedia({ colorScheme: 'dark' });
  await until(async () => (await brightness()) < 60, 'a dark page');
});

test('all of it goes by keyboard', async (t) => {
  const page = await opened(t, [example('Quickstart')]);
  for (const [i, view] of VIEWS.entries()) {
    await page.keyboard.press(String(i + 1));
    await until(() => stateOf(page).view === view, `view to be ${view}`);
  }
  await page.keyboard.press('/');
  await page.keyboard.type('parse');
  await until(() => stateOf(page).q === 'parse', 'q to be parse');
  await page.keyboard.press('Escape');
  await until(() => stateOf(page).q === undefined, 'the search to be empty');

  await page.keyboard.press('2');
  await until(async () => {
    await page.keyboard.press('Tab');
    return page.evaluate(() => document.activeElement.matches('tbody tr'));
  }, 'a row to be reached by Tab');
  await page.keyboard.press('ArrowDown');
  const name = await page.evaluate(() => document.activeElement.querySelector('.name').textContent);
  await page.keyboard.press('Enter');
  await until(() => stateOf(page).view === 'method', 'view to be method');
  assert.equal(await page.locator('.card h2').textContent(), name);

  await page.keyboard.press('1');
  await until(async () => {
    await page.keyboard.press('Tab');
    return page.evaluate(() => document.activeElement.matches('canvas'));
  }, 'the flame graph to be reached by Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await until(() => stateOf(page).at, 'a box to be chosen');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Home');
  await until(() => stateOf(page).at === undefined, 'all to be shown again');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const box = (await detail(page)).name;
  await page.keyboard.press('m');
  assert.equal(await page.locator('.card h2').textContent(), box);
});

for (const [what, look] of [
  ['at 200 %', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
  ['on a phone', { viewport: { width: 375, height: 700 }, deviceScaleFactor: 2, hasTouch: true }],
]) {
  test(`nothing is cut off ${what}`, async (t) => {
    for (const view of VIEWS) {
      const page = await opened(t, [example('Quickstart')], { hash: `#view=${view}`, ...look });
      const { wide, room } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, room: innerWidth }));
      assert.ok(wide <= room, `${view} is ${wide} wide, in ${room}`);
      await shot(page, `${view}, ${what}`);
    }
  });
}
