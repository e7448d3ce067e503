// SPDX-License-Identifier: Apache-2.0
package targets;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lambdas and method references, called by the program itself and from inside the JDK. */
class Lambdas {
  interface Operation {
    int apply(int a, int b);
  }

  static class Box {
    final int n;

    Box(int n) { // calls(7)
      this.n = n;
    }

    int plus(int m) { // calls(3) callers(java.util.function.IntUnaryOperator.applyAsInt: 3)
      return n + m;
    }

    int doubled() { // calls(4) callers(java.util.function.Function.apply: 4)
      return 2 * n;
    }
  }

  public static void main(String[] args) { // calls(1)
    // Through an interface of the program there is no built-in in between.
    Operation add = (a, b) -> a + b; // calls(lambda: 3) callers(Lambdas.three: 3)
    System.out.println(three(add) + three(Lambdas::multiply));

    int captured = args.length + 7;
    IntUnaryOperator capturing = n -> n + captured; // calls(lambda: 4)
    System.out.println(four(capturing));

    System.out.println(references());
    System.out.println(nested(3).get().get());
    System.out.println(recursive(6));
    System.out.println(streams());
  }

  static int three(Operation operation) { // calls(2)
    return operation.apply(1, 2) + operation.apply(3, 4) + operation.apply(5, 6);
  }

  static int multiply(int a, int b) { // calls(3) callers(three: 3)
    return a * b;
  }

  static int four(IntUnaryOperator f) { // calls(1)
    return f.applyAsInt(f.applyAsInt(f.applyAsInt(f.applyAsInt(0))));
  }

  static int references() { // calls(1)
    Function<Integer, Box> make = Box::new;
    Function<Box, Integer> unbound = Box::doubled;
    IntUnaryOperator bound = make.apply(5)::plus;
    IntBinaryOperator builtin = Math::max; // called by the JDK's own class: no call site of ours
    int sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += bound.applyAsInt(i) + unbound.apply(make.apply(i)) + builtin.applyAsInt(i, 1);
    }
    return sum + unbound.apply(make.apply(9));
  }

  static Supplier<Supplier<Integer>> nested(int n) { // calls(1)
    return () -> { // calls(lambda: 1) callers(java.util.function.Supplier.get: 1)
      Box box = new Box(n);
      return () -> { // calls(lambda: 1) callers(java.util.function.Supplier.get: 1)
        Box inner = new Box(box.n + 1);
        return inner.n;
      };
    };
  }

  static Function<Integer, Integer> factorial;

  static int recursive(int n) { // calls(1)
    // calls(lambda: 7/1) callers(java.util.function.Function.apply: 7/1)
    factorial = i -> i == 0 ? 1 : i * factorial.apply(i - 1);
    return factorial.apply(n);
  }

  static int streams() { // calls(1)
    List<String> log = new ArrayList<>();
    int sum =
        IntStream.range(0, 10) // builtin(java.util.stream.IntStream.range: 1)
            .filter(Lambdas::isOdd)
            .map(n -> square(n)) // calls(lambda: 5)
            .peek(n -> log.add("n" + n)) // calls(lambda: 5)
            .sum(); // builtin(java.util.stream.IntStream.sum: 1)
    // Nothing below is evaluated but what the short circuit needs.
    // calls(lambda: 3) callers(java.util.stream.Stream.anyMatch: 3)
    boolean any = Stream.of("a", "bb", "ccc", "dddd").anyMatch(s -> s.length() > 2);
    Stream.of("never").map(s -> s + "!"); // calls(lambda: 0)
    return sum + log.size() + (any ? 1000 : 0);
  }

  static boolean isOdd(int n) { // calls(10) callers(java.util.stream.IntStream.sum: 10)
    return n % 2 == 1;
  }

  static int square(int n) { // calls(5) callers(lambda: 5)
    return n * n;
  }
}
