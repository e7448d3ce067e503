// SPDX-License-Identifier: Apache-2.0
package targets;

import java.util.List;

/** Switches over types and record patterns, with guards, whose bytecode calls back into records. */
class PatternSwitches {
  sealed interface Shape permits Circle, Square, Pair {}

  record Circle(int radius) implements Shape {} // calls(<init>: 3, radius: 7)

  record Square(int side) implements Shape {} // calls(<init>: 2, side: 2)

  record Pair(Shape first, Shape second) implements Shape {} // calls(<init>: 2, first: 2, second: 2)

  enum Size { // calls(<clinit>: 1, <init>: 2, $values: 1)
    SMALL,
    LARGE
  }

  public static void main(String[] args) { // calls(1)
    Shape shape = new Pair(new Pair(new Circle(1), new Square(2)), new Circle(10));
    System.out.println(area(shape) + area(new Square(3)) + area(new Circle(2)));
    Object[] things = {"text", 42, -1, 'c', List.of(), Size.SMALL, Size.LARGE, null, new int[3]};
    for (Object thing : things) {
      System.out.println(describe(thing));
    }
  }

  static int area(Shape shape) { // calls(7/3) callers(main: 3, area: 4/2)
    return switch (shape) {
      case Circle(int radius) when big(radius) -> 1000;
      case Circle circle -> 3 * circle.radius() * circle.radius();
      case Square(int side) -> side * side;
      case Pair(Shape first, Shape second) -> area(first) + area(second);
    };
  }

  static boolean big(int n) { // calls(3) callers(area: 3)
    return n > 5;
  }

  static String describe(Object o) { // calls(9)
    return switch (o) {
      case null -> "null";
      case String s when s.isEmpty() -> "empty";
      case String s -> s + length(s);
      case Integer i when positive(i) -> "positive";
      case Integer i -> "integer";
      case Size size when size == Size.LARGE -> "large";
      case Size size -> "size";
      case int[] array -> "array " + array.length;
      case List<?> list -> "list";
      default -> "other";
    };
  }

  static int length(String s) { // calls(1) callers(describe: 1)
    return s.length();
  }

  static boolean positive(int n) { // calls(2) callers(describe: 2)
    return n > 0;
  }
}
