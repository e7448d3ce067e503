// SPDX-License-Identifier: Apache-2.0
//
// speedscope's own page, as npm has it, opens what tally convert writes, and adds up the same
// numbers as tally stats. Its table is text, so what it has read can be compared.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { example, shot, tally, target, visited, write } from './browser.js';

const PAGE = fileURLToPath(
  new URL('../../../../node_modules/speedscope/dist/release/index.html', import.meta.url),
);
const skip = existsSync(PAGE) ? false : 'speedscope is not here: npm ci in view/';

const SECONDS = { s: 1, ms: 1e-3, µs: 1e-6, ns: 1e-9 };

/** Opens the example in this format, as `npx speedscope FILE` does. */
async function opened(t, extension) {
  const file = target(`speedscope.${extension}`);
  tally('convert', example('Quickstart'), '-o', file);
  const base64 = readFileSync(file).toString('base64');
  const call = `speedscope.loadFileFromBase64("profile.${extension}", "${base64}")`;
  const script = write(`speedscope.${extension}.js`, call);
  const page = await visited(t, `file://${PAGE}#localProfilePath=${script}`);
  await page.getByText('Sandwich').click();
  await page.getByRole('row', { name: /Quickstart.parse/ }).first().waitFor();
  return page;
}

/** The table of functions: by name what speedscope calls self. */
async function selves(page) {
  const rows = await page.getByRole('row').evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent)),
  );
  return Object.fromEntries(
    rows
      .filter(([, self]) => /\(/.test(self ?? ''))
      .map(([, self, name]) => [name, self.replace(/ \(.*/, '')]),
  );
}

/** A time, of which some formats do not know the unit. */
function seconds(text, unitOfFormat) {
  const [, number, unit] = /^([\d.,]+)(\D*)$/.exec(text);
  return Number(number.replaceAll(',', '')) * SECONDS[unit || unitOfFormat];
}

/** What tally stats shows, by the end of the name. */
function functions() {
  const file = target('speedscope.json');
  tally('convert', example('Quickstart'), '-o', file);
  return JSON.parse(readFileSync(file)).functions;
}

function assertTimes(shown, unitOfFormat) {
  for (const { name, function: label, selfNanos } of functions()) {
    const key = label.startsWith('{') ? label : name;
    const text = Object.entries(shown).find(([each]) => each.replaceAll('$', '.') === key)?.[1];
    if (selfNanos > 1_000_000) {
      assert.ok(text, `expected ${key} among ${Object.keys(shown)}`);
      assert.ok(Math.abs(seconds(text, unitOfFormat) / (selfNanos / 1e9) - 1) < 0.01, `${key}: ${text}`);
    }
  }
}

test('its own format: times and calls, a profile each', { skip }, async (t) => {
  const page = await opened(t, 'speedscope.json');
  assertTimes(await selves(page));
  await shot(page, 'speedscope-sandwich');

  await page.getByText('main, time').first().click();
  await page.getByRole('row', { name: /main, calls/ }).click();
  await page.getByText('main, calls', { exact: false }).first().waitFor();
  const calls = await selves(page);
  for (const { name, function: label, calls: expected } of functions()) {
    const key = label.startsWith('{') ? label : name;
    const text = Object.entries(calls).find(([each]) => each.replaceAll('$', '.') === key)?.[1];
    if (expected > 0) {
      assert.equal(Number(text?.replaceAll(',', '')), expected, key);
    }
  }

  await page.getByText('Left Heavy').click();
  await shot(page, 'speedscope');
});

// Not callgrind's: speedscope guesses a tree for it, which recursion makes another one.
for (const [extension, unit] of [
  ['pb.gz', 'ns'],
  ['collapsed', 'µs'],
]) {
  test(`a file of ${extension}`, { skip }, async (t) => {
    const page = await opened(t, extension);
    assertTimes(await selves(page), unit);
  });
}
