// SPDX-License-Identifier: Apache-2.0
package dev.tally.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a regular expression in Python's dialect consists of. */
sealed interface RegexNode {

  /** Something that matches one character out of a set. */
  sealed interface SetItem {}

  record Literal(int codePoint) implements RegexNode, SetItem {}

  record Range(int first, int last) implements SetItem {}

  /**
   * A class that depends on flags.
   *
   * @param letter {@code d}, {@code s} or {@code w}
   */
  record Category(char letter, boolean negative) implements RegexNode, SetItem {}

  record CharacterSet(boolean negative, List<SetItem> items) implements RegexNode {}

  /** The dot. */
  record AnyCharacter() implements RegexNode {}

  /** A place between characters. */
  enum At implements RegexNode {
    LINE_START,
    LINE_END,
    TEXT_START,
    TEXT_END,
    WORD_BOUNDARY,
    NO_WORD_BOUNDARY
  }

  /**
   * A part that matches several times in a row.
   *
   * @param last {@link #UNBOUNDED} if there is no limit
   * @param manner empty for greedy, {@code ?} for lazy, {@code +} for possessive
   */
  record Repeat(RegexNode body, long first, long last, String manner) implements RegexNode {}

  /** {@link Repeat#last} without a limit; also the first number that Python refuses there. */
  long UNBOUNDED = 0xFFFF_FFFFL;

  /**
   * A parenthesis.
   *
   * @param number 0 if it captures nothing
   */
  record Group(int number, RegexFlags.Change flags, RegexNode body) implements RegexNode {}

  record Atomic(RegexNode body) implements RegexNode {}

  record Look(boolean ahead, boolean negative, RegexNode body) implements RegexNode {}

  record BackReference(int group) implements RegexNode {}

  record Conditional(int group, RegexNode yes, @Nullable RegexNode no) implements RegexNode {}

  record Sequence(List<RegexNode> items) implements RegexNode {}

  record Alternatives(List<RegexNode> items) implements RegexNode {}
}
