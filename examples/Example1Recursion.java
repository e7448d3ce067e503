// SPDX-License-Identifier: Apache-2.0

/**
 * Recursion counts once.
 *
 * <pre>
 *   ./tally run examples/Example1Recursion.java
 * </pre>
 *
 * <p>The line of {@code fib} says {@code 242785/1}: that many calls, one of which was made while no
 * other call of {@code fib} was open (a <i>primitive</i> call). Its cumulative time is that of the
 * one, so it is not more than the time of the whole program, however deep the calls are nested.
 * {@code even} and {@code odd} call each other, and the same holds for each of them.
 */
public class Example1Recursion {
  public static void main(String[] args) {
    System.out.println("fib(25) = " + fib(25));
    System.out.println("1000 is " + (even(1000) ? "even" : "odd"));
  }

  static int fib(int n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
  }

  static boolean even(int n) {
    return n == 0 || odd(n - 1);
  }

  static boolean odd(int n) {
    return n != 0 && even(n - 1);
  }
}
