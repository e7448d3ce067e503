// SPDX-License-Identifier: Apache-2.0
package targets;

import java.util.ArrayList;
import java.util.List;

/**
 * Objects under construction while control branches, inside handlers and around them: the verifier
 * knows such an object by the place of its {@code new}.
 */
class Shapes {
  static class Pair {
    final int sum;

    Pair(int a, int b) { // calls(26)
      sum = a + b;
    }
  }

  public static void main(String[] args) { // calls(1)
    for (int i = 0; i < 4; i++) {
      try {
        System.out.println(covered(i));
      } catch (IllegalStateException e) {
        System.out.println(e.getMessage());
      }
      System.out.println(afterFinally(i) + " " + inCatch(i) + " " + nested(i) + " " + inLock(i));
    }
    System.out.println(chosen(1) + chosen(2) + chosen(3));
  }

  // A handler whose first act is to construct something.
  static int afterFinally(int i) { // calls(4)
    List<Pair> made = new ArrayList<>();
    try {
      try {
        fail(i);
      } finally {
        made.add(new Pair(i, i > 1 ? 20 : 30));
      }
    } catch (IllegalStateException e) {
      return new Pair(made.get(0).sum, i == 1 ? -1 : -2).sum;
    }
    return made.get(0).sum;
  }

  // With a catch clause beside it, the handler of the finally block covers its own first act.
  static int covered(int i) { // calls(4)
    Pair pair = null;
    try {
      fail(i);
    } catch (ArithmeticException e) {
      return 0;
    } finally {
      pair = new Pair(i, i > 1 ? 40 : 50);
      if (i == 3) {
        return pair.sum;
      }
    }
    return pair.sum;
  }

  static void fail(int i) { // calls(16)
    if (i % 2 == 1) {
      throw new IllegalStateException("odd");
    }
  }

  static int inCatch(int i) { // calls(4)
    try {
      fail(i);
      return 0;
    } catch (IllegalStateException e) {
      return new Pair(i > 1 ? 1 : 2, e.getMessage().length()).sum;
    }
  }

  // The arguments of one constructor contain another, and a choice.
  static int nested(int i) { // calls(4)
    return new Pair(new Pair(i, i > 0 ? 1 : 2).sum, i > 2 ? new Pair(3, 4).sum : twice(i)).sum;
  }

  static int twice(int i) { // calls(3) callers(nested: 3)
    return 2 * i;
  }

  static int inLock(int i) { // calls(4)
    try {
      synchronized (Shapes.class) {
        fail(i);
        return new Pair(i, i > 1 ? 5 : 6).sum;
      }
    } catch (IllegalStateException e) {
      return -1;
    }
  }

  static int chosen(int i) { // calls(3)
    return (i == 1 ? new Pair(1, 1) : i == 2 ? new Pair(2, i > 1 ? 2 : 3) : new Pair(3, 3)).sum;
  }
}
