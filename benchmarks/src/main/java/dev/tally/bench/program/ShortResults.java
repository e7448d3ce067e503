// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

/**
 * Short methods with results of all kinds, each called ten million times by a loop that does
 * nothing else: nearly all of the pair's time is the method's. Where the compiler moves work out
 * from between the probes, the loop has it. None is a bounded leaf, which would have no time.
 */
final class ShortResults implements Program {
  private static final int CALLS = 10_000_000;
  private static final int PLACES = 1 << 12;

  private final int[] next = new int[PLACES];
  private final boolean[] bits = new boolean[PLACES];
  private long field = 1;
  private Object last = this;

  ShortResults() {
    for (int i = 0; i < PLACES; i++) {
      next[i] = (i * 1103 + 12345) & (PLACES - 1);
    }
  }

  @Override
  public long round() {
    long x = longs(1) + ints(1) + chars('a') + loads(0) + booleans(0);
    x += (long) (floats(1) + doubles(1));
    voids();
    selves();
    objects();
    return x + field + (last == this ? 1 : 0);
  }

  static long longs(long x) {
    for (int i = 0; i < CALLS; i++) {
      x = aLong(x);
    }
    return x;
  }

  static long aLong(long x) {
    for (int i = 0; i < 2; i++) {
      x ^= x >>> 12;
      x ^= x << 25;
      x ^= x >>> 27;
      x *= 0x2545F4914F6CDD1DL;
    }
    return x;
  }

  static int ints(int x) {
    for (int i = 0; i < CALLS; i++) {
      x = anInt(x);
    }
    return x;
  }

  static int anInt(int from) {
    long x = from;
    for (int i = 0; i < 2; i++) {
      x ^= x >>> 12;
      x ^= x << 25;
      x ^= x >>> 27;
      x *= 0x2545F4914F6CDD1DL;
    }
    return (int) x;
  }

  static char chars(char x) {
    for (int i = 0; i < CALLS; i++) {
      x = aChar(x);
    }
    return x;
  }

  static char aChar(char from) {
    long x = from;
    for (int i = 0; i < 2; i++) {
      x ^= x >>> 12;
      x ^= x << 25;
      x ^= x >>> 27;
      x *= 0x2545F4914F6CDD1DL;
    }
    return (char) x;
  }

  static float floats(float x) {
    for (int i = 0; i < CALLS; i++) {
      x = aFloat(x);
    }
    return x;
  }

  static float aFloat(float x) {
    for (int i = 0; i < 2; i++) {
      x = x * 1.0001f + 0.5f;
      x = x * 0.5f + 1;
    }
    return x;
  }

  static double doubles(double x) {
    for (int i = 0; i < CALLS; i++) {
      x = aDouble(x);
    }
    return x;
  }

  static double aDouble(double x) {
    for (int i = 0; i < 2; i++) {
      x = x * 1.0001 + 0.5;
      x = x * 0.5 + 1;
    }
    return x;
  }

  void voids() {
    for (int i = 0; i < CALLS; i++) {
      aVoid();
    }
  }

  void aVoid() {
    long x = field;
    for (int i = 0; i < 2; i++) {
      x ^= x >>> 12;
      x ^= x << 25;
      x ^= x >>> 27;
      x *= 0x2545F4914F6CDD1DL;
    }
    field = x;
  }

  void selves() {
    ShortResults self = this;
    for (int i = 0; i < CALLS; i++) {
      self = self.aSelf();
    }
  }

  ShortResults aSelf() {
    long x = field;
    for (int i = 0; i < 2; i++) {
      x ^= x >>> 12;
      x ^= x << 25;
      x ^= x >>> 27;
      x *= 0x2545F4914F6CDD1DL;
    }
    field = x;
    return this;
  }

  int booleans(int set) {
    for (int i = 0; i < CALLS; i++) {
      set += aBoolean(i) ? 1 : 0;
    }
    return set;
  }

  boolean aBoolean(int from) {
    long x = from;
    for (int i = 0; i < 2; i++) {
      x ^= x >>> 12;
      x ^= x << 25;
      x ^= x >>> 27;
      x *= 0x2545F4914F6CDD1DL;
    }
    int place = (int) x & (PLACES - 1);
    bits[place] = !bits[place];
    return bits[place];
  }

  int loads(int x) {
    for (int i = 0; i < CALLS; i++) {
      x = aLoad(x);
    }
    return x;
  }

  int aLoad(int x) {
    for (int i = 0; i < 4; i++) {
      x = next[x];
    }
    return x;
  }

  void objects() {
    for (int i = 0; i < CALLS; i++) {
      last = anObject(i);
    }
  }

  static Object anObject(int from) {
    long x = from;
    for (int i = 0; i < 2; i++) {
      x ^= x >>> 12;
      x ^= x << 25;
      x ^= x >>> 27;
      x *= 0x2545F4914F6CDD1DL;
    }
    return new long[] {x};
  }
}
