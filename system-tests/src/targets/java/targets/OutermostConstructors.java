// SPDX-License-Identifier: Apache-2.0
package targets;

import java.io.ByteArrayInputStream;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Constructors that are a pool's outermost recorded calls, and fail: before, in and after {@code
 * super(...)}, which is the program's, a leaf, the JDK's, or the JDK's that calls the program. The
 * pool's thread goes on, and what it runs next was not called by them.
 */
class OutermostConstructors {
  static final int ROUNDS = 300;
  static int n;

  public static void main(String[] args) throws Exception { // calls(1)
    ExecutorService pool = Executors.newSingleThreadExecutor();
    int failed = 0;
    for (int i = 0; i < ROUNDS; i++) {
      n = i;
      failed += fails(pool, Derived::new);
      failed += fails(pool, Again::new);
      failed += fails(pool, OverLeaf::new);
      failed += fails(pool, OverJdk::new);
      failed += fails(pool, CalledBack::new);
      pool.submit(OutermostConstructors::next).get();
    }
    pool.shutdown();
    System.out.println(failed);
  }

  static int fails(ExecutorService pool, Callable<?> task) throws Exception { // calls(1500)
    try {
      pool.submit(task).get();
      return 0;
    } catch (ExecutionException e) {
      return 1;
    }
  }

  static void next() { // calls(300/300) callers(outermost: 300)
    work(1);
  }

  // calls(1100/1100)
  // callers(next: 300, Base.<init>: 500, Derived.<init>: 100, Again.<init>: 200)
  static int work(int n) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
      sum += i;
    }
    return sum;
  }

  static int check(int n) { // calls(300) callers(Derived.<init>: 300)
    if (n % 3 == 0) {
      throw new IllegalArgumentException("an argument's evaluation");
    }
    return even(n);
  }

  static int even(int n) { // calls(200) callers(check: 200)
    return n;
  }

  static class Base {
    Base(int n) { // calls(500/500) callers(Derived.<init>: 200, Again.<init>: 300)
      work(n % 3);
      if (n % 3 == 1) {
        throw new IllegalStateException("the superclass");
      }
    }
  }

  static class Derived extends Base {
    Derived() { // calls(300/300) callers(outermost: 300)
      super(check(n));
      work(2);
    }
  }

  static class Again extends Base {
    Again() { // calls(300/300) callers(outermost: 300)
      this(n);
    }

    Again(int n) { // calls(300/300) callers(Again.<init>: 300)
      super(n);
      work(3);
    }
  }

  static class Leaf {
    final int x;

    Leaf(int[] numbers) { // calls(300) callers(OverLeaf.<init>: 300)
      x = numbers[1];
    }
  }

  static class OverLeaf extends Leaf {
    OverLeaf() { // calls(300/300) callers(outermost: 300)
      super(new int[1 + n % 2]);
    }
  }

  static class OverJdk extends ByteArrayInputStream {
    OverJdk() { // calls(300/300) callers(outermost: 300)
      super(n % 2 == 0 ? null : new byte[1]);
    }
  }

  static class Numbers extends AbstractList<Integer> { // calls(<init>: 300)
    @Override
    public Integer get(int index) {
      throw new AssertionError();
    }

    @Override
    public int size() {
      throw new AssertionError();
    }

    // calls(300) callers(java.util.ArrayList.<init>: 300)
    @Override
    public Object[] toArray() {
      if (n % 2 == 0) {
        throw new IllegalStateException("called by the JDK");
      }
      return new Object[1];
    }
  }

  static class CalledBack extends ArrayList<Integer> {
    CalledBack() { // calls(300/300) callers(outermost: 300)
      super(new Numbers());
    }
  }
}
