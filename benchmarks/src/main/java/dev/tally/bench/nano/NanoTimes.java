// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.nano;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Where {@link NanoAgent}'s woven code leaves its numbers, from any thread. */
public final class NanoTimes {
  private static final Map<String, NanoTimes> BY_METHOD = new ConcurrentHashMap<>();

  private final LongAdder calls = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  private NanoTimes() {}

  /** Called by woven code at the end of each call. */
  public static void add(String method, long nanos) {
    NanoTimes times = BY_METHOD.get(method);
    if (times == null) {
      times = BY_METHOD.computeIfAbsent(method, m -> new NanoTimes());
    }
    times.calls.increment();
    times.nanos.add(nanos);
  }

  /** Takes one method's numbers. */
  interface Visitor {
    void visit(String method, long calls, long nanos);
  }

  static void each(Visitor visitor) {
    BY_METHOD.forEach((method, t) -> visitor.visit(method, t.calls.sum(), t.nanos.sum()));
  }
}
