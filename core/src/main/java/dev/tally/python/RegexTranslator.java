// SPDX-License-Identifier: Apache-2.0
package dev.tally.python;

import dev.tally.python.PythonRegex.InvalidException;
import dev.tally.python.PythonRegex.UnsupportedException;
import dev.tally.python.RegexNode.Alternatives;
import dev.tally.python.RegexNode.AnyCharacter;
import dev.tally.python.RegexNode.At;
import dev.tally.python.RegexNode.Atomic;
import dev.tally.python.RegexNode.BackReference;
import dev.tally.python.RegexNode.Category;
import dev.tally.python.RegexNode.CharacterSet;
import dev.tally.python.RegexNode.Conditional;
import dev.tally.python.RegexNode.Group;
import dev.tally.python.RegexNode.Literal;
import dev.tally.python.RegexNode.Look;
import dev.tally.python.RegexNode.Range;
import dev.tally.python.RegexNode.Repeat;
import dev.tally.python.RegexNode.Sequence;
import dev.tally.python.RegexNode.SetItem;
import java.util.BitSet;
import java.util.List;

/**
 * Writes an expression as {@link java.util.regex.Pattern} has it. Nothing of the original text is
 * handed over: characters go by their numbers, classes and places by what Python means by them, so
 * that only what both engines agree on is left to Java: sequences, alternatives, repetitions,
 * groups, looking round, and folding of case.
 */
final class RegexTranslator {
  private static final String ANY = "[\\x{0}-\\x{10FFFF}]";

  /**
   * Begins each look-behind, and matches nothing, everywhere. But a character outside the BMP
   * somewhere behind its beginning is what makes Java's engine go back by code points in it, rather
   * than by halves of them; and the engine looks for that character from each look-behind on.
   */
  private static final String BY_CODE_POINTS = "\ud800\udc00{0}";

  /**
   * Matches nothing, everywhere. But it asks for the length of the text, which {@link PythonRegex}
   * counts: without it, what looks at no character could be tried again and again, or in all ways,
   * uncounted.
   */
  private static final String STEP = "(?=)";

  /** So many alternatives may fail at the end of a text, where none looks at a character. */
  private static final int ALTERNATIVES_A_STEP = 16;

  /**
   * Java's engine adds up in an {@code int} how many characters an expression needs, and loses its
   * way when that overflows. No name of a function is as long as this.
   */
  private static final int MOST_NEEDED = 1 << 28;

  private static final String SPACES =
      "\\x{9}-\\x{d}\\x{1c}-\\x{20}\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}"
          + "\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}";

  private final StringBuilder java = new StringBuilder();
  private final RegexGroups groups;
  private int widestSet;

  /** Whether the innermost look around what is being written is one behind. */
  private boolean behind;

  /**
   * An expression for Java's engine.
   *
   * @param widestSet the most members of a set in it, which the engine goes through one by one for
   *     each character that it looks at
   */
  record Translation(String java, int widestSet) {}

  private RegexTranslator(RegexGroups groups) {
    this.groups = groups;
  }

  static Translation translate(RegexNode expression, RegexFlags flags, RegexGroups groups)
      throws InvalidException, UnsupportedException {
    RegexTranslator translator = new RegexTranslator(groups);
    translator.grouped(expression, flags);
    return new Translation(translator.java.toString(), translator.widestSet);
  }

  /** A group of its own, with the flags that matter to Java. */
  private void grouped(RegexNode node, RegexFlags flags)
      throws InvalidException, UnsupportedException {
    java.append("(?");
    if (!flags.has(RegexFlags.IGNORE_CASE)) {
      java.append("-iu");
    } else if (flags.has(RegexFlags.ASCII)) {
      java.append("i-u");
    } else {
      java.append("iu");
    }
    java.append(':');
    node(node, flags);
    java.append(')');
  }

  private void node(RegexNode node, RegexFlags flags)
      throws InvalidException, UnsupportedException {
    if (groups.width(node).least() > MOST_NEEDED) {
      throw new UnsupportedException(
          "it asks for more than " + MOST_NEEDED + " characters in a row");
    }
    if (node instanceof Literal literal) {
      character(literal.codePoint());
    } else if (node instanceof AnyCharacter) {
      java.append(flags.has(RegexFlags.DOT_ALL) ? ANY : "[^\\x{a}]");
    } else if (node instanceof Category category) {
      java.append('[');
      category(category, flags);
      java.append(']');
    } else if (node instanceof CharacterSet set) {
      set(set, flags);
    } else if (node instanceof At at) {
      java.append(place(at, flags));
    } else if (node instanceof Sequence sequence) {
      for (RegexNode item : sequence.items()) {
        stepped(item, flags);
      }
    } else if (node instanceof Alternatives alternatives) {
      alternatives(alternatives.items(), flags);
    } else if (node instanceof Repeat repeat) {
      repeat(repeat, flags);
    } else if (node instanceof Group group) {
      group(group, flags);
    } else if (node instanceof Atomic atomic) {
      around("(?>", atomic.body(), flags);
    } else if (node instanceof Look look) {
      look(look, flags);
    } else if (node instanceof BackReference reference) {
      if (behind) {
        throw new UnsupportedException("Java's engine cannot look behind for what a group matched");
      }
      java.append("(?:\\").append(reference.group()).append(')');
    } else if (node instanceof Conditional) {
      throw new UnsupportedException("Java's engine has no conditions on groups");
    }
  }

  private void look(Look look, RegexFlags flags) throws InvalidException, UnsupportedException {
    String kind = look.negative() ? "!" : "=";
    boolean outside = behind;
    behind = !look.ahead();
    around(look.ahead() ? "(?" + kind : "(?<" + kind + BY_CODE_POINTS, look.body(), flags);
    behind = outside;
  }

  private void around(String opening, RegexNode body, RegexFlags flags)
      throws InvalidException, UnsupportedException {
    java.append(opening);
    node(body, flags);
    java.append(')');
  }

  private void alternatives(List<RegexNode> items, RegexFlags flags)
      throws InvalidException, UnsupportedException {
    for (int i = 0; i < items.size(); i++) {
      java.append(i == 0 ? "(?:" : "|");
      if (i % ALTERNATIVES_A_STEP == 0) {
        java.append(STEP);
      }
      stepped(items.get(i), flags);
    }
    java.append(')');
  }

  /** A part that may look at no character and match, so that what follows it is tried. */
  private void stepped(RegexNode node, RegexFlags flags)
      throws InvalidException, UnsupportedException {
    if (groups.width(node).least() == 0) {
      java.append(STEP);
    }
    node(node, flags);
  }

  private void repeat(Repeat repeat, RegexFlags flags)
      throws InvalidException, UnsupportedException {
    if (repeat.first() > Integer.MAX_VALUE) {
      throw new UnsupportedException("the repetition number " + repeat.first() + " is too large");
    }
    if (flags.has(RegexFlags.TEMPLATE)) {
      throw new InvalidException("unsupported template operator");
    }
    java.append("(?:");
    stepped(repeat.body(), flags);
    java.append("){").append(repeat.first()).append(',');
    // No text is longer than this, so more is as good as no limit.
    if (repeat.last() < Integer.MAX_VALUE) {
      java.append(repeat.last());
    }
    java.append('}').append(repeat.manner());
  }

  private void group(Group group, RegexFlags flags) throws InvalidException, UnsupportedException {
    if ((group.flags().on() & (RegexFlags.ASCII | RegexFlags.UNICODE)) != 0) {
      throw new UnsupportedException(
          "Python applies the flags a and u to a part of an expression only in some places");
    }
    if (group.number() == 0) {
      grouped(group.body(), flags.with(group.flags()));
    } else {
      around("(", group.body(), flags);
    }
  }

  private void set(CharacterSet set, RegexFlags flags) {
    boolean nested = false;
    for (SetItem item : set.items()) {
      nested |= item instanceof Category category && category.negative();
    }
    // Java's negation of a set with a negated set inside has changed its meaning once.
    boolean outside = set.negative() && nested;
    java.append(outside ? "(?:(?![" : set.negative() ? "[^" : "[");
    int members = set.items().size();
    for (SetItem item : set.items()) {
      if (item instanceof Literal literal) {
        character(literal.codePoint());
      } else if (item instanceof Range range) {
        members += range(range, flags);
      } else if (item instanceof Category category) {
        category(category, flags);
      }
    }
    java.append(outside ? "])" + ANY + ")" : "]");
    widestSet = Math.max(widestSet, members);
  }

  /** Returns how many members it takes beside itself. */
  private int range(Range range, RegexFlags flags) {
    character(range.first());
    java.append('-');
    character(range.last());
    BitSet cases = new BitSet();
    if (flags.has(RegexFlags.IGNORE_CASE) && !flags.has(RegexFlags.ASCII)) {
      // Java looks for a character's cases in the range, Python also for those of the range.
      for (int c = next(range.first()); c >= 0 && c <= range.last(); c = next(c + 1)) {
        cases.set(Character.toLowerCase(c));
        cases.set(Character.toUpperCase(c));
      }
      cases.clear(range.first(), range.last() + 1);
      for (int c = cases.nextSetBit(0); c >= 0; c = cases.nextSetBit(c + 1)) {
        character(c);
      }
    }
    return cases.cardinality();
  }

  private static int next(int codePoint) {
    return Cased.CODE_POINTS.nextSetBit(codePoint);
  }

  /** The few thousand code points that have another case. */
  private static final class Cased {
    static final BitSet CODE_POINTS = new BitSet();

    static {
      for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
        if (Character.toLowerCase(c) != c || Character.toUpperCase(c) != c) {
          CODE_POINTS.set(c);
        }
      }
    }
  }

  /** As a part of a set. */
  private void category(Category category, RegexFlags flags) {
    if (category.negative()) {
      java.append("[^");
    }
    java.append(members(category.letter(), flags.has(RegexFlags.ASCII)));
    if (category.negative()) {
      java.append(']');
    }
  }

  private static String members(char category, boolean ascii) {
    return switch (category) {
      case 'd' -> ascii ? "0-9" : "\\p{Nd}";
      case 's' -> ascii ? "\\x{9}-\\x{d}\\x{20}" : SPACES;
      default -> ascii ? "0-9A-Z_a-z" : "\\p{L}\\p{N}_";
    };
  }

  private static String place(At at, RegexFlags flags) {
    String word = "[" + members('w', flags.has(RegexFlags.ASCII)) + "]";
    String after = "(?<=" + BY_CODE_POINTS + word + ")";
    String notAfter = "(?<!" + BY_CODE_POINTS + word + ")";
    String before = "(?=" + word + ")";
    String notBefore = "(?!" + word + ")";
    boolean multiline = flags.has(RegexFlags.MULTILINE);
    return switch (at) {
      case LINE_START -> multiline ? "(?:\\A|(?<=" + BY_CODE_POINTS + "\\x{a}))" : "\\A";
      case LINE_END -> multiline ? "(?=\\x{a}|\\z)" : "(?=\\x{a}?\\z)";
      case TEXT_START -> "\\A";
      case TEXT_END -> "\\z";
      case WORD_BOUNDARY -> "(?:" + after + notBefore + "|" + notAfter + before + ")";
      // Python finds neither kind of place in an empty text.
      case NO_WORD_BOUNDARY -> "(?:" + after + before + "|" + notAfter + notBefore + "(?!\\A\\z))";
    };
  }

  private void character(int codePoint) {
    java.append("\\x{").append(Integer.toHexString(codePoint)).append('}');
  }
}
