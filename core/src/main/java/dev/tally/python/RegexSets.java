// SPDX-License-Identifier: Apache-2.0
package dev.tally.python;

import dev.tally.python.PythonRegex.InvalidException;
import dev.tally.python.PythonRegex.UnsupportedException;
import dev.tally.python.RegexNode.CharacterSet;
import dev.tally.python.RegexNode.Literal;
import dev.tally.python.RegexNode.Range;
import dev.tally.python.RegexNode.SetItem;
import java.util.ArrayList;
import java.util.List;

/**
 * The inside of {@code [...]}. Python knows neither sets within sets nor their intersection: {@code
 * [} and {@code &&} are characters like others there.
 */
final class RegexSets {
  private static final String UNTERMINATED = "unterminated character set";

  private RegexSets() {}

  /** Reads a set from behind its opening bracket. */
  static CharacterSet parse(RegexSource source) throws InvalidException, UnsupportedException {
    boolean negative = source.skip("^");
    List<SetItem> items = new ArrayList<>();
    while (true) {
      String token = source.need(UNTERMINATED);
      if (token.equals("]") && !items.isEmpty()) {
        break;
      }
      SetItem item = item(source, token);
      if (!source.skip("-")) {
        items.add(item);
        continue;
      }
      String end = source.need(UNTERMINATED);
      if (end.equals("]")) {
        items.add(item);
        items.add(new Literal('-'));
        break;
      }
      if (item instanceof Literal first
          && item(source, end) instanceof Literal last
          && first.codePoint() <= last.codePoint()) {
        items.add(new Range(first.codePoint(), last.codePoint()));
      } else {
        throw new InvalidException("bad character range " + token + "-" + end);
      }
    }
    return new CharacterSet(negative, items);
  }

  private static SetItem item(RegexSource source, String token)
      throws InvalidException, UnsupportedException {
    if (!token.startsWith("\\")) {
      return new Literal(token.codePointAt(0));
    }
    SetItem category = RegexEscapes.category(token);
    return category != null ? category : RegexEscapes.literal(source, token);
  }
}
