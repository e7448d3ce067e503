// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { detail, example, outlined, TALLY, target, until, visited, write } from './browser.js';

/** Starts `tally view`; gives the process, and the address that it prints. */
async function served(t, words, environment = {}) {
  const process_ = spawn(TALLY, ['view', ...words], { env: { ...process.env, ...environment } });
  t.after(() => process_.kill('SIGKILL'));
  for await (const line of createInterface({ input: process_.stdout })) {
    const address = /http:\S+/.exec(line);
    if (address) {
      return { process: process_, address: address[0] };
    }
  }
  throw new Error('tally view printed no address');
}

test('a served page fetches its recordings, shows both, and ends on Ctrl-C', async (t) => {
  const files = [outlined('old', 'a.Main.main 1 5000'), outlined('new', 'a.Main.main 3 5000')];
  const { process: server, address } = await served(t, ['--no-open', ...files]);
  const page = await visited(t, address);
  await page.locator('canvas').waitFor();
  assert.equal(await page.title(), 'old → new – Tally');
  await page.locator('canvas').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.equal((await detail(page)).facts.calls, '1 → 3');

  server.kill('SIGINT');
  const [code] = await once(server, 'exit');
  assert.equal(code, 130);
  await assert.rejects(fetch(address));
});

test("another site's page gets nothing from the server", async (t) => {
  const { address } = await served(t, ['--no-open', example('Quickstart')]);
  const stranger = await served(t, ['--no-open', example('Quickstart')]);
  const page = await visited(t, stranger.address);
  // Our page's own policy would forbid to ask; a stranger's has none.
  const context = await page.context().browser().newContext({ bypassCSP: true });
  t.after(() => context.close());
  const lawless = await context.newPage();
  await lawless.goto(stranger.address);
  const result = await lawless.evaluate(async (other) => {
    const read = await fetch(other).then(() => 'read', () => 'refused');
    const sent = await fetch(other, { mode: 'no-cors' }).then(() => 'sent', () => 'refused');
    return [read, sent];
  }, address);
  assert.deepEqual(result, ['refused', 'refused']);
});

test('the browser is opened at the address, where there is one', async (t) => {
  const seen = target('xdg-open.seen');
  rmSync(seen, { force: true });
  chmodSync(write('xdg-open', `#!/bin/sh\nprintf %s "$1" >'${seen}.part' && mv '${seen}.part' '${seen}'\n`), 0o755);
  const { address } = await served(t, [example('Quickstart')], {
    DISPLAY: ':99',
    PATH: `${target('')}:${process.env.PATH}`,
  });
  await until(() => existsSync(seen), 'xdg-open');
  assert.equal(readFileSync(seen, 'utf8'), address);
});
