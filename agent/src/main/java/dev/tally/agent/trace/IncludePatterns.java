// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The patterns of {@code include}, and which of them no class has matched so far: a mistyped one
 * leaves calls out, and nobody would notice.
 *
 * <p>Called on whichever threads load classes, without a lock: what two of them note is alike.
 */
final class IncludePatterns {
  private final List<String> patterns;
  private final boolean[] matched;

  /** By pattern, a class whose name has the pattern's longest part in it. */
  private final @Nullable String[] near;

  IncludePatterns(List<String> patterns) {
    this.patterns = patterns;
    matched = new boolean[patterns.size()];
    near = new String[patterns.size()];
  }

  boolean isEmpty() {
    return patterns.isEmpty();
  }

  boolean matches(String dotted) {
    for (int i = 0; i < matched.length; i++) {
      if (MethodFilter.matches(patterns.get(i), dotted)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The same for a class that is being loaded, which is taken note of.
   *
   * @param program whether it is the program's, and not the JDK's
   */
  boolean select(String dotted, boolean program) {
    boolean any = false;
    for (int i = 0; i < matched.length; i++) {
      if ((any && matched[i]) || !MethodFilter.matches(patterns.get(i), dotted)) {
        continue;
      }
      matched[i] = true;
      any = true;
    }
    for (int i = 0; program && !any && i < matched.length; i++) {
      if (!matched[i] && near[i] == null && has(dotted, longestPart(patterns.get(i)))) {
        near[i] = dotted;
      }
    }
    return any;
  }

  /** A sentence, without its end, about each pattern that no class has matched. */
  List<String> unmatched() {
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < matched.length; i++) {
      if (!matched[i]) {
        String sentence = "include " + patterns.get(i) + " matches no class";
        sentences.add(near[i] == null ? sentence : sentence + ", near is " + near[i]);
      }
    }
    return sentences;
  }

  /** The longest piece between dots and stars; of two, the last. */
  private static String longestPart(String pattern) {
    String longest = "";
    int start = 0;
    for (int i = 0; i <= pattern.length(); i++) {
      if (i == pattern.length() || pattern.charAt(i) == '*' || pattern.charAt(i) == '.') {
        if (i - start > 0 && i - start >= longest.length()) {
          longest = pattern.substring(start, i);
        }
        start = i + 1;
      }
    }
    return longest;
  }

  private static boolean has(String name, String part) {
    for (int i = 0; !part.isEmpty() && i + part.length() <= name.length(); i++) {
      if (name.regionMatches(true, i, part, 0, part.length())) {
        return true;
      }
    }
    return false;
  }
}
