// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import dev.tally.profile.CallTree;
import dev.tally.profile.Profile;
import java.util.BitSet;

/** What some of the threads did. */
public final class OfThreads {
  private static final int ELSEWHERE = -1;

  private OfThreads() {}

  /**
   * Asks.
   *
   * @param threads indexes into {@link Profile#threads()}
   * @param pattern how somebody asked for these threads
   */
  public static Profile of(Profile profile, BitSet threads, String pattern) {
    CallTree tree = profile.tree();
    Regrowth these = new Regrowth(profile);
    int[] rows = new int[tree.size()];
    for (int c = 0; c < rows.length; c++) {
      if (!threads.get(tree.thread(c))) {
        rows[c] = ELSEWHERE;
        continue;
      }
      rows[c] =
          tree.parent(c) == CallTree.ROOT ? these.root(c) : these.child(rows[tree.parent(c)], c);
      these.add(rows[c], c);
    }
    return these.profile(
        these.noEdges(), Pathless.notes(profile, "only what threads " + pattern + " did"));
  }
}
