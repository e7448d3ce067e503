// SPDX-License-Identifier: Apache-2.0
package com.acme;

/** What the tests of this folder call; final, so that a mock must be made of the class itself. */
public final class OrderStore {
  private long saved;

  public void save(long order) {
    saved += order;
  }

  public static long next(long order) {
    return order + 1;
  }
}
