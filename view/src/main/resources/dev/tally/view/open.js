// SPDX-License-Identifier: Apache-2.0
//
// Where recordings come from: embedded in the page, fetched from the server that sent it, chosen,
// or dropped. Each becomes {name, recording}.

import { openEnvelope } from './envelope.js';
import { parseRecording } from './recording.js';

/**
 * What the page was sent with: elements of type application/octet-stream, in base64, or with an
 * address in `data-href`. `data-name` is what the file is called.
 */
export async function openEmbedded() {
  const elements = [...document.querySelectorAll('script[type="application/octet-stream"]')];
  const opened = [];
  for (const element of elements) {
    const { name, href } = element.dataset;
    const bytes = href ? await fetched(href) : decoded(element.textContent);
    // The text is a third larger than the file, and of no use any more.
    element.textContent = '';
    opened.push(await read(name ?? 'profile', bytes));
  }
  return opened;
}

export async function openFiles(files) {
  const opened = [];
  for (const file of files) {
    opened.push(await read(file.name, new Uint8Array(await file.arrayBuffer())));
  }
  return opened;
}

async function read(name, bytes) {
  try {
    return { name, recording: parseRecording(await openEnvelope(bytes)) };
  } catch (error) {
    throw new Error(`${name}: ${error.message}`, { cause: error });
  }
}

async function fetched(href) {
  const response = await fetch(href);
  if (!response.ok) {
    throw new Error(`the recording is not to be had any more (${response.status}); is \`tally view\` still running?`);
  }
  return new Uint8Array(await response.arrayBuffer());
}

function decoded(base64) {
  if (Uint8Array.fromBase64) {
    return Uint8Array.fromBase64(base64);
  }
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    bytes[i] = text.charCodeAt(i);
  }
  return bytes;
}
