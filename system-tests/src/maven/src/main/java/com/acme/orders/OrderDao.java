// SPDX-License-Identifier: Apache-2.0
package com.acme.orders;

import java.util.ArrayList;
import java.util.List;

/** Orders in a database, or so it may be taken to be. */
public class OrderDao {
  /** Reads orders from somewhere. */
  public interface Reader {
    String read(int number);
  }

  private final List<String> orders = new ArrayList<>();

  public int save(String customer) {
    orders.add(customer);
    return orders.size();
  }

  public String find(int number) {
    if (number > orders.size()) {
      throw new IllegalArgumentException("there is no order " + number);
    }
    return orders.get(number - 1);
  }

  public List<String> all() {
    List<String> all = new ArrayList<>();
    for (int number = 1; number <= orders.size(); number++) {
      all.add(find(number));
    }
    return all;
  }

  /** Nobody calls it. */
  public void delete(int number) {
    orders.remove(number - 1);
  }
}
