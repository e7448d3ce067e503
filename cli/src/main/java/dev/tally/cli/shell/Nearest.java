// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Guesses what was meant by a mistyped word. */
public final class Nearest {
  /** Longer words are compared with nothing: it would take long, and they are no words. */
  private static final int LONGEST = 80;

  private Nearest() {}

  /**
   * The candidate that takes the fewest edits to reach, letters inserted, dropped, changed or
   * swapped; null if even that one is too far to be a slip of the finger.
   */
  public static @Nullable String to(String word, List<String> candidates) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    String nearest = null;
    int fewest = Math.max(2, name.length() / 3) + 1;
    for (String candidate : candidates) {
      int edits = edits(name, candidate);
      if (edits < fewest && edits < candidate.length() - 1) {
        fewest = edits;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /**
   * Names with dots that a mistyped word may be, or be a part of; the nearest first.
   *
   * @param most how many at most
   */
  public static List<String> names(String word, Collection<String> names, int most) {
    Map<Integer, List<String>> byEdits = new TreeMap<>();
    if (word.length() <= LONGEST) {
      for (String name : names) {
        int edits = editsOfAnyPart(word.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
        if (edits <= Math.max(1, word.length() / 3)) {
          byEdits.computeIfAbsent(edits, none -> new ArrayList<>()).add(name);
        }
      }
    }
    return byEdits.values().stream().flatMap(List::stream).limit(most).toList();
  }

  /** A part is what stands between dots, or all that follows one. */
  private static int editsOfAnyPart(String word, String name) {
    int fewest = Integer.MAX_VALUE;
    for (int start = 0; start >= 0; start = name.indexOf('.', start) + 1) {
      int dot = name.indexOf('.', start);
      String rest = name.substring(start);
      fewest = Math.min(fewest, rest.length() <= LONGEST ? edits(word, rest) : fewest);
      if (dot < 0) {
        return fewest;
      }
      String part = name.substring(start, dot);
      fewest = Math.min(fewest, part.length() <= LONGEST ? edits(word, part) : fewest);
    }
    return fewest;
  }

  private static int edits(String a, String b) {
    int[][] table = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          table[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(table[i - 1][j], table[i][j - 1]) + 1;
        best = Math.min(best, table[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, table[i - 2][j - 2] + 1);
        }
        table[i][j] = best;
      }
    }
    return table[a.length()][b.length()];
  }
}
