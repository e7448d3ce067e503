// SPDX-License-Identifier: Apache-2.0
package targets;

import java.util.Iterator;
import targets.other.Protected;

/** Inner, local and anonymous classes, and the accessors that the compiler adds for them. */
// also: targets/other/Protected.java
class InnerClasses extends Protected { // calls(<init>: 2, access$001: 1)
  private int count;

  public static void main(String[] args) { // calls(1)
    InnerClasses outer = new InnerClasses();
    Inner inner = outer.new Inner(5);
    System.out.println(inner.next() + inner.next() + inner.new Deeper().sum());
    System.out.println(outer.local(3));
    System.out.println(outer.anonymous(4));
    System.out.println(outer.inherited());
    System.out.println(new Range(1, 4).sum());
    System.out.println(outer.reset().count);
  }

  class Inner {
    private final int step;

    private Inner(int step) { // calls(1)
      this.step = step;
    }

    int next() { // calls(2)
      return bump(step);
    }

    class Deeper { // calls(<init>: 1)
      int sum() { // calls(1)
        return bump(step) + count;
      }
    }
  }

  private int bump(int n) { // calls(6) callers(next: 2, sum: 1, times: 3)
    return count += n;
  }

  int local(int n) { // calls(1)
    class Local {
      final int factor;

      Local(int factor) { // calls(2)
        this.factor = factor;
      }

      int times() { // calls(3)
        return bump(factor * n); // the local variable n is captured
      }
    }
    Local two = new Local(2);
    Local ten = new Local(10);
    return two.times() + ten.times() + two.times();
  }

  int anonymous(int n) { // calls(1)
    int[] calls = {0};
    Iterator<Integer> down = new Iterator<>() { // calls(<init>: 1, next: 4)
          int left = n;

          @Override
          public boolean hasNext() { // calls(5) callers(java.util.Iterator.hasNext: 5)
            return left > 0;
          }

          @Override
          public Integer next() { // calls(4) callers(next: 4)
            calls[0]++;
            return left--;
          }
        };
    int sum = 0;
    while (down.hasNext()) { // builtin(java.util.Iterator.hasNext: 5)
      sum += down.next(); // builtin(java.util.Iterator.next: 4)
    }
    return sum * 10 + calls[0];
  }

  /** A method inherited across packages, called on the superclass from inner code. */
  int inherited() { // calls(1)
    Runnable viaAccessor = new Runnable() { // calls(<init>: 1)
          @Override
          public void run() { // calls(1) callers(java.lang.Runnable.run: 1)
            count += InnerClasses.super.secret();
            count += InnerClasses.this.secret();
          }
        };
    viaAccessor.run(); // builtin(java.lang.Runnable.run: 1)
    return count;
  }

  @Override
  protected int secret() { // calls(1)
    return 1000;
  }

  InnerClasses reset() { // calls(1)
    return new InnerClasses();
  }

  /** An Iterable of the program's own in a for-each loop. */
  static class Range implements Iterable<Integer> {
    final int from;
    final int to;

    Range(int from, int to) { // calls(1)
      this.from = from;
      this.to = to;
    }

    @Override
    public Iterator<Integer> iterator() { // calls(1) callers(Range.sum: 1)
      return new Iterator<>() { // calls(<init>: 1, next: 3)
        int at = from;

        @Override
        public boolean hasNext() { // calls(4)
          return at < to;
        }

        @Override
        public Integer next() { // calls(3)
          return at++;
        }
      };
    }

    int sum() { // calls(1)
      int sum = 0;
      for (int n : this) { // builtin(java.util.Iterator.hasNext: 4, java.util.Iterator.next: 3)
        sum += n;
      }
      return sum;
    }
  }
}
