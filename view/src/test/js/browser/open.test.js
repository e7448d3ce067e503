// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { envelope, outline, recording } from '../synthetic.js';
import { example, names, opened, outlined, pythonExample, shot, target, view, write } from './browser.js';

/** Drops files onto the page, as a file manager does. */
async function drop(page, ...files) {
  const dropped = files.map((file) => ({ name: basename(file), base64: readFileSync(file, 'base64') }));
  await page.evaluate(async (list) => {
    const data = new DataTransfer();
    for (const { name, base64 } of list) {
      data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    }
    const events = ['dragenter', 'dragover', 'drop'].map((type) => new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    events.forEach((event) => document.body.dispatchEvent(event));
  }, dropped);
}

test('the page alone opens a recording that is dropped onto it, and another one after it', async (t) => {
  const page = await opened(t, []);
  await shot(page, 'page alone');
  await drop(page, example('Quickstart'));
  await page.locator('canvas').waitFor();
  assert.equal(await page.title(), 'Quickstart – Tally');

  await drop(page, outlined('other', 'a.Main.other 1 5'));
  await view(page, 'Table');
  assert.deepEqual(await names(page), ['Main.other']);
});

test('two that are dropped together are compared', async (t) => {
  const page = await opened(t, []);
  const early = outlined('z-early', 'a.Main.main 1 5', { origin: { startEpochMillis: 1_795_000_000_000 } });
  const late = outlined('a-late', 'a.Main.main 3 5', { origin: { startEpochMillis: 1_795_000_001_000 } });
  await drop(page, late, early);
  await page.locator('.view').waitFor();
  assert.equal(await page.title(), 'z-early → a-late – Tally');
});

test('a file can be chosen by those who do not drop', async (t) => {
  const page = await opened(t, []);
  await page.getByLabel('Or choose:').setInputFiles(example('Quickstart'));
  await page.locator('canvas').waitFor();
});

test('what is no recording gets a sentence, and what was open stays', async (t) => {
  const page = await opened(t, [outlined('first', 'a.Main.first 1 5')], { hash: '#view=table' });
  const whole = readFileSync(example('Quickstart'));
  const damaged = Buffer.from(whole);
  damaged[whole.length >> 1] ^= 255;
  for (const [file, sentence] of [
    [write('notes.txt', 'not a recording'), /notes\.txt: it is not a Tally recording/],
    [write('nothing', ''), /nothing: it is not a Tally recording/],
    [write('cut', whole.subarray(0, whole.length / 2)), /cut: the file is damaged or was cut short/],
    [write('damaged', damaged), /damaged: the file is damaged or was cut short/],
    [write('nonsense', envelope(Buffer.from([0xff, 0xff, 0xff]))), /nonsense: /],
    [pythonExample('Quickstart'), /Quickstart\.pstats: it is not a Tally recording; `tally convert/],
  ]) {
    await drop(page, file);
    await page.getByRole('alert').filter({ hasText: sentence }).waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    assert.deepEqual(await names(page), ['Main.first']);
  }
  await drop(page, target('notes.txt'));
  await shot(page, 'complaint');
});

test('names are text, whatever they look like', async (t) => {
  const evil = '<img src=x onerror=alert(1)>';
  const tree = outline('a.Main.main 1 1000\n  a.Main.evil 2 500\n  a.Main.again 1 100');
  tree.methods[1].name = evil;
  tree.methods[2].className = '</script><script>alert(2)</script>';
  tree.threads = [{ name: '"><svg onload=alert(3)>', count: 1 }];
  tree.origin = { commandLine: [evil], notes: [evil] };
  tree.leftOut = [{ name: evil, reason: evil }];
  const page = await opened(t, [write('<b onclick=x>&amp;', recording(tree))]);
  await page.locator('canvas').hover({ position: { x: 200, y: 60 } });
  for (const name of ['Table', 'Method', 'Threads', 'About']) {
    await view(page, name);
    assert.equal(await page.locator('img, svg, b, script:not([type])').count(), 0);
  }
  await view(page, 'Table');
  assert.ok((await names(page)).includes(`Main.${evil}`));
  assert.equal(await page.title(), '<b onclick=x>&amp; – Tally');
});
