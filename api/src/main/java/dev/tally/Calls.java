// SPDX-License-Identifier: Apache-2.0
package dev.tally;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The calls that {@link Tally#count} has counted.
 *
 * <p>A method is named by a pattern: its class, a dot and its name, as in {@code OrderDao.save}.
 * The class may be written with its package or without, a nested one as {@code Shop.Cart} or {@code
 * Shop$Cart}; {@code *} stands for anything. Behind the name the types of parameters may stand, as
 * in {@code OrderDao.save(Order, int)}, for one of several methods of that name. A constructor is
 * {@code Order.<init>}.
 *
 * <p>SQL statements and requests are named by their kind and their text as {@code tally stats}
 * shows it: {@code sql SELECT * FROM line *}, {@code http GET *}, {@code request POST /orders}.
 *
 * <p>Immutable; safe for several threads.
 */
public final class Calls {
  private static final int MOST_LINES = 10;
  private static final String JUNIT = "org.junit.";
  private static final String REFLECTION = "{java.lang.reflect.";

  private final List<CountedMethod> methods;

  /** By row: which method, the caller's row or -1, calls, whether they may be another count's. */
  private final int[] method;

  private final int[] caller;
  private final long[] calls;
  private final boolean[] shared;
  private final KnownMethods known;

  private Calls(
      List<CountedMethod> methods,
      int[] method,
      int[] caller,
      long[] calls,
      boolean[] shared,
      ProgramMethods known) {
    this.methods = methods;
    this.method = method;
    this.caller = caller;
    this.calls = calls;
    this.shared = shared;
    this.known = new KnownMethods(known);
  }

  /** What the agent has counted. */
  static Calls of(Object[] columns, LoadedMethods known) {
    int[] ids = (int[]) columns[0];
    Map<Integer, Integer> numbers = new LinkedHashMap<>();
    int[] method = new int[ids.length];
    for (int row = 0; row < ids.length; row++) {
      Integer number = numbers.putIfAbsent(ids[row], numbers.size());
      method[row] = number == null ? numbers.size() - 1 : number;
    }
    return new Calls(
        known.named(numbers.keySet()),
        method,
        (int[]) columns[1],
        (long[]) columns[2],
        (boolean[]) columns[3],
        known);
  }

  /**
   * The calls that a recording holds. It keeps the arrays.
   *
   * @param methods those that rows speak of
   * @param method by row, which of them was called
   * @param caller by row, the row of who called it, -1 if nobody did
   * @param calls by row, how often it was called there
   * @param known the methods of the program, which may not have called all
   */
  public static Calls of(
      List<CountedMethod> methods, int[] method, int[] caller, long[] calls, ProgramMethods known) {
    return new Calls(
        List.copyOf(methods), method, caller, calls, new boolean[method.length], known);
  }

  /**
   * How often the methods that match a pattern were called.
   *
   * @throws IllegalArgumentException if no method that is recorded matches, so that a mistyped name
   *     is not taken for one that was not called
   * @throws IllegalStateException if some of the calls may belong to another count, because they
   *     were made by a thread of neither while both were under way
   */
  public long of(String pattern) {
    MethodPattern wanted = MethodPattern.of(pattern);
    boolean found = false;
    long sum = 0;
    for (int row = 0; row < method.length; row++) {
      CountedMethod of = methods.get(method[row]);
      if (!wanted.matches(of)) {
        continue;
      }
      found = true;
      if (isOfAnotherTest(row)) {
        continue;
      }
      sum += own(row);
    }
    if (!found) {
      known.require(wanted);
    }
    return sum;
  }

  /** The calls of a row, if it is known whose they are. */
  private long own(int row) {
    if (shared[row] && calls[row] > 0) {
      throw new IllegalStateException(
          "Calls of "
              + methods.get(method[row]).name()
              + " were made by a thread that belongs to no test, while tests ran in parallel:"
              + " whose they are is not known. Run such tests one at a time, as by"
              + " @Execution(SAME_THREAD) or @Isolated.");
    }
    return calls[row];
  }

  /**
   * Who called the methods that match a pattern: a line for each path of callers, most calls first,
   * ten at most. Empty if there were no calls.
   */
  public String callersOf(String pattern) {
    MethodPattern wanted = MethodPattern.of(pattern);
    Map<String, Long> paths = new LinkedHashMap<>();
    for (int row = 0; row < method.length; row++) {
      if (isCounted(row) && wanted.matches(methods.get(method[row]))) {
        paths.merge(path(row), calls[row], Long::sum);
      }
    }
    return lines(paths);
  }

  /**
   * What is said of methods that were called more often than they may be: what was allowed, what
   * was counted, and {@linkplain #callersOf who called}. Empty if they were not.
   *
   * @param pattern of which methods
   * @param times how often they may be called, together
   * @param by what says so, such as {@code @MaxCalls}
   * @throws IllegalArgumentException as {@link #of} does, and if {@code times} is negative
   * @throws IllegalStateException as {@link #of} does
   */
  public Optional<String> exceeding(String pattern, long times, String by) {
    if (times < 0) {
      throw new IllegalArgumentException(
          "expected how often " + pattern + " may be called, 0 or more, found " + times);
    }
    long counted = of(pattern);
    if (counted <= times) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            "%s was called %s, allowed %s %s. By%n%s",
            pattern,
            counted == 1 ? "once" : counted + " times",
            times == 0 ? "is none by" : "are " + times + " by",
            by,
            callersOf(pattern)));
  }

  /** How often each method was called, most calls first, ten lines at most. */
  @Override
  public String toString() {
    Map<String, Long> sums = new LinkedHashMap<>();
    for (int row = 0; row < method.length; row++) {
      if (isCounted(row)) {
        sums.merge(methods.get(method[row]).name(), calls[row], Long::sum);
      }
    }
    return lines(sums);
  }

  private boolean isCounted(int row) {
    return calls[row] > 0 && !isOfAnotherTest(row);
  }

  /** What JUnit calls around other tests, such as what prepares them, on threads that run those. */
  private boolean isOfAnotherTest(int row) {
    int outermost = row;
    while (caller[outermost] >= 0) {
      outermost = caller[outermost];
    }
    return shared[row] && isJUnit(outermost);
  }

  private boolean isJUnit(int row) {
    return methods.get(method[row]).className().startsWith(JUNIT);
  }

  private boolean isTest(int row) {
    return methods.get(method[row]).kind().equals("TEST");
  }

  /** From the outermost caller to the method itself. */
  private String path(int row) {
    List<String> names = new ArrayList<>();
    // How JUnit came to the test is the same for all, and so is a frame that stands for that.
    for (int r = row;
        r == row || (r >= 0 && !isJUnit(r) && !(isTest(r) && caller[r] < 0));
        r = caller[r]) {
      names.add(0, methods.get(method[r]).name());
    }
    if (names.size() > 1 && names.get(0).startsWith(REFLECTION)) {
      names.remove(0);
    }
    return String.join(" > ", names);
  }

  private static String lines(Map<String, Long> counts) {
    List<Map.Entry<String, Long>> sorted = new ArrayList<>(counts.entrySet());
    sorted.sort(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()));
    StringBuilder text = new StringBuilder();
    int shown = sorted.size() > MOST_LINES ? MOST_LINES - 1 : sorted.size();
    for (Map.Entry<String, Long> entry : sorted.subList(0, shown)) {
      text.append(String.format("%9d  %s%n", entry.getValue(), entry.getKey()));
    }
    long more = sorted.subList(shown, sorted.size()).stream().mapToLong(Map.Entry::getValue).sum();
    if (more > 0) {
      text.append(String.format("%9d  in %d others%n", more, sorted.size() - shown));
    }
    return text.toString();
  }

  /**
   * How often each method was called, by its class with package, its name and the types of its
   * parameters, as in {@code com.acme.OrderDao.save(Order, int)}; in the order of these names. What
   * is not recorded itself, such as the JDK's methods, is in braces.
   *
   * @param asked which of them, by these names
   * @throws IllegalStateException as {@link #of} does
   */
  public SortedMap<String, Long> byMethod(Predicate<String> asked) {
    SortedMap<String, Long> sums = new TreeMap<>();
    for (int row = 0; row < method.length; row++) {
      CountedMethod of = methods.get(method[row]);
      if (isCounted(row) && !of.isBridge() && asked.test(of.fullName())) {
        sums.merge(of.fullName(), own(row), Long::sum);
      }
    }
    return sums;
  }
}
