// SPDX-License-Identifier: Apache-2.0
package targets;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Records: what the compiler writes is called and counted like what the programmer writes. */
class Records {
  // calls(<init>: 6, x: 3, y: 1, hashCode: 3, equals: 2, toString: 1)
  record Point(int x, int y) {
    static final Point ORIGIN = new Point(0, 0); // calls(<clinit>: 1)

    Point plus(Point other) { // calls(1)
      return new Point(x + other.x(), y + other.y());
    }
  }

  record Range(int from, int to) { // calls(to: 1)
    // calls(<init>: 3)
    Range {
      if (from > to) {
        throw new IllegalArgumentException("from " + from + " to " + to);
      }
    }

    Range(int to) { // calls(1)
      this(0, to);
    }

    @Override
    public int from() { // calls(2)
      return Math.abs(from); // builtin(java.lang.Math.abs: 2)
    }

    int length() { // calls(1)
      return to() - from();
    }
  }

  record Pair<A, B>(A first, B second) { // calls(<init>: 2, first: 1, second: 1)
    static <A> Pair<A, A> twice(A a) { // calls(1)
      return new Pair<>(a, a);
    }
  }

  public static void main(String[] args) { // calls(1)
    Point p = new Point(1, 2).plus(Point.ORIGIN);
    System.out.println(p);
    Map<Point, String> names = new HashMap<>();
    names.put(p, "p");
    names.put(new Point(5, 6), "q");
    System.out.println(names.get(new Point(1, 2)));
    System.out.println(p.equals(new Point(1, 3)) + " " + Objects.hash(p.x(), p.x()));
    System.out.println(new Range(4).length() + new Range(-3, 3).from());
    try {
      new Range(2, 1);
    } catch (IllegalArgumentException e) {
      System.out.println(e.getMessage());
    }
    Pair<String, String> pair = Pair.twice("a");
    System.out.println(pair.first() + new Pair<>(1, List.of()).second());
  }
}
