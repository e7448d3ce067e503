// SPDX-License-Identifier: Apache-2.0
package targets;

import java.util.EnumMap;
import java.util.Map;

/** Enums with fields, bodies, abstract methods and the methods the compiler adds. */
class Enums {
  // calls(<clinit>: 1, $values: 1, values: 3, valueOf: 3)
  enum Operation {
    PLUS("+") { // calls(<init>: 1)
      @Override
      int apply(int a, int b) { // calls(3) callers(show: 2, main: 1)
        return a + b;
      }
    },
    TIMES("*") { // calls(<init>: 1)
      @Override
      int apply(int a, int b) { // calls(2)
        return a * b;
      }
    };

    private final String symbol;

    Operation(String symbol) { // calls(2) callers(1.<init>: 1, 2.<init>: 1)
      this.symbol = symbol;
    }

    abstract int apply(int a, int b);

    String show(int a, int b) { // calls(4)
      return a + symbol + b + "=" + apply(a, b);
    }
  }

  /** The singleton. */
  enum Only { // calls(<clinit>: 1, $values: 1, <init>: 1)
    INSTANCE;

    int next() { // calls(2)
      return ++n;
    }

    private int n;
  }

  public static void main(String[] args) { // calls(1)
    for (Operation operation : Operation.values()) {
      System.out.println(operation.show(2, 3));
      System.out.println(operation.show(4, 5));
    }
    System.out.println(Operation.valueOf("PLUS").apply(1, 1));
    try {
      Operation.valueOf("MINUS");
    } catch (IllegalArgumentException e) {
      System.out.println(e.getMessage());
    }
    Map<Operation, Integer> map = new EnumMap<>(Operation.class);
    map.put(Operation.TIMES, 1);
    System.out.println(map + " " + Operation.values().length + Operation.valueOf("TIMES"));
    System.out.println(Only.INSTANCE.next() + Only.INSTANCE.next());
  }
}
