// SPDX-License-Identifier: Apache-2.0
package acme;

import lib.Repositories;

/** A program that knows little of what it calls. */
public class Main extends Repositories.Service {
  /** Three ways to declare a method that a proxy has. */
  public interface Categories extends Repositories.Repository {
    String findByName(int name);

    default String both(int n) {
      return findByName(n) + findById(n);
    }
  }

  /** Nothing but what all have. */
  public interface Orders extends Repositories.Repository {}

  /** The proxy of an interface that is not public is in its package. */
  interface Hidden {
    String get(int id);
  }

  static String row(int id) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < id; i++) {
      row.append(i);
    }
    return row.toString();
  }

  public static void main(String[] arguments) {
    Categories categories = Repositories.of(Categories.class, Main::row);
    Orders orders = Repositories.of(Orders.class, Main::row);
    Hidden hidden = Repositories.of(Hidden.class, Main::row);
    for (int i = 0; i < 10; i++) {
      categories.findById(i);
      categories.findByName(i);
      orders.findById(i);
      hidden.get(i);
    }
    System.out.println(categories.both(3) + categories.count() + new Main().twice(2));
  }
}
