// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The containers that {@link MarshalReader} is inside of: how much each still has to come, and
 * whether a key of a dictionary or a member of a set is of a kind that Python takes for one.
 */
final class MarshalNesting {
  private int depth;
  private MarshalKind[] kinds = new MarshalKind[16];
  private int[] slots = new int[16];
  private int[] left = new int[16];
  private boolean[] atValue = new boolean[16];

  /**
   * Of a tuple: the first member that cannot be a key. Of a dictionary: its present key, if bad.
   */
  private @Nullable MarshalKind[] notKey = new MarshalKind[16];

  /** Remembered containers that cannot be keys: they, or what is in them. */
  private final Map<Integer, MarshalKind> notKeys = new HashMap<>();

  int depth() {
    return depth;
  }

  /** The innermost container; END if there is none. */
  MarshalKind innermost() {
    return depth == 0 ? MarshalKind.END : kinds[depth - 1];
  }

  /**
   * Steps into a container.
   *
   * @param slot its place among what is remembered, the same negative number for all that are not
   */
  void enter(MarshalKind kind, int members, int slot) {
    if (depth == kinds.length) {
      kinds = Arrays.copyOf(kinds, depth * 2);
      slots = Arrays.copyOf(slots, depth * 2);
      left = Arrays.copyOf(left, depth * 2);
      atValue = Arrays.copyOf(atValue, depth * 2);
      notKey = Arrays.copyOf(notKey, depth * 2);
    }
    kinds[depth] = kind;
    slots[depth] = slot;
    left[depth] = members;
    atValue[depth] = false;
    notKey[depth] = null;
    depth++;
    if (kind == MarshalKind.LIST || kind == MarshalKind.SET || kind == MarshalKind.DICT) {
      notKeys.put(slot, kind);
    }
  }

  /**
   * Whether the innermost container is complete; a dictionary never is before its end comes, nor a
   * code object, which has more than objects in it, before it is left.
   */
  boolean complete() {
    return depth > 0
        && left[depth - 1] == 0
        && kinds[depth - 1] != MarshalKind.DICT
        && kinds[depth - 1] != MarshalKind.CODE;
  }

  /** What keeps a remembered container from being a key, as far as its members are known. */
  @Nullable MarshalKind cannotBeKey(int slot) {
    return notKeys.get(slot);
  }

  /**
   * Leaves the innermost container, which is then a member of the one around it.
   *
   * @return what {@link #member} says
   */
  @Nullable MarshalKind leave() {
    depth--;
    MarshalKind kind = kinds[depth];
    return member(
        switch (kind) {
          case TUPLE -> notKey[depth];
          case FROZENSET, CODE -> null;
          default -> kind;
        });
  }

  /**
   * Takes note that a member of the innermost container has been read.
   *
   * @param cannotBeKey its kind, or that of something in it, if that keeps it from being a key
   * @return that kind, if the member was one of a set, or completed an entry of a dictionary whose
   *     key it is; else null
   */
  @Nullable MarshalKind member(@Nullable MarshalKind cannotBeKey) {
    if (depth == 0) {
      return null;
    }
    int top = depth - 1;
    left[top]--;
    switch (kinds[top]) {
      case TUPLE -> {
        if (notKey[top] == null && cannotBeKey != null) {
          notKey[top] = cannotBeKey;
          notKeys.put(slots[top], cannotBeKey);
        }
      }
      case SET, FROZENSET -> {
        return cannotBeKey;
      }
      case DICT -> {
        atValue[top] = !atValue[top];
        if (!atValue[top]) {
          return notKey[top];
        }
        notKey[top] = cannotBeKey;
      }
      default -> {}
    }
    return null;
  }
}
