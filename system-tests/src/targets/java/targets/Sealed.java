// SPDX-License-Identifier: Apache-2.0
package targets;

import java.util.List;

/** Sealed interfaces and patterns of {@code instanceof}. */
class Sealed {
  sealed interface Expression permits Number, Sum, Product {}

  record Number(int value) implements Expression {} // calls(<init>: 5, value: 5)

  // calls(<init>: 2, left: 2, right: 2)
  record Sum(Expression left, Expression right) implements Expression {}

  // calls(<init>: 2, left: 2, right: 2)
  record Product(Expression left, Expression right) implements Expression {}

  public static void main(String[] args) { // calls(1)
    Expression e =
        new Sum(
            new Product(new Number(2), new Number(3)),
            new Sum(new Number(4), new Product(new Number(5), new Number(6))));
    System.out.println(evaluate(e));
    System.out.println(describe("text") + describe(7) + describe(List.of(1)));
  }

  static int evaluate(Expression e) { // calls(9/1) callers(main: 1, evaluate: 8/2)
    if (e instanceof Number n) {
      return n.value();
    } else if (e instanceof Sum s) {
      return evaluate(s.left()) + evaluate(s.right());
    } else if (e instanceof Product p) {
      return evaluate(p.left()) * evaluate(p.right());
    }
    throw new AssertionError(e);
  }

  static String describe(Object o) { // calls(3)
    if (o instanceof String s && s.length() > 2) {
      return "text ";
    }
    if (!(o instanceof Integer i)) {
      return "other ";
    }
    return "number " + positive(i) + " ";
  }

  static boolean positive(int i) { // calls(1) callers(describe: 1)
    return i > 0;
  }
}
