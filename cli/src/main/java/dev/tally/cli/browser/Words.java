// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.python.PythonText;
import java.util.ArrayList;
import java.util.List;

/** The words behind a command. */
final class Words {
  private Words() {}

  /**
   * The words between blanks, as pstats takes them, but that what is in quotes is one word: names
   * of SQL statements have blanks in them. A quote within a word is a letter like any other.
   */
  static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    List<String> between = PythonText.split(text);
    for (int i = 0; i < between.size(); i++) {
      int last = lastOfQuoted(between, i);
      if (last < 0) {
        words.add(between.get(i));
      } else {
        String quoted = String.join(" ", between.subList(i, last + 1));
        words.add(quoted.substring(1, quoted.length() - 1));
        i = last;
      }
    }
    return words;
  }

  /** Where what is in quotes from a word on ends; -1 if the word begins with none, or none ends. */
  private static int lastOfQuoted(List<String> words, int first) {
    char quote = words.get(first).charAt(0);
    if (quote != '\'' && quote != '"') {
      return -1;
    }
    for (int i = first; i < words.size(); i++) {
      String word = words.get(i);
      if (word.charAt(word.length() - 1) == quote && (i > first || word.length() > 1)) {
        return i;
      }
    }
    return -1;
  }
}
