// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detail, names, opened, outlined, rows, shot, view } from './browser.js';

const BEFORE = `
[main]
a.Main.main 1 1000000
  a.Main.parse 1000 4000000
    a.Regex.compile 1000 9000000
  a.Main.save 1 2000000 500000
`;

const AFTER = `
[main]
a.Main.main 1 1000000
  a.Main.parse 1000 4000000
    a.Cache.get 1000 1000000
    a.Regex.compile 1 9000
  a.Main.save 2 2300000 500000
`;

const pair = () => [outlined('before', BEFORE), outlined('after', AFTER)];

test('the table has both and the difference in one row', async (t) => {
  const page = await opened(t, pair(), { hash: '#view=table' });
  const table = await rows(page, 'Methods');
  const compile = table.find(({ name }) => name.text === 'Regex.compile');
  assert.deepEqual(
    ['callsBefore', 'callsAfter', 'callsChange', 'selfBefore', 'selfAfter', 'selfChange'].map((key) => compile[key].text),
    ['1,000', '1', '−999', '9.000', '0.009', '−8.991'],
  );
  // The largest change of calls comes first.
  assert.deepEqual((await names(page)).slice(0, 2).sort(), ['Cache.get', 'Regex.compile']);
  const save = table.find(({ name }) => name.text === 'Main.save');
  assert.match(save.selfChange.title, /within the errors/);
  await shot(page, 'table of before and after');
});

test('what appeared and what vanished is listed', async (t) => {
  const gone = [outlined('with', BEFORE), outlined('without', BEFORE.replace(/ *a\.Regex.*\n/, ''))];
  const page = await opened(t, gone, { hash: '#view=table' });
  const filter = page.getByRole('combobox', { name: 'Show' });
  await filter.selectOption('vanished');
  assert.deepEqual(await names(page), ['Regex.compile']);
  await filter.selectOption('appeared');
  assert.deepEqual(await names(page), []);

  const other = await opened(t, pair(), { hash: '#view=table&change=appeared' });
  assert.deepEqual(await names(other), ['Cache.get']);
});

test('the flame graph has what vanished, and says of each box what changed', async (t) => {
  const page = await opened(t, pair());
  await page.locator('canvas').focus();
  const boxes = [];
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) {
    await page.keyboard.press(key);
    boxes.push(await detail(page));
  }
  assert.deepEqual(boxes.map(({ name }) => name), ['Main.main', 'Main.parse', 'Regex.compile']);
  assert.equal(boxes[2].facts.calls, '1,000 → 1');
  assert.equal(boxes[2].facts['for each call of Main.parse'], '× 1 → × 0.001');
  assert.match(boxes[2].facts.self, /^9\.00 ms → 9\.00 µs, −8\.99 ms/);
  await shot(page, 'flame graph of before and after');
  for (const word of ['grown', 'shrunk', 'appeared', 'vanished']) {
    await page.locator('.legend').getByText(word).waitFor();
  }
  await view(page, 'Method');
  await shot(page, 'method of before and after');
});
