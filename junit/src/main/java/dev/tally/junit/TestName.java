// SPDX-License-Identifier: Apache-2.0
package dev.tally.junit;

/**
 * What a test is called: {@code com.acme.ShopTest.turnover[2]}.
 *
 * @param className with package and dollar signs; empty if it has none
 * @param name of the method, with the number of an invocation behind it
 */
record TestName(String className, String name) {
  private static final int MOST_LETTERS = 150;

  /** A name for its recording that any shell and file system takes. */
  String file() {
    String plain = toString().replaceAll("[^\\p{L}\\p{N}._]+", "-").replaceAll("^[.-]+|-$", "");
    if (plain.length() > MOST_LETTERS) {
      String hash = Integer.toHexString(plain.hashCode());
      plain = plain.substring(0, MOST_LETTERS - hash.length()) + "-" + hash;
    }
    return (plain.isEmpty() ? "test" : plain) + ".tally";
  }

  @Override
  public String toString() {
    return className.isEmpty() ? name : className.replace('$', '.') + "." + name;
  }
}
