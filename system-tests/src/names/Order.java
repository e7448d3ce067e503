// SPDX-License-Identifier: Apache-2.0
package shop;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

/** What javac makes methods of. One lambda a class: JDKs number several in different orders. */
public class Order implements Comparable<Order> {
  private final List<Integer> lines = Arrays.asList(3, 1, 2);

  static int busy(int n) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
      sum += i;
    }
    return sum;
  }

  int total() {
    Function<Integer, Integer> withTax = line -> busy(line) + 1;
    int sum = 0;
    for (int line : lines) {
      sum += withTax.apply(line);
    }
    return sum;
  }

  @Override
  public int compareTo(Order other) {
    return busy(total()) - busy(other.total());
  }

  static class Static {
    static final Supplier<Integer> LIMIT = () -> busy(1);
  }

  static class Field {
    final Supplier<Integer> limit = () -> busy(2);
  }

  interface Rule extends Function<Integer, Integer>, Serializable {}

  static class Sent {
    Rule rule() {
      return line -> busy(line);
    }
  }

  abstract static class Base<T> {
    abstract T make(T from);

    T twice(T from) {
      return make(make(from));
    }
  }

  static class Impl extends Base<String> implements Callable<String> {
    @Override
    String make(String from) {
      busy(3);
      return from + from;
    }

    @Override
    public String call() {
      return twice("a");
    }
  }

  static class Hidden {
    public int shown(int n) {
      return busy(n);
    }
  }

  public static class Public extends Hidden {}

  class Inner {
    private Inner() {
      busy(1);
    }

    private int secret() {
      return busy(5);
    }
  }

  int viaInner() {
    return new Inner().secret();
  }

  public static void main(String[] arguments) throws Exception {
    Order one = new Order();
    Comparable<Order> comparable = one;
    comparable.compareTo(new Order());
    Static.LIMIT.get();
    new Field().limit.get();
    new Sent().rule().apply(4);
    Callable<?> callable = new Impl();
    callable.call();
    new Public().shown(3);
    one.viaInner();
  }
}
