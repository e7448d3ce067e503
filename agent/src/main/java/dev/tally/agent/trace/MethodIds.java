// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import dev.tally.probe.NameTable;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for methods, handed out as classes are woven. The same method of the same class has the
 * same number however often the class is loaded or retransformed, so a program that drops class
 * loaders does not grow this table.
 *
 * <p>Names are kept for ever: some program may run a class of a new name for each expression that
 * it evaluates. So all but the first are outside the heap, and bounded. After {@link #MOST_ALIKE}
 * classes whose names differ in digits alone further ones share a name, {@code Script#}. When all
 * names take more than the budget, that happens to every new class, and when not even that helps,
 * they are {@code (others)}. Calls are counted all the same. Safe for use by several threads.
 */
public final class MethodIds {
  static final int MOST_ALIKE = 1_000;

  /** Letters of a name in a sentence; the JVM takes names of 65,535. */
  private static final int MOST_SHOWN = 100;

  private static final int MOST_IN_HEAP = 1 << 16;
  private static final int MOST_BYTES = 64 << 20;
  private static final int LEAST_BYTES = 1 << 18;

  private static final String OTHERS = "(others)";

  private final long budgetBytes;
  private final NameTable classes = new NameTable();
  private final NameTable texts = new NameTable();
  private final Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);

  /** Of each method the numbers of its texts, and its line. */
  private final NameTable methods = new NameTable();

  /** The first, which are all of most programs, by number: found and read at less cost. */
  private final List<Method> first = new ArrayList<>(1024);

  private final Map<Method, Integer> firstIds = new HashMap<>(2048);
  private final int mostInHeap;

  /** The class whose methods are numbered, mostly one after the other, and its number. */
  private String className = "";

  private int classNumber = -1;
  private long sharing;
  private String shared = "";

  /** With a sixty-fourth of the heap at most, and a budget outside that can be read back there. */
  public MethodIds() {
    this(
        (int) Math.min(Runtime.getRuntime().maxMemory() >> 14, MOST_IN_HEAP),
        Math.max(LEAST_BYTES, Math.min(Runtime.getRuntime().maxMemory() / 32, MOST_BYTES)));
  }

  MethodIds(int mostInHeap, long budgetBytes) {
    this.mostInHeap = mostInHeap;
    this.budgetBytes = budgetBytes;
  }

  /** The number of a method; the first is 0. */
  public synchronized int id(Method method) {
    Integer known = firstIds.get(method);
    if (known != null) {
      return known;
    }
    // There are so many methods of the JDK, and no more.
    boolean bounded = method.kind() == Kind.JDK || method.kind() == Kind.PROBE;
    boolean own = bounded || hasOwnName(method.className());
    if (own && first.size() < mostInHeap) {
      firstIds.put(method, first.size());
      first.add(method);
      return first.size() - 1;
    }
    return mostInHeap + outside(method, bounded, own);
  }

  /** The number of a method among those outside the heap. */
  private int outside(Method method, boolean bounded, boolean own) {
    if (bounded || (own && bytes() < budgetBytes)) {
      return add(method);
    }
    int id = own ? find(method) : -1;
    if (id >= 0) {
      return id;
    }
    Method alike = alike(method);
    id = find(alike);
    if (id < 0 && bytes() >= budgetBytes + budgetBytes / 8) {
      alike = new Method(OTHERS, OTHERS, "", OTHERS, 0, method.kind());
    }
    sharing++;
    boolean better = shared.isEmpty() || alike.className().equals(OTHERS);
    shared = better ? alike.className() : shared;
    return id < 0 ? add(alike) : id;
  }

  /** Whether a class is among those of its like that came first; false also past the budget. */
  private boolean hasOwnName(String className) {
    if (className.equals(this.className)) {
      return true;
    }
    int known = classes.find(className);
    if (known >= 0) {
      this.className = className;
      classNumber = known;
      return true;
    }
    String alike = alike(className);
    if (!alike.equals(className)
        && (bytes() >= budgetBytes || classes.count(classes.add(alike)) > MOST_ALIKE)) {
      return false;
    }
    if (bytes() < budgetBytes) {
      classNumber = classes.add(className);
      this.className = className;
    }
    return true;
  }

  /** What is to be said of names that are shared; null if none are. */
  public synchronized @Nullable String note() {
    return sharing == 0
        ? null
        : "the names of "
            + sharing
            + " methods were too many to keep: they share names with others, such as "
            + (shared.length() > MOST_SHOWN ? shared.substring(0, MOST_SHOWN) + "…" : shared);
  }

  /** The method of a number. */
  public synchronized Method method(int id) {
    if (id < mostInHeap) {
      return first.get(id);
    }
    String key = methods.text(id - mostInHeap);
    return new Method(
        classes.text(number(key, 0)),
        texts.text(number(key, 1)),
        texts.text(number(key, 2)),
        texts.text(number(key, 3)),
        number(key, 4),
        Kind.valueOf(texts.text(number(key, 5))));
  }

  /**
   * Class, name, descriptor and kind of methods, one after the other.
   *
   * @param wanted their numbers; null for all methods
   */
  public synchronized String[] texts(int @Nullable [] wanted) {
    int size = wanted == null ? first.size() + methods.size() : wanted.length;
    String[] texts = new String[4 * size];
    for (int i = 0; i < size; i++) {
      int beyond = Math.max(0, i - first.size());
      int id = i < first.size() ? i : mostInHeap + beyond;
      Method method = method(wanted == null ? id : wanted[i]);
      texts[4 * i] = method.className();
      texts[4 * i + 1] = method.name();
      texts[4 * i + 2] = method.descriptor();
      texts[4 * i + 3] = method.kind().name();
    }
    return texts;
  }

  private int find(Method method) {
    int className = classes.find(method.className());
    int name = texts.find(method.name());
    int descriptor = texts.find(method.descriptor());
    int sourceFile = texts.find(method.sourceFile());
    return (className | name | descriptor | sourceFile) < 0
        ? -1
        : methods.find(
            key(className, name, descriptor, sourceFile, method.firstLine(), kind(method)));
  }

  private int add(Method method) {
    boolean ofTheClass = method.className().equals(className);
    return methods.add(
        key(
            ofTheClass ? classNumber : classes.add(method.className()),
            texts.add(method.name()),
            texts.add(method.descriptor()),
            texts.add(method.sourceFile()),
            method.firstLine(),
            kind(method)));
  }

  private int kind(Method method) {
    Integer known = kinds.get(method.kind());
    if (known == null) {
      known = texts.add(method.kind().name());
      kinds.put(method.kind(), known);
    }
    return known;
  }

  /** Numbers as a string, of two characters each. */
  private static String key(int... numbers) {
    char[] key = new char[2 * numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      key[2 * i] = (char) (numbers[i] >>> 16);
      key[2 * i + 1] = (char) numbers[i];
    }
    return new String(key);
  }

  private static int number(String key, int index) {
    return key.charAt(2 * index) << 16 | key.charAt(2 * index + 1);
  }

  private long bytes() {
    return classes.bytes() + texts.bytes() + methods.bytes();
  }

  private static Method alike(Method method) {
    return new Method(
        alike(method.className()),
        alike(method.name()),
        alike(method.descriptor()),
        alike(method.sourceFile()),
        0,
        method.kind());
  }

  /**
   * A name with {@code #} for each number in it. Hexadecimal letters between two digits belong to a
   * number.
   */
  static String alike(String name) {
    StringBuilder alike = null;
    int copied = 0;
    for (int i = 0; i < name.length(); i++) {
      if (!isDigit(name.charAt(i))) {
        continue;
      }
      int last = i;
      for (int j = i + 1; j < name.length() && Character.digit(name.charAt(j), 16) >= 0; j++) {
        last = isDigit(name.charAt(j)) ? j : last;
      }
      alike = alike == null ? new StringBuilder(name.length()) : alike;
      alike.append(name, copied, i).append('#');
      copied = last + 1;
      i = last;
    }
    return alike == null ? name : alike.append(name, copied, name.length()).toString();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
