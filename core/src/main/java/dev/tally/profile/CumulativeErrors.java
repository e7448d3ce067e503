// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

/**
 * Standard errors of cumulative numbers: of all that is in a method and below, over its primitive
 * calls. The errors of contexts are taken to be independent.
 */
final class CumulativeErrors {
  private CumulativeErrors() {}

  /**
   * Adds errors up.
   *
   * @param rowOf the number that stands for each of the profile's methods
   * @param rows how many numbers there are
   */
  static long[] of(Profile profile, Metric wanted, int[] rowOf, int rows) {
    CallTree tree = profile.tree();
    int metric = Metrics.number(profile.metrics(), wanted);
    double[] below = new double[tree.size()];
    boolean exact = true;
    for (int c = tree.size() - 1; c >= 0; c--) {
      double error = tree.error(metric, c);
      exact &= error == 0;
      below[c] += error * error;
      if (tree.parent(c) != CallTree.ROOT) {
        below[tree.parent(c)] += below[c];
      }
    }
    long[] errors = new long[rows];
    if (exact) {
      return errors;
    }
    double[] squares = new double[rows];
    int[] methodOf = profile.methodOfFrame();
    int[] open = new int[rows];
    Walk walk = new Walk(tree);
    for (int step; (step = walk.next()) != Walk.END; ) {
      boolean enter = step >= 0;
      int c = enter ? step : ~step;
      int row = rowOf[methodOf[tree.frame(c)]];
      if (!enter) {
        open[row]--;
      } else if (open[row]++ == 0) {
        squares[row] += below[c];
      }
    }
    for (int row = 0; row < rows; row++) {
      errors[row] = (long) Math.ceil(Math.sqrt(squares[row]));
    }
    return errors;
  }
}
