// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { example, opened, pythonExample, rows, shot, tally } from './browser.js';

/** The lines that `tally stats` prints of a function's callees: calls, primitive calls, name, cumulative time. */
function calleesOf(file, name) {
  const pattern = /(\d+)(?:\/(\d+))? +[\d.]+ +([\d.]+)  (\S.*)$/;
  return tally('stats', '--plain', file, '-c', `callees ${name}`)
    .split('\n')
    .map((line) => pattern.exec(line))
    .filter((row) => row !== null)
    .map(([, calls, , cumulative, label]) => ({ label, calls, cumulative }));
}

const byLabel = (a, b) => (a.label < b.label ? -1 : 1);

for (const [what, file] of [
  ['a recording', () => example('Quickstart')],
  ["a profile of Python's", () => pythonExample('Quickstart')],
]) {
  test(`callees of ${what} have the numbers of tally stats`, async (t) => {
    const page = await opened(t, [file()], { hash: '#view=table' });
    await page.getByRole('row', { name: /Quickstart\.parse/ }).click();
    const found = (await rows(page, 'Callees of Quickstart.parse')).map((row) => ({
      label: row.name.title,
      calls: row.calls.text.replaceAll(',', ''),
      cumulative: /^([\d.]+) s /.exec(row.cumulative.title)[1],
    }));
    const expected = calleesOf(file(), 'Quickstart.parse');
    assert.equal(expected.length, 6);
    assert.deepEqual(found.sort(byLabel), expected.sort(byLabel));
    await shot(page, `method of ${what}`);
  });
}

test('a method is walked to its callers and callees, and back', async (t) => {
  const page = await opened(t, [example('Quickstart')], { hash: '#view=table' });
  await page.getByRole('row', { name: /Quickstart\.parse/ }).click();
  const middle = page.locator('.card h2');
  await page.getByRole('grid', { name: /^Callees of/ }).getByRole('row', { name: /Pattern\.compile/ }).click();
  assert.equal(await middle.textContent(), '{java.util.regex.Pattern.compile}');
  await page.getByRole('grid', { name: /^Callers of/ }).getByRole('row', { name: /Quickstart\.parse/ }).click();
  assert.equal(await middle.textContent(), 'Quickstart.parse');
  await page.goBack();
  assert.equal(await middle.textContent(), '{java.util.regex.Pattern.compile}');
  await page.getByRole('button', { name: 'Find in the flame graph' }).click();
  assert.match(await page.getByRole('searchbox').inputValue(), /Pattern\.compile/);
  await page.locator('canvas').waitFor();
});
