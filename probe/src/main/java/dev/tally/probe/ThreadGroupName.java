// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads that share a name but for its digits. They fill one tree in the recording, and borrow
 * each other's recorders one after the other.
 */
public final class ThreadGroupName {
  /** Names after this many different ones are put under one: they may be made of random letters. */
  private static final int MOST_NAMES = 1_000;

  /** Of a longer name, only so much is kept. */
  private static final int MOST_CHARACTERS = 200;

  private static final ConcurrentHashMap<String, ThreadGroupName> ALL = new ConcurrentHashMap<>();
  private static final ThreadGroupName UNNAMED = named("(unnamed)");
  private static final ThreadGroupName OTHERS = named("(others)");
  private static final ThreadGroupName VIRTUAL = named("(virtual)");

  /** The common name, each run of digits replaced by {@code #}. */
  public final String name;

  /** Threads that made recorded calls; for virtual threads, their outermost calls. */
  public final AtomicLong threads = new AtomicLong();

  /** Recorders that no thread has borrowed. Last in, first out: few trees grow, not many. */
  final ConcurrentLinkedDeque<Recorder> idle = new ConcurrentLinkedDeque<>();

  private ThreadGroupName(String name) {
    this.name = name;
  }

  static ThreadGroupName of(Thread thread, boolean virtual) {
    String full = thread.getName();
    if (full == null || full.isEmpty()) {
      return virtual ? VIRTUAL : UNNAMED;
    }
    boolean tooLong = full.length() > MOST_CHARACTERS;
    String name = withoutDigits(tooLong ? full.substring(0, MOST_CHARACTERS) : full);
    ThreadGroupName group = ALL.get(name);
    if (group == null) {
      group = ALL.size() < MOST_NAMES ? named(name) : OTHERS;
    }
    return group;
  }

  private static ThreadGroupName named(String name) {
    ThreadGroupName made = new ThreadGroupName(name);
    ThreadGroupName there = ALL.putIfAbsent(name, made);
    return there == null ? made : there;
  }

  static String withoutDigits(String full) {
    StringBuilder name = null;
    int length = full.length();
    boolean inDigits = false;
    for (int i = 0; i < length; i++) {
      char c = full.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (digit && name == null) {
        name = new StringBuilder(length).append(full, 0, i);
      }
      if (name != null) {
        if (!digit) {
          name.append(c);
        } else if (!inDigits) {
          name.append('#');
        }
      }
      inDigits = digit;
    }
    return name == null ? full : name.toString();
  }
}
