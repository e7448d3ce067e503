// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { large, recording } from '../synthetic.js';
import { example, names, opened, pythonExample, rows, search, shot, stateOf, tally, until, view, write } from './browser.js';

/** The lines of `tally stats`, by the name of the function. */
function stats(file) {
  const lines = tally('stats', '--plain', file, '-c', 'stats').split('\n');
  // A row without calls has no numbers for each call.
  const pattern = /^ *(\d+)(?:\/(\d+))? +([\d.]+) +([\d.]+|) +([\d.]+) +([\d.]+|) (\S.*)$/;
  return lines.flatMap((line) => {
    const row = pattern.exec(line);
    if (row === null) {
      return [];
    }
    const [, calls, primitive = calls, self, selfPerCall, cumulative, cumulativePerCall, label] = row;
    return [{ label, calls, primitive, self, selfPerCall, cumulative, cumulativePerCall }];
  });
}

/** A line of the page's table as `tally stats` writes it; seconds are what a cell says when asked. */
function asStats(row) {
  const seconds = ({ title }) => /^([\d.]+) s /.exec(title)[1];
  const perCall = ({ text }) => text && (Number(text.replaceAll(',', '')) / 1e6).toFixed(3);
  return {
    label: row.name.title,
    calls: row.calls.text.replaceAll(',', ''),
    primitive: row.primitive.text.replaceAll(',', ''),
    self: seconds(row.self),
    selfPerCall: perCall(row.selfPerCall),
    cumulative: seconds(row.cumulative),
    cumulativePerCall: perCall(row.cumulativePerCall),
  };
}

const byLabel = (a, b) => (a.label < b.label ? -1 : 1);

for (const [what, file] of [
  ['a recording', () => example('Quickstart')],
  ['a recording with recursion', () => example('Example1Recursion')],
  ["a profile of Python's", () => pythonExample('Quickstart')],
]) {
  test(`the table of ${what} has the numbers of tally stats, to the last digit`, async (t) => {
    const page = await opened(t, [file()], { hash: '#view=table', viewport: { width: 1280, height: 1600 } });
    const expected = stats(file()).sort(byLabel);
    assert.ok(expected.length > 2);
    assert.deepEqual((await rows(page, 'Methods')).map(asStats).sort(byLabel), expected);
    await shot(page, `table of ${what}`);
  });
}

test('a click on a heading sorts, another turns it round, Back goes back', async (t) => {
  const page = await opened(t, [example('Quickstart')], { hash: '#view=table' });
  const calls = async () => (await rows(page, 'Methods')).map((row) => Number(row.calls.text.replaceAll(',', '')));
  const heading = page.getByRole('columnheader', { name: /Calls$/ });

  await heading.getByRole('button').click();
  const descending = await calls();
  assert.deepEqual(descending, [...descending].sort((a, b) => b - a));
  assert.equal(await heading.getAttribute('aria-sort'), 'descending');
  await until(() => stateOf(page).sort === 'calls', 'sort to be calls');

  await heading.getByRole('button').click();
  assert.deepEqual(await calls(), [...descending].reverse().sort((a, b) => a - b));
  assert.equal(await heading.getAttribute('aria-sort'), 'ascending');

  await page.goBack();
  assert.deepEqual(await calls(), descending);
  await page.goBack();
  assert.equal(await heading.getAttribute('aria-sort'), null);
});

test('a text or a regular expression filters; a wrong one is said to be wrong', async (t) => {
  const page = await opened(t, [example('Quickstart')], { hash: '#view=table' });
  const all = await names(page);

  await search(page, 'pattern.comp');
  assert.deepEqual(await names(page), ['{java.util.regex.Pattern.compile}']);
  await search(page, '^Quickstart');
  assert.deepEqual(await names(page), []);
  await page.getByRole('button', { name: 'Regular expression' }).click();
  const found = await names(page);
  assert.ok(found.length > 3 && found.length < all.length);

  await search(page, '(');
  await page.getByRole('alert').filter({ hasText: 'expression' }).waitFor();
  await search(page, '');
  assert.deepEqual(await names(page), all);
});

test('100,000 methods are walked from end to end, with a hundred rows on the page', async (t) => {
  const file = write('many-methods', recording(large(300_000, 100_000)));
  const page = await opened(t, [file], { hash: '#view=table&sort=name' });
  const table = page.getByRole('grid', { name: 'Methods' });
  const count = Number(await table.getAttribute('aria-rowcount')) - 1;
  assert.ok(count > 90_000, `${count} rows`);

  await table.getByRole('row').nth(1).focus();
  await page.keyboard.press('End');
  await until(async () => (await page.evaluate(() => document.activeElement.ariaRowIndex)) === String(count + 1), 'the last row');
  const drawn = await table.locator('tbody tr').count();
  assert.ok(drawn < 120, `${drawn} rows on the page`);
  await page.keyboard.press('Home');
  await until(async () => (await page.evaluate(() => document.activeElement.ariaRowIndex)) === '2', 'the first row');
});

test('what a table is sorted by stays when another view was open', async (t) => {
  const page = await opened(t, [example('Quickstart')], { hash: '#view=table&sort=self' });
  const before = await names(page);
  await view(page, 'About');
  await view(page, 'Table');
  assert.deepEqual(await names(page), before);
});
