// SPDX-License-Identifier: Apache-2.0
//
// The envelope of a recording: eight bytes, then one gzip member (docs/file-format.md).

import { FormatError } from './wire.js';

const MAGIC = [0x89, 0x54, 0x41, 0x4c, 0x4c, 0x59, 0x0a];
const VERSION = 1;

/** What a file may unpack to; a recording of ten million contexts is smaller. */
const MOST_BYTES = 2 ** 30;

/** The message in the bytes of a file. */
export async function openEnvelope(bytes) {
  if (MAGIC.some((b, i) => bytes[i] !== b)) {
    throw new FormatError(
      'it is not a Tally recording; `tally convert FILE -o OUT.tally` makes one of other files',
    );
  }
  if (bytes[MAGIC.length] !== VERSION) {
    throw new FormatError(
      `expected version ${VERSION} of the recording's format, found ${bytes[MAGIC.length]}`,
    );
  }
  return unzip(bytes.subarray(MAGIC.length + 1));
}

async function unzip(packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const reader = stream.getReader();
  const chunks = [];
  let length = 0;
  try {
    for (let part; !(part = await reader.read()).done; ) {
      chunks.push(part.value);
      length += part.value.length;
      if (length > MOST_BYTES) {
        break;
      }
    }
  } catch {
    throw new FormatError('the file is damaged or was cut short: its compressed data do not unpack');
  }
  if (length > MOST_BYTES) {
    await reader.cancel();
    throw new FormatError('the file unpacks to more than 1 GiB, which is more than this page reads');
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
