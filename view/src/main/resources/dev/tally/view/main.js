// SPDX-License-Identifier: Apache-2.0
//
// Starts the page: opens what it was sent with, or waits for a file; takes files that are dropped.

import { App } from './app.js';
import { el, fill } from './dom.js';
import { openEmbedded, openFiles } from './open.js';
import { profileOf } from './profile.js';

const page = document.getElementById('page');

/** Ends the listeners of the profile before, when another is opened. */
let current = new AbortController();

function start(opened) {
  if (opened.length === 0) {
    fill(page, welcome());
    return;
  }
  const profile = profileOf(opened.slice(0, 2));
  const title = opened.slice(0, 2).map(({ name }) => name).join(' → ');
  current.abort();
  current = new AbortController();
  new App(page, profile, title, current.signal);
}

function welcome() {
  const input = el('input', { type: 'file', multiple: true, id: 'file', onchange: () => take(input.files) });
  return el(
    'main',
    { class: 'welcome' },
    el('h1', {}, 'Tally'),
    el('p', {}, 'Drop a recording here, or two of them to compare, before and after.'),
    el('p', {}, el('label', { for: 'file' }, 'Or choose: '), input),
    el('p', { class: 'place' }, 'Nothing leaves this page.'),
  );
}

function complain(error) {
  document.getElementById('complaint')?.remove();
  const close = () => box.remove();
  const box = el(
    'div',
    { id: 'complaint', role: 'alert' },
    el('p', {}, error.message),
    el('button', { onclick: close }, 'Close'),
  );
  document.body.append(box);
}

/** The earlier recording is before; if that is not known, the names decide. */
function byStart(a, b) {
  const [first, second] = [a, b].map(({ recording }) => recording.origin.startEpochMillis);
  return first - second || (a.name < b.name ? -1 : 1);
}

async function take(files) {
  try {
    if (files.length > 2) {
      throw new Error(`expected one recording, or two to compare, found ${files.length} files`);
    }
    const opened = (await openFiles([...files])).sort(byStart);
    if (location.hash.length > 1) {
      history.replaceState(null, '', '#');
    }
    start(opened);
  } catch (error) {
    complain(error);
  }
}

addEventListener('dragover', (event) => {
  event.preventDefault();
  document.body.classList.add('dropping');
});
addEventListener('dragleave', (event) => {
  if (event.relatedTarget === null) {
    document.body.classList.remove('dropping');
  }
});
addEventListener('drop', (event) => {
  event.preventDefault();
  document.body.classList.remove('dropping');
  if (event.dataTransfer.files.length > 0) {
    take(event.dataTransfer.files);
  }
});

openEmbedded()
  .then(start)
  .catch((error) => {
    start([]);
    complain(error);
  });
