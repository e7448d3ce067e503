// SPDX-License-Identifier: Apache-2.0

/** Many calls at the end of a deep stack. */
public class Deep {
  static int called;

  static int down(int depth, int calls) {
    return depth > 0 ? down(depth - 1, calls) + 1 : bottom(calls);
  }

  static int bottom(int calls) {
    int sum = 0;
    for (int i = 0; i < calls; i++) {
      sum += work(i);
    }
    return sum;
  }

  static int work(int n) {
    int sum = ++called;
    for (int i = 0; i < 2; i++) {
      sum += n ^ i;
    }
    return sum;
  }

  public static void main(String[] arguments) throws Exception {
    int depth = Integer.parseInt(arguments[0]);
    int calls = Integer.parseInt(arguments[1]);
    Thread deep = new Thread(null, () -> down(depth, calls), "deep", 1L << 29);
    deep.start();
    deep.join();
    System.out.println("called=" + called);
  }
}
