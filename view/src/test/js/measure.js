// SPDX-License-Identifier: Apache-2.0
//
// The figures of docs/view.md: how large a report is, how long its first picture takes, a zoom, a
// search, a click on a heading, and what memory it needs, in headless Chromium.
//
//   node src/test/js/measure.js RECORDING…
//
// Seven runs each: the median, then all of them. A duration ends with the frame after the work.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const TALLY = process.env.TALLY ?? fileURLToPath(new URL('../../../../cli/target/tally/tally', import.meta.url));
const RUNS = 7;

const folder = mkdtempSync(join(tmpdir(), 'tally-measure-'));
for (const recording of process.argv.slice(2)) {
  const report = join(folder, 'report.html');
  execFileSync(TALLY, ['view', '-o', report, recording]);
  const runs = [];
  for (let i = 0; i < RUNS; i++) {
    runs.push(await run(report));
  }
  console.log(recording, `report ${(statSync(report).size / 1e6).toFixed(2)} MB`);
  for (const key of Object.keys(runs[0])) {
    const sorted = runs.map((each) => each[key]).sort((a, b) => a - b);
    console.log(`  ${key.padEnd(34)} ${sorted[sorted.length >> 1].toFixed(0).padStart(6)}   (${sorted.map((n) => n.toFixed(0)).join(' ')})`);
  }
}

async function run(report) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--enable-precise-memory-info'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (document.querySelector('canvas')) {
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => (window.firstPicture = performance.now())));
        }
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(`file://${report}`);
    await page.waitForFunction(() => window.firstPicture !== undefined, undefined, { timeout: 120_000 });
    const figures = { 'first picture, ms after navigation': await page.evaluate(() => window.firstPicture) };
    const timed = async (what, action) => {
      figures[`${what}, ms`] = await page.evaluate(action);
    };
    await page.evaluate(() => {
      /** Time from an action to the frame after it. */
      window.toFrame = async (action) => {
        const start = performance.now();
        action();
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        return performance.now() - start;
      };
      const click = (x, y) => new MouseEvent('click', { bubbles: true, clientX: x, clientY: y });
      window.clickCanvas = (x, y) => {
        const box = document.querySelector('canvas').getBoundingClientRect();
        document.querySelector('canvas').dispatchEvent(click(box.x + x, box.y + y));
      };
      window.type = (text) => {
        const input = document.querySelector('input[type=search]');
        input.value = text;
        input.dispatchEvent(new Event('input'));
      };
    });
    await timed('zoom into a box', () => window.toFrame(() => window.clickCanvas(100, 130)));
    await timed('zoom out', () => window.toFrame(() => document.querySelector('canvas').dispatchEvent(new KeyboardEvent('keydown', { key: 'Home' }))));
    await timed('search, first letters', () => window.toFrame(() => window.type('vis')));
    await timed('search, more letters', () => window.toFrame(() => window.type('visit')));
    await page.evaluate(() => window.type(''));
    await timed('table, first time', () => window.toFrame(() => (location.hash = '#view=table')));
    await page.locator('th[data-key=calls] button').waitFor();
    await timed('table, sort', () => window.toFrame(() => document.querySelector('th[data-key=calls] button').click()));
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    figures['its process, MB in memory'] = await resident(browser);
    figures['heap after all that, MB'] = await page.evaluate(() => performance.memory.usedJSHeapSize / 1e6);
    return figures;
  } finally {
    await browser.close();
  }
}

/** What the largest renderer, which is the page's, has in memory: all of it, the browser's code too. */
async function resident(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))[1]) / 1e3);
  return Math.max(...sizes);
}
