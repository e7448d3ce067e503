// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.jfr;

import dev.tally.format.stacks.Stacks;
import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.LongIndex;
import dev.tally.format.wire.Longs;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The groups of a flight recording's threads. */
final class JfrThreads {
  private final Stacks stacks;
  private final Allowance allowance;

  /** By what the JVM calls a thread, or, below zero, the operating system. */
  private final Map<Long, Integer> groups = new HashMap<>();

  /** By number among this chunk's constants. */
  private final LongIndex keys = new LongIndex();

  private final Longs groupsOfKeys = new Longs();

  JfrThreads(Stacks stacks, Allowance allowance) {
    this.stacks = stacks;
    this.allowance = allowance;
  }

  /** The group of a thread; it is counted when it is met for the first time. */
  int group(JfrConstants constants, @Nullable JfrType type, long key) throws FormatException {
    int number = keys.number(key);
    if (number == groupsOfKeys.size()) {
      allowance.take(2 * (LongIndex.KEY_BYTES + Long.BYTES));
      groupsOfKeys.add(group(type == null ? null : constants.get(type, key)));
    }
    return (int) groupsOfKeys.get(number);
  }

  private int group(@Nullable JfrRecord thread) throws FormatException {
    long java = thread == null ? 0 : thread.number("javaThreadId");
    long id = thread == null ? 0 : java > 0 ? java : -thread.number("osThreadId");
    Integer known = groups.get(id);
    if (known != null) {
      return known;
    }
    allowance.take(Allowance.OBJECT_BYTES);
    int group = stacks.thread(name(thread, java > 0));
    groups.put(id, group);
    return group;
  }

  private static String name(@Nullable JfrRecord thread, boolean isJava) throws FormatException {
    if (thread == null) {
      return "(unnamed)";
    }
    String name = thread.text("javaName");
    if (name != null && !name.isEmpty()) {
      return name;
    }
    if (thread.number("virtual") != 0) {
      return "(virtual)";
    }
    name = isJava ? null : thread.text("osName");
    return name == null || name.isEmpty() ? "(unnamed)" : name;
  }

  /** The next chunk has numbers of its own. */
  void endChunk() {
    keys.clear();
    groupsOfKeys.clear();
  }
}
