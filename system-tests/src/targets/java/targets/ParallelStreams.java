// SPDX-License-Identifier: Apache-2.0
package targets;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Parallel streams and fork-join tasks: the work is split by chance, its amount is not. */
// varies
class ParallelStreams {
  public static void main(String[] args) { // calls(1)
    System.out.println(
        IntStream.range(0, 10_000)
            .parallel()
            .filter(ParallelStreams::odd)
            .map(n -> triple(n)) // calls(lambda: 5000)
            .sum());
    List<Integer> sorted =
        IntStream.range(0, 1000)
            .boxed()
            .parallel()
            .map(n -> 1000 - n) // calls(lambda: 1000)
            .sorted()
            .collect(Collectors.toList());
    System.out.println(sorted.get(0) + " " + sorted.size());
    try {
      Arrays.asList(1).parallelStream().forEach(n -> refuse(n)); // calls(lambda: 1)
    } catch (IllegalStateException e) {
      System.out.println(caught(e));
    }
    System.out.println(new ForkJoinPool(3).invoke(new Sum(0, 4096)));
  }

  static boolean odd(int n) { // calls(10000)
    return n % 2 == 1;
  }

  static int triple(int n) { // calls(5000) callers(lambda: 5000)
    return 3 * n;
  }

  static void refuse(int n) { // calls(1)
    throw new IllegalStateException("refused");
  }

  static String caught(Exception e) { // calls(1) callers(main: 1)
    return e.getMessage();
  }

  // Halves 4096 numbers until 16 are left: 256 leaves, 255 inner nodes.
  static class Sum extends RecursiveTask<Long> { // calls(compute: 256)
    final int from;
    final int to;

    Sum(int from, int to) { // calls(511)
      this.from = from;
      this.to = to;
    }

    @Override
    protected Long compute() { // calls(511) callers(Sum.compute: 511)
      if (to - from <= 16) {
        return leaf();
      }
      int middle = (from + to) >>> 1;
      Sum left = new Sum(from, middle);
      left.fork();
      return new Sum(middle, to).compute() + left.join();
    }

    private long leaf() { // calls(256) callers(Sum.compute: 256)
      long sum = 0;
      for (int i = from; i < to; i++) {
        sum += i;
      }
      return sum;
    }
  }
}
