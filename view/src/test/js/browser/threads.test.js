// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { names, opened, outlined, rows, shot, view } from './browser.js';

const TWO = `
[main]
a.Main.main 1 1000000
  a.Main.wait 1 3000000
[pool-#-thread-#]
a.Work.run 8 12000000
  a.Main.wait 2 4000000
`;

const two = () => outlined('threads', TWO, { threads: [{ name: 'main', count: 1 }, { name: 'pool-#-thread-#', count: 4 }] });

test('threads are shown with their numbers and times', async (t) => {
  const page = await opened(t, [two()], { hash: '#view=threads' });
  const lines = await page.locator('.threads tbody tr').allInnerTexts();
  assert.deepEqual(
    lines.map((line) => line.trim().split(/\s+/).join(' ')),
    ['pool-#-thread-# 4 16.000 80.0 %', 'main 1 4.000 20.0 %'],
  );
  await shot(page, 'threads');
});

test('every view is restricted to the threads that were chosen, until all are again', async (t) => {
  const page = await opened(t, [two()], { hash: '#view=threads' });
  await page.getByRole('button', { name: 'pool-#-thread-#', exact: true }).click();
  await view(page, 'Table');
  assert.deepEqual(await names(page), ['Work.run', 'Main.wait']);
  const [, wait] = await rows(page, 'Methods');
  assert.equal(wait.calls.text, '2');

  await page.getByRole('button', { name: 'only pool-#-thread-#' }).click();
  assert.deepEqual((await names(page)).sort(), ['Main.main', 'Main.wait', 'Work.run']);

  await view(page, 'Threads');
  await page.getByRole('checkbox', { name: 'Show pool-#-thread-#' }).uncheck();
  await view(page, 'Table');
  assert.deepEqual((await names(page)).sort(), ['Main.main', 'Main.wait']);
});
