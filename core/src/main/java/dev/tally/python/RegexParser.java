// SPDX-License-Identifier: Apache-2.0
package dev.tally.python;

import dev.tally.python.PythonRegex.InvalidException;
import dev.tally.python.PythonRegex.UnsupportedException;
import dev.tally.python.RegexNode.Alternatives;
import dev.tally.python.RegexNode.AnyCharacter;
import dev.tally.python.RegexNode.At;
import dev.tally.python.RegexNode.Atomic;
import dev.tally.python.RegexNode.BackReference;
import dev.tally.python.RegexNode.Conditional;
import dev.tally.python.RegexNode.Group;
import dev.tally.python.RegexNode.Literal;
import dev.tally.python.RegexNode.Look;
import dev.tally.python.RegexNode.Repeat;
import dev.tally.python.RegexNode.Sequence;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a regular expression as Python 3.11 does, down to what it takes for an error: by recursive
 * descent over alternatives, sequences and items, in the steps of CPython's own parser, because the
 * dialect is defined by little else.
 */
final class RegexParser {
  /** Python runs out of stack a little below. */
  private static final int MAX_DEPTH = 400;

  private static final String DIGITS = "0123456789";
  private static final String OCTAL = "01234567";
  private static final String VERBOSE_BLANKS = " \t\n\r\u000b\f";

  private final RegexSource source;
  private final RegexGroups groups = new RegexGroups();
  private int globalFlags;
  private int depth;

  /** Python finds this only when it has read the whole. */
  private boolean looksBehindByDifferentWidths;

  RegexParser(String regex) throws InvalidException {
    source = new RegexSource(regex);
  }

  RegexNode parse() throws InvalidException, UnsupportedException {
    RegexNode expression = alternatives(false);
    RegexFlags flags = flags();
    if (flags.has(RegexFlags.ASCII) && flags.has(RegexFlags.UNICODE)) {
      throw new UnsupportedException("its flags a and u exclude each other");
    }
    if (source.next() != null) {
      throw new InvalidException("unbalanced parenthesis");
    }
    groups.checkReferences();
    if (looksBehindByDifferentWidths) {
      throw new InvalidException("look-behind requires fixed-width pattern");
    }
    return expression;
  }

  /** The groups of the expression, once it has been read. */
  RegexGroups groups() {
    return groups;
  }

  /** Flags for the whole expression. */
  RegexFlags flags() {
    return new RegexFlags(globalFlags);
  }

  /** Of {@code a|b|c}, up to a closing parenthesis or the end. */
  private RegexNode alternatives(boolean verboseOutside)
      throws InvalidException, UnsupportedException {
    if (++depth > MAX_DEPTH) {
      throw new UnsupportedException("it nests too deeply");
    }
    boolean verbose = verboseOutside;
    List<RegexNode> items = new ArrayList<>();
    do {
      if (depth == 1) {
        verbose = flags().has(RegexFlags.VERBOSE);
      }
      items.add(sequence(verbose, depth == 1 && items.isEmpty()));
    } while (source.skip("|"));
    depth--;
    return items.size() == 1 ? items.get(0) : new Alternatives(items);
  }

  /**
   * Of items one after the other.
   *
   * @param first whether this is the beginning of the expression, where global flags may stand
   */
  private Sequence sequence(boolean verboseOutside, boolean first)
      throws InvalidException, UnsupportedException {
    boolean verbose = verboseOutside;
    List<RegexNode> items = new ArrayList<>();
    while (source.next() != null && !source.nextIsOneOf("|)")) {
      String token = source.need("");
      if (verbose && VERBOSE_BLANKS.contains(token)) {
        continue;
      }
      if (verbose && token.equals("#")) {
        skipLine();
        continue;
      }
      switch (token) {
        case "[" -> items.add(RegexSets.parse(source));
        case "." -> items.add(new AnyCharacter());
        case "^" -> items.add(At.LINE_START);
        case "$" -> items.add(At.LINE_END);
        case "*", "+", "?", "{" -> repeat(items, token);
        case "(" -> {
          RegexNode group = parenthesis(verbose, first && items.isEmpty());
          if (group != null) {
            items.add(group);
          }
          // Global flags may have turned it on.
          verbose |= first && flags().has(RegexFlags.VERBOSE);
        }
        default ->
            items.add(token.startsWith("\\") ? escape(token) : new Literal(token.codePointAt(0)));
      }
    }
    return new Sequence(items);
  }

  private void skipLine() throws InvalidException {
    String token;
    do {
      token = source.get();
    } while (token != null && !token.equals("\n"));
  }

  private RegexNode escape(String escape) throws InvalidException, UnsupportedException {
    RegexNode category = RegexEscapes.category(escape);
    if (category != null) {
      return category;
    }
    return switch (escape) {
      case "\\A" -> At.TEXT_START;
      case "\\Z" -> At.TEXT_END;
      case "\\b" -> At.WORD_BOUNDARY;
      case "\\B" -> At.NO_WORD_BOUNDARY;
      case "\\1", "\\2", "\\3", "\\4", "\\5", "\\6", "\\7", "\\8", "\\9" -> number(escape);
      default -> RegexEscapes.literal(source, escape);
    };
  }

  /** Three octal digits are a character; anything less refers to a group. */
  private RegexNode number(String escape) throws InvalidException {
    String digits = escape.substring(1) + source.getWhile(1, DIGITS);
    if (digits.length() == 2
        && OCTAL.indexOf(digits.charAt(0)) >= 0
        && OCTAL.indexOf(digits.charAt(1)) >= 0
        && source.nextIsOneOf(OCTAL)) {
      return new Literal(RegexEscapes.octal(digits + source.get()));
    }
    int group = Integer.parseInt(digits);
    groups.checkReference(group);
    return new BackReference(group);
  }

  /** Makes the last item a repeated one; or adds a brace that is no quantifier after all. */
  private void repeat(List<RegexNode> items, String token)
      throws InvalidException, UnsupportedException {
    long first = token.equals("+") ? 1 : 0;
    long last = token.equals("?") ? 1 : RegexNode.UNBOUNDED;
    if (token.equals("{")) {
      int inside = source.position();
      String low = source.getWhile(Integer.MAX_VALUE, DIGITS);
      boolean comma = source.skip(",");
      String high = comma ? source.getWhile(Integer.MAX_VALUE, DIGITS) : low;
      if (!source.nextIs("}") || (low.isEmpty() && !comma)) {
        source.seek(inside);
        items.add(new Literal('{'));
        return;
      }
      source.get();
      first = low.isEmpty() ? 0 : repetitions(low);
      last = high.isEmpty() ? RegexNode.UNBOUNDED : repetitions(high);
      if (last < first) {
        throw new InvalidException("min repeat greater than max repeat");
      }
    }
    RegexNode item = items.isEmpty() ? null : items.remove(items.size() - 1);
    if (item == null || item instanceof At) {
      throw new InvalidException("nothing to repeat");
    }
    if (item instanceof Repeat) {
      throw new InvalidException("multiple repeat");
    }
    String manner = source.skip("?") ? "?" : source.skip("+") ? "+" : "";
    items.add(new Repeat(item, first, last, manner));
  }

  private static long repetitions(String digits) throws UnsupportedException {
    BigInteger number = new BigInteger(digits);
    if (number.bitLength() > Long.SIZE - 1 || number.longValue() >= RegexNode.UNBOUNDED) {
      throw new UnsupportedException("the repetition number " + digits + " is too large");
    }
    return number.longValue();
  }

  /** What begins with a parenthesis; null if it was a comment or flags for the whole expression. */
  private @Nullable RegexNode parenthesis(boolean verbose, boolean first)
      throws InvalidException, UnsupportedException {
    if (!source.skip("?")) {
      return capturing(null, verbose);
    }
    String kind = source.need("unexpected end of pattern");
    return switch (kind) {
      case "P" -> named(verbose);
      case ":" -> group(0, RegexFlags.Change.NONE, verbose);
      case "#" -> comment();
      case "=", "!" -> new Look(true, kind.equals("!"), inside(verbose));
      case "<" -> lookBehind(verbose);
      case "(" -> conditional(verbose);
      case ">" -> new Atomic(inside(verbose));
      default -> flagged(kind, verbose, first);
    };
  }

  private @Nullable RegexNode comment() throws InvalidException {
    String token;
    do {
      token = source.need("missing ), unterminated comment");
    } while (!token.equals(")"));
    return null;
  }

  private @Nullable RegexNode flagged(String letter, boolean verbose, boolean first)
      throws InvalidException, UnsupportedException {
    if (!RegexFlags.isLetter(letter) && !letter.equals("-")) {
      throw new InvalidException("unknown extension ?" + letter);
    }
    RegexFlags.Parsed flags = RegexFlags.parse(source, letter);
    if (flags.change() != null) {
      return group(0, flags.change(), verbose);
    }
    if (!first) {
      throw new InvalidException("global flags not at the start of the expression");
    }
    globalFlags |= flags.global();
    return null;
  }

  private RegexNode named(boolean verbose) throws InvalidException, UnsupportedException {
    if (source.skip("<")) {
      return capturing(groups.checkedName(source.getUntil(">", "group name")), verbose);
    }
    if (!source.skip("=")) {
      throw new InvalidException("unknown extension ?P" + source.need("unexpected end of pattern"));
    }
    int group = groups.named(groups.checkedName(source.getUntil(")", "group name")));
    groups.checkReference(group);
    return new BackReference(group);
  }

  private Group capturing(@Nullable String name, boolean verbose)
      throws InvalidException, UnsupportedException {
    int number = groups.open(name);
    Group group = group(number, RegexFlags.Change.NONE, verbose);
    groups.close(number, group.body());
    return group;
  }

  private Group group(int number, RegexFlags.Change flags, boolean verboseOutside)
      throws InvalidException, UnsupportedException {
    boolean verbose =
        (verboseOutside || (flags.on() & RegexFlags.VERBOSE) != 0)
            && (flags.off() & RegexFlags.VERBOSE) == 0;
    return new Group(number, flags, inside(verbose));
  }

  /** The inside of a parenthesis, and its end. */
  private RegexNode inside(boolean verbose) throws InvalidException, UnsupportedException {
    RegexNode inside = alternatives(verbose);
    end();
    return inside;
  }

  private void end() throws InvalidException {
    if (!source.skip(")")) {
      throw new InvalidException("missing ), unterminated subpattern");
    }
  }

  private RegexNode lookBehind(boolean verbose) throws InvalidException, UnsupportedException {
    String kind = source.need("unexpected end of pattern");
    if (!kind.equals("=") && !kind.equals("!")) {
      throw new InvalidException("unknown extension ?<" + kind);
    }
    boolean outermost = groups.enterLookBehind();
    RegexNode body = alternatives(verbose);
    if (outermost) {
      groups.leaveLookBehind();
    }
    end();
    looksBehindByDifferentWidths |= !groups.width(body).isFixed();
    return new Look(false, kind.equals("!"), body);
  }

  private RegexNode conditional(boolean verbose) throws InvalidException, UnsupportedException {
    String name = source.getUntil(")", "group name");
    int group = groups.ofCondition(name);
    RegexNode yes = sequence(verbose, false);
    RegexNode no = source.skip("|") ? sequence(verbose, false) : null;
    if (no != null && source.nextIs("|")) {
      throw new InvalidException("conditional backref with more than two branches");
    }
    end();
    return new Conditional(group, yes, no);
  }
}
