// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

/** The shortest program there is. */
final class Hello {
  private Hello() {}

  public static void main(String[] args) {
    System.out.println("Hello.");
  }
}
