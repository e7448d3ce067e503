// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openEnvelope } from '../../main/resources/dev/tally/view/envelope.js';
import { parseRecording } from '../../main/resources/dev/tally/view/recording.js';
import { CALLS, outline, recording, recordingMessage, TIME } from './synthetic.js';

const EXAMPLE = outline(`
[main]
a.Main.main 1 1000
  a.Main.run 20 3000 40
    {java.lang.Thread.sleep} 20 5000000
[pool-#]
a.Pool.run 3 -7
`);

test('a file gives back what was written', async () => {
  const edges = [{ caller: -1, callee: 1, values: [[5, 4, 3], [90, 80, 70]], onlyCounted: true }];
  const leftOut = [{ name: 'a.Huge', reason: 'too long' }];
  const found = parseRecording(await openEnvelope(recording({ ...EXAMPLE, edges, leftOut, leftOutCount: 9 })));
  assert.equal(found.origin.jvm, 'OpenJDK 64-Bit Server VM 25');
  assert.deepEqual(found.origin.commandLine, ['Example', 'one']);
  assert.equal(found.origin.counting.timing, 'AUTO');
  assert.equal(found.origin.counting.clockNanos, 24.9);
  assert.deepEqual(found.methods[2], {
    className: 'java.lang.Thread',
    name: 'sleep',
    descriptor: '()V',
    sourceFile: '',
    firstLine: 0,
    kind: 'JDK',
  });
  assert.deepEqual(found.threads, [{ name: 'main', count: 1 }, { name: 'pool-#', count: 1 }]);
  assert.deepEqual(found.metrics, [CALLS, TIME]);
  assert.deepEqual([...found.contexts.parent], [-1, 0, 1, -1]);
  assert.deepEqual([...found.contexts.thread], [0, 0, 0, 1]);
  assert.deepEqual([...found.contexts.values[1]], [1000, 3000, 5000000, -7]);
  assert.deepEqual([...found.contexts.errors[1]], [0, 40, 0, 0]);
  assert.deepEqual([...found.edges.caller, ...found.edges.callee, ...found.edges.onlyCounted], [-1, 1, 1]);
  assert.deepEqual([...found.edges.self[0], ...found.edges.cumulative[1], ...found.edges.edgeCumulative[1]], [5, 80, 70]);
  assert.deepEqual(found.leftOut, leftOut);
  assert.equal(found.leftOutCount, 9);
});

test('contexts run on from block to block', () => {
  const size = 20_000;
  const contexts = {
    parent: Array.from({ length: size }, (_, c) => c - 1),
    frame: new Array(size).fill(0),
    values: [Array.from({ length: size }, (_, c) => c), null],
  };
  const found = parseRecording(recordingMessage({ ...EXAMPLE, contexts })).contexts;
  assert.equal(found.size, size);
  assert.equal(found.parent[8192], 8191);
  assert.equal(found.values[0][size - 1], size - 1);
  assert.equal(found.values[1], null);
});

test('large numbers and small ones', () => {
  const contexts = { parent: [-1], frame: [0], values: [[2 ** 52 + 1], [-(2 ** 45)]] };
  const found = parseRecording(recordingMessage({ ...EXAMPLE, contexts })).contexts;
  assert.equal(found.values[0][0], 2 ** 52 + 1);
  assert.equal(found.values[1][0], -(2 ** 45));
});

test('what is wrong with a file is one sentence', async () => {
  const whole = recording(EXAMPLE);
  const says = async (bytes, sentence) => assert.rejects(async () => parseRecording(await openEnvelope(bytes)), sentence);
  await says(Buffer.from('<html>'), /it is not a Tally recording; `tally convert/);
  await says(Buffer.alloc(0), /not a Tally recording/);
  await says(Buffer.concat([whole.subarray(0, 7), Buffer.from([2]), whole.subarray(8)]), /expected version 1 .* found 2/);
  await says(whole.subarray(0, whole.length - 9), /damaged or was cut short/);
});

test('what does not fit together is refused, with the byte', () => {
  const says = (change, sentence) =>
    assert.throws(() => parseRecording(recordingMessage({ ...EXAMPLE, ...change })), sentence);
  const { contexts } = EXAMPLE;
  says({ contexts: { ...contexts, frame: [0, 1, 9, 0] } }, /at byte \d+ of the unpacked data: expected one of 4 frames, found number 9/);
  says({ contexts: { ...contexts, parent: [-1, -3, 0, 0] } }, /expected a caller before context 1, found distance 4/);
  says({ contexts: { ...contexts, thread: [7, 7, 7, 7] } }, /expected one of 2 threads, found number 7/);
  says({ contexts: { ...contexts, frame: [0, 1] } }, /expected 4 frames, found 2/);
  says({ edges: [{ caller: 0, callee: 9, values: [] }] }, /expected edges of 4 methods/);
  assert.throws(() => parseRecording(new Uint8Array()), /expected field 1 \(origin\), found none/);
  assert.throws(() => parseRecording(Uint8Array.of(0x0a, 0x7f)), /expected 127 bytes, found 0/);
});

test('a message cut anywhere is refused or is shorter, never wrong in another way', () => {
  const whole = recordingMessage(EXAMPLE);
  for (let length = 0; length < whole.length; length++) {
    try {
      const found = parseRecording(whole.subarray(0, length));
      assert.ok(found.contexts.size <= 4);
    } catch (error) {
      assert.equal(error.constructor.name, 'FormatError', error.stack);
    }
  }
});

test('fields of a later version are passed over', () => {
  const later = Buffer.concat([recordingMessage(EXAMPLE), Buffer.from([0xa2, 0x06, 0x01, 0x00, 0xa8, 0x06, 0x01])]);
  assert.equal(parseRecording(later).contexts.size, 4);
});
