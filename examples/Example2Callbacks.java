// SPDX-License-Identifier: Apache-2.0

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The JDK in the middle: calls into it have lines of their own, in braces, and what it calls back
 * stands below them.
 *
 * <pre>
 *   ./tally run -o profile examples/Example2Callbacks.java
 *   ./tally stats profile -c 'callees List.sort'
 * </pre>
 *
 * <p>{@code {java.util.List.sort}} called the lambda some hundred thousand times; the time of those
 * calls is in its cumulative time and not in its self time. {@code --no-builtins} leaves the lines
 * in braces away; then their time belongs to the methods that called them.
 */
public class Example2Callbacks {
  record Point(int x, int y) {}

  public static void main(String[] args) {
    List<Point> points = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 50_000; i++) {
      points.add(new Point(random.nextInt(1000), random.nextInt(1000)));
    }
    points.sort((a, b) -> Integer.compare(distance(a), distance(b)));
    System.out.println("nearest:  " + points.get(0));
    points.sort(Comparator.comparing(Point::x).thenComparing(Point::y));
    System.out.println("leftmost: " + points.get(0));
  }

  static int distance(Point point) {
    return point.x() * point.x() + point.y() * point.y();
  }
}
