// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Profile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A profile in which some methods look inlined: their time is their callers', and what they called
 * their callers called. Calls of hidden methods are gone; all other sums stay.
 *
 * <p>A thread's outermost call has no caller that could take its time, so it stays, hidden or not.
 * So do calls without a path, of which it is not known by whom a hidden caller was called.
 */
public final class Hidden {
  private Hidden() {}

  /**
   * Hides.
   *
   * @param methods indexes into {@link Profile#methods()}
   * @param asked how somebody asked for this, such as {@code "without java.util"}
   */
  public static Profile of(Profile profile, BitSet methods, String asked) {
    CallTree tree = profile.tree();
    int[] methodOf = profile.methodOfFrame();
    Regrowth rest = new Regrowth(profile);
    int[] rows = new int[tree.size()];
    int[] into = new int[tree.size()];
    for (int c = 0; c < rows.length; c++) {
      int parent = tree.parent(c);
      into[c] = c;
      if (parent == CallTree.ROOT) {
        rows[c] = rest.root(c);
        rest.add(rows[c], c);
      } else if (methods.get(methodOf[tree.frame(c)])) {
        rows[c] = rows[parent];
        into[c] = into[parent];
        rest.addInlined(rows[c], c, into[c]);
      } else {
        rows[c] = rest.child(rows[parent], c);
        rest.add(rows[c], c);
      }
    }
    List<String> notes = new ArrayList<>(List.of(asked));
    Edges edges = rest.sameEdges();
    long stay = callsWithoutPath(profile, methods);
    if (stay > 0) {
      notes.add(stay + " calls from or of hidden methods have no path and stay");
    }
    return rest.profile(edges, notes);
  }

  private static long callsWithoutPath(Profile profile, BitSet methods) {
    Edges edges = profile.edges();
    long calls = 0;
    for (int e = 0; e < edges.size(); e++) {
      boolean from = edges.caller(e) != Edges.NOBODY && methods.get(edges.caller(e));
      calls += from || methods.get(edges.callee(e)) ? edges.calls(e) : 0;
    }
    return calls;
  }
}
