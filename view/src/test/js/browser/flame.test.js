// SPDX-License-Identifier: Apache-2.0
//
// Boxes are drawn on a canvas, so these tests ask for what a box says: chosen by keyboard, it says
// it below the graph; under the mouse, beside it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ROW } from '../../../main/resources/dev/tally/view/paint.js';
import { detail, example, opened, outlined, pythonExample, search, shot, stateOf, until } from './browser.js';

const SHOP = `
[main]
shop.Shop.main 1 1000000
  shop.Shop.order 2 2000000 300000
    shop.Cart.add 16 12000000
    {java.util.Map.put} 3 1000000
  shop.Shop.pay 1 4000000
`;

const shop = () => outlined('shop', SHOP);

async function walk(page, ...keys) {
  await page.locator('canvas').focus();
  for (const key of keys) {
    await page.keyboard.press(key);
  }
  return detail(page);
}

async function pressed(page, name) {
  return (await page.getByRole('button', { name, exact: true }).getAttribute('aria-pressed')) === 'true';
}

test('a box says its calls, how many they are for each call of its caller, and how its time is known', async (t) => {
  const page = await opened(t, [shop()]);

  const main = await walk(page, 'ArrowDown');
  assert.equal(main.name, 'Shop.main');
  assert.equal(main.facts.calls, '1');

  const order = await walk(page, 'ArrowDown');
  assert.deepEqual(order, {
    name: 'Shop.order',
    facts: {
      calls: '2',
      'for each call of Shop.main': '× 2',
      self: '2.00 ms, 10.0 %, estimated ± 300 µs',
      cumulative: '15.0 ms, 75.0 %, estimated ± 300 µs',
    },
  });

  const add = await walk(page, 'ArrowDown');
  assert.equal(add.name, 'Cart.add');
  assert.equal(add.facts.calls, '16');
  assert.equal(add.facts['for each call of Shop.order'], '× 8');
  assert.equal(add.facts.self, '12.0 ms, 60.0 %, measured');

  const put = await walk(page, 'ArrowRight');
  assert.equal(put.name, '{java.util.Map.put}');
  assert.equal(put.facts['for each call of Shop.order'], '× 1.50');
  await shot(page, 'flame graph, a box chosen');
});

test('the mouse zooms, the way back is shown, Back and Forward work', async (t) => {
  const page = await opened(t, [shop()]);
  const canvas = page.locator('canvas');
  const at = (level, x) => ({ position: { x, y: level * ROW + ROW / 2 } });
  const way = page.getByRole('navigation', { name: 'Zoomed to' });

  await canvas.hover(at(2, 100));
  await page.locator('.tip').getByText('Shop.order', { exact: true }).waitFor();
  await canvas.click(at(2, 100));
  await way.getByText('Shop.order').waitFor();
  const zoomed = page.url();

  // It is as wide as everything now.
  await canvas.hover(at(0, 1200));
  await page.locator('.tip').getByText('Shop.order', { exact: true }).waitFor();
  await shot(page, 'flame graph, zoomed');

  await way.getByRole('button', { name: 'Shop.main' }).click();
  assert.notEqual(page.url(), zoomed);
  await page.goBack();
  assert.equal(page.url(), zoomed);
  await way.getByText('Shop.order').waitFor();
  await page.goBack();
  await way.waitFor({ state: 'hidden' });
  await page.goForward();
  await way.getByText('Shop.order').waitFor();
});

test('an address that was kept shows the same again', async (t) => {
  const page = await opened(t, [shop()]);
  await walk(page, 'ArrowDown', 'ArrowDown', 'Enter');
  await page.getByRole('button', { name: 'Flame', exact: true }).click();
  const { hash } = new URL(page.url());

  const again = await opened(t, [shop()], { hash });
  await again.getByRole('navigation', { name: 'Zoomed to' }).getByText('Shop.order').waitFor();
  assert.ok(await pressed(again, 'Flame'));
});

test('a search says the share of what it matches', async (t) => {
  const page = await opened(t, [shop()]);
  await search(page, 'order');
  // Shop.order and what it called: 15 of 20 ms.
  await page.getByText('Matches and what they called: 75.0 % of time').waitFor();
  await shot(page, 'flame graph, searched');
  await search(page, 'Cart');
  await page.getByText('Matches and what they called: 60.0 % of time').waitFor();
  await search(page, 'nothing of that name');
  await page.getByText('Matches and what they called: 0.0 % of time').waitFor();
});

test('by calls, boxes are as wide as calls are many', async (t) => {
  const page = await opened(t, [shop()]);
  await page.getByRole('combobox', { name: 'By' }).selectOption('calls');
  await until(() => stateOf(page).metric === 'calls', 'metric to be calls');
  const order = await walk(page, 'ArrowDown', 'ArrowDown');
  assert.equal(order.facts['calls with all below'], '21, 91.3 %');
  await shot(page, 'flame graph by calls');
});

test('inverted, the outermost boxes are methods by themselves and their callers follow', async (t) => {
  const page = await opened(t, [shop()]);
  await page.getByRole('button', { name: 'Inverted' }).click();
  const add = await walk(page, 'ArrowDown');
  assert.deepEqual(add, { name: 'Cart.add', facts: { calls: '16', self: '12.0 ms, 60.0 %' } });
  const caller = await walk(page, 'ArrowDown');
  assert.equal(caller.name, 'Shop.order');
  assert.equal(caller.facts['calls of Cart.add through here'], '16');
  assert.equal(caller.facts['for each call of Shop.order'], '× 8');
  await shot(page, 'flame graph, inverted');
});

test('as a flame, the root is at the bottom', async (t) => {
  const page = await opened(t, [shop()]);
  await page.getByRole('button', { name: 'Flame', exact: true }).click();
  const { height } = await page.locator('canvas').boundingBox();
  await page.locator('canvas').hover({ position: { x: 100, y: height - ROW * 1.5 } });
  await page.locator('.tip').getByText('Shop.main', { exact: true }).waitFor();
  await shot(page, 'flame graph as a flame');
});

test('recursion 10,000 deep is drawn to its end, and folds into one box', async (t) => {
  const depth = 10_000;
  const line = (_, level) => `${'  '.repeat(level)}deep.Down.down 1 ${level === depth - 1 ? 1e9 : 1}`;
  const page = await opened(t, [outlined('deep', Array.from({ length: depth }, line).join('\n'))]);
  const scroller = page.locator('.flame-scroll');
  // More levels are laid out with each frame that comes near the end.
  await scroller.evaluate(async (element, least) => {
    while (element.scrollHeight < least) {
      element.scrollTop = element.scrollHeight;
      await new Promise(requestAnimationFrame);
    }
    element.scrollTop = element.scrollHeight;
  }, depth * ROW);
  await until(async () => {
    const { height } = await page.locator('canvas').boundingBox();
    await page.locator('canvas').hover({ position: { x: 600, y: height - 2.5 * ROW } });
    return page.locator('.tip').getByText('Down.down', { exact: true }).isVisible();
  }, 'a box at the end');
  await shot(page, 'flame graph, 10,000 deep');

  await page.getByRole('button', { name: 'Fold recursion' }).click();
  const folded = await walk(page, 'ArrowDown');
  assert.equal(folded.name, 'Down.down');
  assert.equal(folded.facts.calls, '10,000, 9,999 of them recursive');
  assert.equal((await walk(page, 'ArrowDown')).name, 'Down.down');
  assert.ok((await scroller.evaluate((element) => element.scrollHeight)) < 2000);
});

test("a profile of Python's has no flame graph, and says why", async (t) => {
  const page = await opened(t, [pythonExample('Quickstart')], { hash: '#view=flame' });
  await page.getByText('There is no flame graph: this profile knows who called whom').waitFor();
  assert.equal(await page.locator('canvas').isVisible(), false);
  await shot(page, 'flame graph of a profile without paths');
});

test("the README's picture", async (t) => {
  const page = await opened(t, [example('Quickstart')], { viewport: { width: 1100, height: 440 }, deviceScaleFactor: 1.5 });
  const compile = await walk(page, 'ArrowDown', 'ArrowDown', 'ArrowDown');
  assert.equal(compile.name, '{java.util.regex.Pattern.compile}');
  assert.equal(compile.facts.calls, '150,000');
  await shot(page, 'view');
});

test('the tutorial: what was called 150,000 times that nobody asked for', async (t) => {
  const page = await opened(t, [example('Quickstart')]);
  await search(page, 'Pattern.compile');
  await page.getByText(/Matches and what they called: [1-9][\d.]* % of time/).waitFor();
  await page.getByRole('button', { name: 'Table' }).click();
  await page.getByRole('row', { name: /Pattern\.compile.*150,000/ }).click();
  await page.getByRole('grid', { name: 'Callers of {java.util.regex.Pattern.compile}' }).getByRole('row', { name: /Quickstart\.parse 150,000 × 1 / }).waitFor();
});
