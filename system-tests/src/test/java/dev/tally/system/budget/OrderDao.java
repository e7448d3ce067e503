// SPDX-License-Identifier: Apache-2.0
package dev.tally.system.budget;

import java.util.ArrayList;
import java.util.List;

/** What the tests with budgets call; in memory. */
class OrderDao {
  private static final List<String> LINES = List.of("tea", "cake", "jam");

  private final List<String> saved = new ArrayList<>();

  List<String> lines() {
    return LINES;
  }

  String findLine(int number) {
    return LINES.get(number);
  }

  synchronized void save(String order) {
    saved.add(order);
  }

  synchronized void save(String order, int pieces) {
    saved.add(pieces + " " + order);
  }

  synchronized int size() {
    return saved.size();
  }

  interface Reader {
    String read();
  }
}
