// SPDX-License-Identifier: Apache-2.0
package dev.tally.python;

import dev.tally.python.PythonRegex.InvalidException;
import org.jspecify.annotations.Nullable;

/**
 * The letters of {@code (?aimsux)} and {@code (?i-s:…)}, as bits.
 *
 * @param bits those that are on
 */
record RegexFlags(int bits) {
  static final int IGNORE_CASE = 1;
  static final int MULTILINE = 2;
  static final int DOT_ALL = 4;
  static final int VERBOSE = 8;
  static final int ASCII = 16;
  static final int UNICODE = 32;

  /** {@code t}: has no meaning left, but an expression that has it may not repeat anything. */
  static final int TEMPLATE = 64;

  private static final String LETTERS = "imsxaut";
  private static final int TYPES = ASCII | UNICODE;

  /** What a group turns on and off for its inside. */
  record Change(int on, int off) {
    static final Change NONE = new Change(0, 0);
  }

  boolean has(int flag) {
    return (bits & flag) != 0;
  }

  RegexFlags with(Change change) {
    int kept = (change.on & TYPES) != 0 ? bits & ~TYPES : bits;
    return new RegexFlags((kept | change.on) & ~change.off);
  }

  static boolean isLetter(String token) {
    return token.length() == 1 && (LETTERS + "L").contains(token);
  }

  /**
   * The rest of {@code (?…} from its first letter or minus on.
   *
   * @return the flags; with a null body if they are meant for the whole expression
   */
  static Parsed parse(RegexSource source, String first) throws InvalidException {
    int on = 0;
    String token = first;
    while (!token.equals("-")) {
      int flag = flag(token);
      on |= flag;
      if ((flag & TYPES) != 0 && (on & TYPES) != flag) {
        throw new InvalidException("bad inline flags: flags 'a', 'u' and 'L' are incompatible");
      }
      token = source.need("missing -, : or )");
      if (token.equals(")")) {
        return new Parsed(on, null);
      }
      if (token.equals(":")) {
        break;
      }
      if (!token.equals("-") && !isLetter(token)) {
        throw new InvalidException("unknown flag or missing -, : or )");
      }
    }
    if ((on & TEMPLATE) != 0) {
      throw new InvalidException("bad inline flags: cannot turn on global flag");
    }
    int off = token.equals("-") ? parseOff(source) : 0;
    if ((on & off) != 0) {
      throw new InvalidException("bad inline flags: flag turned on and off");
    }
    return new Parsed(0, new Change(on, off));
  }

  /**
   * What {@link #parse} found.
   *
   * @param global bits for the whole expression
   * @param change what the group's inside gets; null if there is no group
   */
  record Parsed(int global, @Nullable Change change) {}

  private static int parseOff(RegexSource source) throws InvalidException {
    int off = 0;
    String token = source.need("missing flag");
    do {
      if (!isLetter(token)) {
        throw new InvalidException("unknown flag or missing :");
      }
      int flag = flag(token);
      if ((flag & TYPES) != 0) {
        throw new InvalidException("bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
      }
      off |= flag;
      token = source.need("missing :");
    } while (!token.equals(":"));
    if ((off & TEMPLATE) != 0) {
      throw new InvalidException("bad inline flags: cannot turn off global flag");
    }
    return off;
  }

  private static int flag(String letter) throws InvalidException {
    if (letter.equals("L")) {
      throw new InvalidException("bad inline flags: cannot use 'L' flag with a str pattern");
    }
    return 1 << LETTERS.indexOf(letter);
  }
}
