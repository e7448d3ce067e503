// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { example, opened, outlined, pythonExample, shot } from './browser.js';

test('what ran, how it was recorded and what is in it', async (t) => {
  const page = await opened(t, [example('Quickstart')], { hash: '#view=about' });
  const text = await page.getByRole('region', { name: 'About this profile' }).innerText();
  for (const expected of [/Quickstart/, /OpenJDK/, /complete/, /auto: what is worth it is timed/, /each was seen, call by call/]) {
    assert.match(text, expected);
  }
  await shot(page, 'about');
});

test('what was left out is listed with the reason', async (t) => {
  const file = outlined('lossy', 'a.Main.main 1 5', {
    leftOut: [{ name: 'a.Signed', reason: 'its signature would break' }],
    leftOutCount: 12,
    origin: { complete: false, notes: ['A thread was lost.'] },
  });
  const page = await opened(t, [file], { hash: '#view=about' });
  const about = page.getByRole('region', { name: 'About this profile' });
  await about.getByText('These ran unrecorded; the first 1 are listed.').waitFor();
  await about.getByRole('row', { name: 'a.Signed its signature would break' }).waitFor();
  await about.getByText('A thread was lost.').waitFor();
  await about.getByText('the program was still running', { exact: true }).waitFor();
});

test("a profile of Python's says what it does not know", async (t) => {
  const page = await opened(t, [pythonExample('Quickstart')], { hash: '#view=about' });
  await page.getByText('not known: who called whom, but not along which path').waitFor();
});

test('an empty recording is a sentence in each view', async (t) => {
  const page = await opened(t, [outlined('empty', '')]);
  for (const [view, sentence] of [
    ['flame', 'There is no flame graph: nothing was recorded.'],
    ['table', 'Nothing was recorded.'],
    ['method', 'Nothing was recorded.'],
  ]) {
    await page.evaluate((hash) => (location.hash = hash), `#view=${view}`);
    await page.getByText(sentence, { exact: true }).waitFor();
  }
});
