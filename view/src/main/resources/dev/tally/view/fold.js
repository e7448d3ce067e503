// SPDX-License-Identifier: Apache-2.0
//
// Folded recursion: a call of a method that is open already is drawn in the box that is open, as
// the statistics count it once. What it calls then belongs to that box too. The calls that entered
// a box from elsewhere are kept apart: they are its primitive calls.

import { Profile, spread } from './profile.js';
import { TreeBuilder } from './tree.js';

export function fold(profile) {
  const { tree, rows } = profile;
  const builder = new TreeBuilder(tree.threads, tree.size);
  const onto = new Int32Array(tree.size);
  const entered = new Uint8Array(tree.size);
  for (let n = 0; n < tree.first; n++) {
    onto[n] = n;
  }
  const open = new Int32Array(rows.length).fill(-1);
  const opener = new Int32Array(rows.length).fill(-1);
  tree.walk(
    (n) => {
      const row = tree.row[n];
      if (open[row] < 0) {
        open[row] = builder.find(onto[tree.parent[n]], row, tree.thread[n]);
        opener[row] = n;
        entered[n] = 1;
      }
      onto[n] = open[row];
    },
    (n) => {
      const row = tree.row[n];
      if (opener[row] === n) {
        open[row] = -1;
        opener[row] = -1;
      }
    },
  );
  const sides = profile.sides.map((side) => ({
    ...side,
    map: side.map.map((n) => onto[n]),
    entered: enteredCalls(side, entered),
  }));
  const folded = new Profile(rows, profile.threads, builder.build(), sides);
  sides.forEach((side) => {
    side.entered = side.entered && spread(side.entered, side.map, folded.tree.size);
  });
  return folded;
}

/** The calls of each context that did not find their method open; null without calls. */
function enteredCalls({ recording, map }, entered) {
  const calls = recording.contexts.values[recording.metrics.findIndex((m) => m.name === 'calls')];
  return calls ? calls.map((value, c) => (entered[map[c]] ? value : 0)) : null;
}
