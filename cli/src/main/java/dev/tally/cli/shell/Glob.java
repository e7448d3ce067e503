// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.shell;

/** A pattern of a whole text, in which {@code *} stands for anything and {@code ?} for one char. */
public final class Glob {
  private Glob() {}

  /** Whether a text matches, in time in proportion to the product of both lengths. */
  public static boolean matches(String glob, String text) {
    int g = 0;
    int star = -1;
    int afterStar = 0;
    for (int t = 0; t < text.length(); t++) {
      if (g < glob.length() && glob.charAt(g) == '*') {
        star = g++;
        afterStar = t--;
      } else if (g < glob.length() && (glob.charAt(g) == '?' || glob.charAt(g) == text.charAt(t))) {
        g++;
      } else if (star >= 0) {
        // The last star stands for one more; what came before it need not be tried again.
        g = star + 1;
        t = afterStar++;
      } else {
        return false;
      }
    }
    while (g < glob.length() && glob.charAt(g) == '*') {
      g++;
    }
    return g == glob.length();
  }
}
