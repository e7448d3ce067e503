// SPDX-License-Identifier: Apache-2.0
package dev.tally.python;

import dev.tally.python.RegexNode.Alternatives;
import dev.tally.python.RegexNode.Atomic;
import dev.tally.python.RegexNode.BackReference;
import dev.tally.python.RegexNode.Conditional;
import dev.tally.python.RegexNode.Group;
import dev.tally.python.RegexNode.Repeat;
import dev.tally.python.RegexNode.Sequence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many characters a part of an expression matches: Python looks behind by a fixed number. */
record RegexWidth(long least, long most) {
  private static final RegexWidth NONE = new RegexWidth(0, 0);
  private static final RegexWidth ONE = new RegexWidth(1, 1);

  /** Stands for all larger numbers. */
  private static final long LIMIT = 1L << 40;

  /**
   * @param groups the widths of the groups that may be referred to
   */
  static RegexWidth of(RegexNode node, List<@Nullable RegexWidth> groups) {
    if (node instanceof Sequence sequence) {
      RegexWidth sum = NONE;
      for (RegexNode item : sequence.items()) {
        sum = sum.plus(of(item, groups));
      }
      return sum;
    }
    if (node instanceof Alternatives alternatives) {
      List<RegexNode> items = alternatives.items();
      RegexWidth either = of(items.get(0), groups);
      for (RegexNode item : items.subList(1, items.size())) {
        either = either.or(of(item, groups));
      }
      return either;
    }
    if (node instanceof Repeat repeat) {
      return of(repeat.body(), groups).times(repeat.first(), repeat.last());
    }
    if (node instanceof Group group) {
      return of(group.body(), groups);
    }
    if (node instanceof Atomic atomic) {
      return of(atomic.body(), groups);
    }
    if (node instanceof BackReference reference) {
      RegexWidth width = groups.get(reference.group());
      return width == null ? NONE : width;
    }
    if (node instanceof Conditional conditional) {
      RegexNode no = conditional.no();
      return of(conditional.yes(), groups).or(no == null ? NONE : of(no, groups));
    }
    return node instanceof RegexNode.At || node instanceof RegexNode.Look ? NONE : ONE;
  }

  private RegexWidth plus(RegexWidth other) {
    return new RegexWidth(Math.min(least + other.least, LIMIT), Math.min(most + other.most, LIMIT));
  }

  private RegexWidth or(RegexWidth other) {
    return new RegexWidth(Math.min(least, other.least), Math.max(most, other.most));
  }

  private RegexWidth times(long first, long last) {
    return new RegexWidth(product(least, first), product(most, last));
  }

  private static long product(long width, long number) {
    return width > 0 && number > LIMIT / width ? LIMIT : Math.min(width * number, LIMIT);
  }

  /** Whether Python can look behind by this. */
  boolean isFixed() {
    return least == most && least < RegexNode.UNBOUNDED;
  }
}
