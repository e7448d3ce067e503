// SPDX-License-Identifier: Apache-2.0

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Who is it for? One repository, asked by two jobs and by three threads that export. Its row in
 * {@code stats} has all its calls; these say whose they are:
 *
 * <pre>
 *   ./tally run --no-builtins -o profile examples/Example6Questions.java
 *   ./tally stats profile -c 'by Jobs OrderDao'
 *   ./tally stats profile -c 'tree Jobs'
 *   ./tally stats profile -c 'stats OrderDao under monthlyReport'
 *   ./tally stats profile -c threads
 * </pre>
 *
 * <p>The monthly report asks for the lines of each of its 3,000 orders, the dashboard for all at
 * once. docs/answers.md has the answers.
 */
public class Example6Questions {
  public static void main(String[] args) throws InterruptedException {
    System.out.println("report:    " + Jobs.monthlyReport());
    System.out.println("dashboard: " + Jobs.dashboard());
    ExecutorService threads = Executors.newFixedThreadPool(3);
    for (int i = 0; i < 3; i++) {
      threads.execute(Jobs::export);
    }
    threads.shutdown();
    threads.awaitTermination(1, TimeUnit.MINUTES);
  }
}

class OrderDao {
  static List<Integer> findOrders() {
    List<Integer> orders = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      orders.add(i);
    }
    return orders;
  }

  static List<Integer> findLines(int order) {
    List<Integer> lines = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      lines.add(order * 31 + i);
    }
    return lines;
  }

  static List<Integer> findAllLines() {
    List<Integer> lines = new ArrayList<>();
    for (int i = 0; i < 300_000; i++) {
      lines.add(i);
    }
    return lines;
  }
}

class Shop {
  static long turnover() {
    long sum = 0;
    for (int order : OrderDao.findOrders()) {
      sum += OrderDao.findLines(order).size();
    }
    return sum;
  }

  static long turnoverAtOnce() {
    return (long) OrderDao.findOrders().size() * OrderDao.findAllLines().size();
  }
}

class Jobs {
  static long monthlyReport() {
    return Shop.turnover();
  }

  static long dashboard() {
    return Shop.turnoverAtOnce();
  }

  static void export() {
    for (int order = 0; order < 50; order++) {
      OrderDao.findLines(order);
    }
  }
}
