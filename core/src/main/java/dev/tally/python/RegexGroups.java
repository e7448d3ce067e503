// SPDX-License-Identifier: Apache-2.0
package dev.tally.python;

import dev.tally.python.PythonRegex.InvalidException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The capturing groups of an expression that is being read, and what may refer to them. */
final class RegexGroups {
  /** By number; null while a group is open. There is no group 0. */
  private final List<@Nullable RegexWidth> widths = new ArrayList<>();

  private final Map<String, Integer> names = new HashMap<>();

  /** The highest number that a condition asks for; the condition may stand before the group. */
  private int highestCondition;

  /** How many groups there were before the outermost look-behind that is open; 0 if none is. */
  private int beforeLookBehind;

  RegexGroups() {
    widths.add(null);
  }

  int open(@Nullable String name) throws InvalidException {
    int number = widths.size();
    widths.add(null);
    if (name != null && names.putIfAbsent(name, number) != null) {
      throw new InvalidException("redefinition of group name " + PythonText.repr(name));
    }
    return number;
  }

  void close(int number, RegexNode body) {
    widths.set(number, width(body));
  }

  RegexWidth width(RegexNode node) {
    return RegexWidth.of(node, widths);
  }

  int named(String name) throws InvalidException {
    Integer number = names.get(name);
    if (number == null) {
      throw new InvalidException("unknown group name " + PythonText.repr(name));
    }
    return number;
  }

  String checkedName(String name) throws InvalidException {
    if (!isIdentifier(name)) {
      throw new InvalidException("bad character in group name " + PythonText.repr(name));
    }
    return name;
  }

  void checkReference(int group) throws InvalidException {
    if (group >= widths.size()) {
      throw new InvalidException("invalid group reference " + group);
    }
    if (widths.get(group) == null) {
      throw new InvalidException("cannot refer to an open group");
    }
    checkInLookBehind(group);
  }

  /** The group that {@code (?(name)…)} asks for. */
  int ofCondition(String name) throws InvalidException {
    if (isIdentifier(name)) {
      return ofCondition(named(name));
    }
    BigInteger number = PythonNumber.parseInt(PythonText.strip(name));
    if (number == null || number.signum() < 0) {
      throw new InvalidException("bad character in group name " + PythonText.repr(name));
    }
    if (number.signum() == 0) {
      throw new InvalidException("bad group number");
    }
    if (number.bitLength() >= Integer.SIZE) {
      throw new InvalidException("invalid group reference " + number);
    }
    return ofCondition(number.intValue());
  }

  private int ofCondition(int group) throws InvalidException {
    checkInLookBehind(group);
    highestCondition = Math.max(highestCondition, group);
    return group;
  }

  /** To be called when the whole expression has been read. */
  void checkReferences() throws InvalidException {
    if (highestCondition >= widths.size()) {
      throw new InvalidException("invalid group reference " + highestCondition);
    }
  }

  /** Whether this look-behind is within no other. */
  boolean enterLookBehind() {
    boolean outermost = beforeLookBehind == 0;
    if (outermost) {
      beforeLookBehind = widths.size();
    }
    return outermost;
  }

  void leaveLookBehind() {
    beforeLookBehind = 0;
  }

  private void checkInLookBehind(int group) throws InvalidException {
    if (beforeLookBehind == 0) {
      return;
    }
    if (group >= widths.size() || widths.get(group) == null) {
      throw new InvalidException("cannot refer to an open group");
    }
    if (group >= beforeLookBehind) {
      throw new InvalidException("cannot refer to group defined in the same lookbehind subpattern");
    }
  }

  private static boolean isIdentifier(String name) {
    int first = name.codePointAt(0);
    return (first == '_' || Character.isUnicodeIdentifierStart(first))
        && name.codePoints()
            .allMatch(
                c -> Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
  }
}
