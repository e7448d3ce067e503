// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import dev.tally.profile.CallTree;
import dev.tally.profile.Frame;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A smaller tree with the same sums: contexts whose share of every metric is small, with all that
 * is below them, become one child {@code {folded}} of their caller, whose numbers are theirs added
 * up.
 *
 * <p>A share is that of a context and all below it, so it is never larger than its caller's: what
 * is kept is a tree. A context that alone would become {@code {folded}} is kept too, for that saves
 * nothing. Edges stay as they are.
 *
 * @param profile the smaller profile, which has the note
 * @param folded how many contexts are in {@code {folded}} ones
 * @param note a sentence that says so; empty if there are none
 */
public record Fold(Profile profile, int folded, String note) {
  /** What stands for contexts that were folded: like a built-in of Python's, {@code {folded}}. */
  public static final Method FOLDED = new Method("", "<folded>", "", "~", 0, Kind.FUNCTION);

  private static final int KEPT = -1;

  /** Folds until no more contexts are left than these, as far as possible. */
  public static Fold to(int mostContexts, Profile profile) {
    CallTree tree = profile.tree();
    if (tree.size() <= mostContexts) {
      return new Fold(profile, 0, "");
    }
    float[] shares = shares(tree);
    float[] sorted = shares.clone();
    Arrays.sort(sorted);
    // The lowest threshold that folds enough; the higher it is, the fewer are left.
    int low = 0;
    int high = sorted.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (left(into(tree, shares, sorted[middle])) <= mostContexts) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    int[] into = into(tree, shares, sorted[low]);
    double share = 0;
    int folded = 0;
    for (int c = 0; c < into.length; c++) {
      if (into[c] != KEPT) {
        folded++;
        share = Math.max(share, shares[c]);
      }
    }
    String note =
        String.format(
            Locale.ROOT,
            "%,d of %,d contexts, each with at most %.2g %% of any metric, are added up in {folded}",
            folded,
            tree.size(),
            share * 100);
    return new Fold(folded(profile, into, note), folded, note);
  }

  /** Of each context the largest share that it has, with all below it, of any metric. */
  private static float[] shares(CallTree tree) {
    float[] shares = new float[tree.size()];
    for (int m = 0; m < tree.metrics().size(); m++) {
      if (tree.metrics().get(m).isSame(Metric.EDGE_TIME)) {
        continue; // part of the time below
      }
      long[] inclusive = tree.inclusive(m);
      double sum = 0;
      for (int c = 0; c < inclusive.length; c++) {
        sum += tree.parent(c) == CallTree.ROOT ? inclusive[c] : 0;
      }
      for (int c = 0; c < inclusive.length && sum > 0; c++) {
        shares[c] = Math.max(shares[c], (float) (inclusive[c] / sum));
      }
    }
    return shares;
  }

  /**
   * By context, the one that is kept and whose {@code {folded}} child it is part of, or {@link
   * #KEPT}. Outermost contexts are kept: each thread has some.
   */
  private static int[] into(CallTree tree, float[] shares, float threshold) {
    int[] into = new int[tree.size()];
    int[] parts = new int[tree.size()];
    for (int c = 0; c < into.length; c++) {
      int parent = tree.parent(c);
      if (parent == CallTree.ROOT) {
        into[c] = KEPT;
      } else if (into[parent] != KEPT) {
        into[c] = into[parent];
      } else {
        into[c] = shares[c] > threshold ? KEPT : parent;
      }
      if (into[c] != KEPT) {
        parts[into[c]]++;
      }
    }
    for (int c = 0; c < into.length; c++) {
      if (into[c] != KEPT && parts[into[c]] == 1) {
        into[c] = KEPT;
      }
    }
    return into;
  }

  /** How many contexts there are then. */
  private static int left(int[] into) {
    boolean[] hasFolded = new boolean[into.length];
    int left = 0;
    for (int keeper : into) {
      if (keeper == KEPT) {
        left++;
      } else if (!hasFolded[keeper]) {
        hasFolded[keeper] = true;
        left++;
      }
    }
    return left;
  }

  private static Profile folded(Profile profile, int[] into, String note) {
    CallTree tree = profile.tree();
    List<Method> methods = new ArrayList<>(profile.methods());
    List<Frame> frames = new ArrayList<>(profile.frames());
    frames.add(new Frame(methods.size(), 0));
    methods.add(FOLDED);
    CallTree.Builder builder = new CallTree.Builder(Metrics.of(tree.metrics()));
    int[] now = new int[into.length];
    for (int c = 0; c < into.length; c++) {
      if (into[c] != KEPT) {
        now[c] = builder.child(now[into[c]], frames.size() - 1);
      } else if (tree.parent(c) == CallTree.ROOT) {
        now[c] = builder.root(tree.thread(c), tree.frame(c));
      } else {
        now[c] = builder.child(now[tree.parent(c)], tree.frame(c));
      }
      for (int m = 0; m < tree.metrics().size(); m++) {
        builder.add(now[c], m, tree.value(m, c));
        builder.addError(now[c], m, tree.error(m, c), tree.isDivided(c));
      }
    }
    return new Profile(
        profile.origin().noting(note),
        methods,
        frames,
        profile.threads(),
        profile.paths(),
        builder.build(),
        profile.edges(),
        profile.leftOut(),
        profile.leftOutCount());
  }
}
