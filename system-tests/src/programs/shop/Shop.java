// SPDX-License-Identifier: Apache-2.0

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;

/**
 * Prints what a shop sold. Every run makes the same calls. DiffTest changes it in one place after
 * the other, and looks at what tally diff says.
 */
public class Shop {

  record Order(int id, int product, long cents) {}

  static class Rows {
    private final int count;
    private int row;

    Rows(int count) {
      this.count = count;
    }

    boolean next() {
      return row++ < count;
    }

    int number(String column) {
      return Math.abs((column + row).hashCode() % 100);
    }
  }

  static class Connection {
    private final List<String> log = new ArrayList<>();

    Rows query(String sql, int rows) {
      log.add(sql);
      return new Rows(rows);
    }
  }

  static class OrderDao {
    private final Connection connection = new Connection();

    List<Order> loadAll() {
      Rows rows = connection.query("select * from orders", 1000);
      List<Order> orders = new ArrayList<>();
      while (rows.next()) {
        orders.add(order(rows));
      }
      return orders;
    }

    Order load(int id) {
      Rows rows = connection.query("select * from orders where id = " + id, 1);
      rows.next();
      return order(rows);
    }

    private Order order(Rows rows) {
      return new Order(rows.number("id"), rows.number("product"), rows.number("cents"));
    }
  }

  static class Tax {
    long of(Order order) {
      return order.cents() * rate(order.product()) / 100;
    }

    private int rate(int product) {
      return digits(product) > 1 ? 19 : 7;
    }

    private int digits(int number) {
      return number < 10 ? 1 : 1 + digits(number / 10);
    }
  }

  static class Report {
    private final OrderDao dao = new OrderDao();
    private final Tax tax = new Tax();

    long render() {
      long sum = dao.load(7).cents();
      for (Order order : dao.loadAll()) {
        sum += line(order);
      }
      return sum;
    }

    long line(Order order) {
      return order.cents() + tax.of(order);
    }

    long discounts() {
      Predicate<Order> cheap = order -> order.cents() < 50;
      LongUnaryOperator half = cents -> cents / 2;
      LongUnaryOperator rounded = cents -> round(cents);
      long sum = 0;
      for (Order order : dao.loadAll()) {
        if (cheap.test(order)) {
          sum += rounded.applyAsLong(half.applyAsLong(order.cents()));
        }
      }
      return sum;
    }

    private long round(long cents) {
      return cents - cents % 5;
    }
  }

  /** Four threads share the reports of a week. */
  static long week() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Callable<Long>> days = new ArrayList<>();
    for (int day = 0; day < 7; day++) {
      days.add(() -> new Report().render());
    }
    long sum = 0;
    for (Future<Long> day : pool.invokeAll(days)) {
      sum += day.get();
    }
    pool.shutdown();
    return sum;
  }

  public static void main(String[] arguments) throws Exception {
    Report report = new Report();
    System.out.println(report.render());
    System.out.println(report.discounts());
    System.out.println(week());
  }
}
