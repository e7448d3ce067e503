// SPDX-License-Identifier: Apache-2.0

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shop's nightly report, and slower than it should be. Where does the time go?
 *
 * <pre>
 *   ./tally run examples/Quickstart.java
 * </pre>
 *
 * <p>The answer is in the statistics: {@code parse} is called once for each order, and so is
 * {@code {java.util.regex.Pattern.compile}}, which is the same every time.
 */
public class Quickstart {
  record Order(String category, int cents) {}

  /** A category of goods, with others below it: the report adds them up recursively. */
  static final class Category {
    final String name;
    final List<Category> below = new ArrayList<>();
    long cents;

    Category(String name) {
      this.name = name;
    }

    long sum() {
      long sum = cents;
      for (Category category : below) {
        sum += category.sum();
      }
      return sum;
    }

    Category find(String wanted) {
      if (name.equals(wanted)) {
        return this;
      }
      for (Category category : below) {
        Category found = category.find(wanted);
        if (found != null) {
          return found;
        }
      }
      return null;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    List<String> lines = readOrders(150_000);
    double rate = fetchExchangeRate();
    Category shop = catalogue(2, "shop");
    for (String line : lines) {
      book(shop, parse(line));
    }
    System.out.printf("%d orders, %.2f USD%n", lines.size(), shop.sum() / 100.0 * rate);
  }

  static Order parse(String line) {
    Pattern pattern = Pattern.compile("order (\\d+): (\\d+) x (\\S+) at (\\d+)\\.(\\d\\d)");
    Matcher matcher = pattern.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not an order: " + line);
    }
    int cents = Integer.parseInt(matcher.group(4)) * 100 + Integer.parseInt(matcher.group(5));
    return new Order(matcher.group(3), Integer.parseInt(matcher.group(2)) * cents);
  }

  static void book(Category shop, Order order) {
    shop.find(order.category()).cents += order.cents();
  }

  static Category catalogue(int levels, String name) {
    Category category = new Category(name);
    for (int i = 0; i < 3 && levels > 0; i++) {
      category.below.add(catalogue(levels - 1, name + "/" + i));
    }
    return category;
  }

  static List<String> readOrders(int count) {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String category = "shop/" + random.nextInt(3) + "/" + random.nextInt(3);
      lines.add("order " + i + ": 1 x " + category + " at " + random.nextInt(100) + ".95");
    }
    return lines;
  }

  /** Stands for a slow service somewhere else. */
  static double fetchExchangeRate() throws InterruptedException {
    Thread.sleep(200);
    return 1.0842;
  }
}
