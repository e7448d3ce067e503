// SPDX-License-Identifier: Apache-2.0
package com.acme.orders;

import java.util.List;

/**
 * Somebody's order.
 *
 * @param number 0 for one that has not been saved
 */
record Order(int number, String customer, List<Line> lines) {

  /** So many pieces of an article. */
  record Line(String article, int pieces, int cents) {}

  int cents() {
    return lines.stream().mapToInt(line -> line.pieces() * line.cents()).sum();
  }
}
