// SPDX-License-Identifier: Apache-2.0
package targets;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Properties;

/**
 * Methods of the JDK called through a class of the program's: the row is named by the class that
 * declares the method. One that the program overrides is the program's own method.
 */
class Inherited {
  /** Far from {@code Thread}. */
  static class Worker extends Thread { // calls(<init>: 2)
    @Override
    public void run() { // calls(2) callers(outermost: 2)
      done++;
    }

    static int done;
  }

  static class Foreman extends Worker { // calls(<init>: 1)
    void await() throws InterruptedException { // calls(1)
      join(); // builtin(java.lang.Thread.join: 1)
      super.setDaemon(isDaemon() && false); // not reached: the thread has ended
    }
  }

  static class Names extends ArrayList<String> { // calls(<init>: 2, add: 2)
    @Override
    public boolean add(String name) { // calls(5) callers(lists: 1, Names.add: 2, addTwice: 2)
      return super.add(
          name.trim()); // builtin(java.util.ArrayList.add: 5, java.lang.String.trim: 5)
    }

    @Override
    public String get(int i) { // calls(1)
      return super.get(i); // builtin(java.util.ArrayList.get: 1)
    }
  }

  /** Declares nothing. */
  interface Bag extends Collection<String> {}

  interface Box extends Bag {
    @Override
    boolean add(String one);

    default void addTwice(String one) { // calls(1)
      add(one);
      add(one);
    }
  }

  static class ListOfNames extends Names implements Box {} // calls(<init>: 1)

  /** Inherits from a class that inherits from an abstract one of the JDK's. */
  static class Squares extends AbstractList<Integer> { // calls(<init>: 1, get: 5)
    @Override
    public Integer get(int i) { // calls(5)
      return i * i;
    }

    @Override
    public int size() { // calls(>=3)
      return 3;
    }
  }

  static class Failure extends IllegalStateException { // calls(<init>: 1)
    @Override
    public String getMessage() { // calls(1)
      return "again";
    }
  }

  enum Colour { // calls(<clinit>: 1, <init>: 2, $values: 1, values: 1)
    RED,
    GREEN
  }

  record Point(int x, int y) {} // calls(<init>: 2, equals: 1, hashCode: 1, toString: 1, x: 1)

  public static void main(String[] args) throws Exception { // calls(1)
    threads();
    lists();
    bags(new ListOfNames());
    others();
  }

  static void threads() throws InterruptedException { // calls(1)
    Worker worker = new Worker();
    worker.start(); // builtin(java.lang.Thread.start: 1)
    worker.join(); // builtin(java.lang.Thread.join: 1)
    Foreman foreman = new Foreman();
    foreman.start(); // builtin(java.lang.Thread.start: 1)
    foreman.join(10_000L); // builtin(java.lang.Thread.join: 1)
    try {
      foreman.await();
    } catch (IllegalThreadStateException e) {
      System.out.println(e);
    }
    Worker.yield(); // builtin(java.lang.Thread.yield: 1)
    System.out.println(Worker.done);
  }

  static void lists() { // calls(1)
    Names names = new Names();
    names.add("a ");
    names.addAll(List.of("b", "c")); // builtin(java.util.ArrayList.addAll: 1)
    System.out.println(names.get(0) + names.size()); // builtin(java.util.ArrayList.size: 1)
    System.out.println(names.stream().count()); // builtin(java.util.Collection.stream: 1)
    ArrayList<String> same = names;
    same.add("d"); // builtin(java.util.ArrayList.add: 1)
    names.removeIf(String::isEmpty); // builtin(java.util.ArrayList.removeIf: 1)
    Squares squares = new Squares();
    Iterator<Integer> each = squares.iterator(); // builtin(java.util.AbstractList.iterator: 1)
    int sum = each.next() + each.next() + each.next();
    System.out.println(
        sum + " " + squares.indexOf(1)); // builtin(java.util.AbstractList.indexOf: 1)
  }

  static void bags(ListOfNames list) { // calls(1)
    Bag bag = list;
    bag.add("x"); // builtin(java.util.Collection.add: 1)
    System.out.println(bag.size()); // builtin(java.util.Collection.size: 1)
    Box box = list;
    box.addTwice("y");
    System.out.println(box.isEmpty()); // builtin(java.util.Collection.isEmpty: 1)
    System.out.println(box.getClass() == list.getClass());
  }

  static void others() { // calls(1)
    Failure failure = new Failure();
    StackTraceElement[] trace =
        failure.getStackTrace(); // builtin(java.lang.Throwable.getStackTrace: 1)
    System.out.println(trace[0].getMethodName() + failure.getMessage());
    int names = 0;
    for (Colour colour : Colour.values()) { // builtin(java.lang.Object.clone: 2)
      names +=
          colour.ordinal()
              + colour
                  .name()
                  .length(); // builtin(java.lang.Enum.ordinal: 2, java.lang.Enum.name: 2)
    }
    System.out.println(names);
    Point point = new Point(1, 2);
    System.out.println(point.equals(new Point(1, 2)) + " " + point.hashCode() + point + point.x());
    int[] numbers = {1, 2};
    System.out.println(numbers.clone().length);
    System.out.println(new LinkedHashMap<>(new Properties()).entrySet().size());
  }
}
