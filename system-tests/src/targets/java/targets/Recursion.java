// SPDX-License-Identifier: Apache-2.0
package targets;

/** Direct, double, nested and mutual recursion: primitive calls and edges beside all calls. */
class Recursion {
  public static void main(String[] args) { // calls(1) callers(outermost: 1)
    System.out.println(fib(10)); // builtin(java.io.PrintStream.println: 5)
    System.out.println(even(9) + " " + odd(4));
    System.out.println(ackermann(2, 3));
    hanoi(5, 'a', 'b', 'c');
    System.out.println(descend(1000));
    System.out.println(left(3));
  }

  static int fib(int n) { // calls(177/1) callers(main: 1, fib: 176/2)
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
  }

  static boolean even(int n) { // calls(7/2) callers(main: 1, odd: 6/2)
    return n == 0 || odd(n - 1);
  }

  static boolean odd(int n) { // calls(8/2) callers(main: 1, even: 7/2)
    return n != 0 && even(n - 1);
  }

  static int ackermann(int m, int n) { // calls(44/1) callers(main: 1, ackermann: 43/2)
    if (m == 0) {
      return n + 1;
    }
    return n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
  }

  // calls(63/1) callers(main: 1, hanoi: 62/2)
  static void hanoi(int n, char from, char to, char by) {
    if (n > 0) {
      hanoi(n - 1, from, by, to);
      hanoi(n - 1, by, to, from);
    }
  }

  static int descend(int n) { // calls(1001/1) callers(main: 1, descend: 1000/1)
    return n == 0 ? 0 : 1 + descend(n - 1);
  }

  // Three activations deep, the same edge is open again below another method.
  static int left(int n) { // calls(7/1) callers(main: 1, right: 6/2)
    return n == 0 ? 1 : right(n) + right(n - 1);
  }

  static int right(int n) { // calls(8/2) callers(left: 8/2)
    return n == 0 ? 1 : left(n - 1);
  }
}
