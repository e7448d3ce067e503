// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import dev.tally.profile.CallTree;
import dev.tally.profile.Profile;
import java.util.BitSet;

/**
 * What happened in some methods and below them: their outermost calls become the outermost calls of
 * a profile, whoever made them. What one of them does within another is below that other, once.
 */
public final class Under {
  private static final int OUTSIDE = -1;

  private Under() {}

  /**
   * Asks.
   *
   * @param methods indexes into {@link Profile#methods()}
   * @param pattern how somebody asked for these methods
   */
  public static Profile of(Profile profile, BitSet methods, String pattern) {
    CallTree tree = profile.tree();
    int[] methodOf = profile.methodOfFrame();
    Regrowth below = new Regrowth(profile);
    int[] rows = new int[tree.size()];
    for (int c = 0; c < rows.length; c++) {
      int caller = tree.parent(c) == CallTree.ROOT ? OUTSIDE : rows[tree.parent(c)];
      if (caller != OUTSIDE) {
        rows[c] = below.child(caller, c);
      } else if (methods.get(methodOf[tree.frame(c)])) {
        rows[c] = below.root(c);
      } else {
        rows[c] = OUTSIDE;
        continue;
      }
      below.add(rows[c], c);
    }
    return below.profile(
        below.noEdges(), Pathless.notes(profile, "only what happened under " + pattern));
  }
}
