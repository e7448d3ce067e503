// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import dev.tally.probe.Waits;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Methods of the JDK's own in which threads wait, however deep in the JDK they are called: for a
 * pool's next task, for what a socket receives. Who calls {@code worker.run()} or {@code in.read()}
 * cannot tell that from work, so these have probes themselves; they end in the row of a call that
 * is recorded, see {@link Waits}.
 *
 * <p>Classes that are loaded when they are first needed, long after the agent: none is transformed
 * once more.
 */
final class JdkWaits {
  private static final Map<String, String> METHODS =
      Map.of(
          "java/util/concurrent/ThreadPoolExecutor", "getTask()",
          "java/util/concurrent/ForkJoinPool", "awaitWork(",
          "java/net/Socket$SocketInputStream", "read([B");

  private final boolean wanted;

  JdkWaits(boolean builtins) {
    this.wanted = builtins;
  }

  /** Whether a class, named with slashes, has such a method. */
  boolean areIn(String className) {
    return wanted && METHODS.containsKey(className);
  }

  /**
   * By name and descriptor, the class in whose name such a method stands.
   *
   * @param methods names with descriptors
   */
  Map<String, String> of(String className, Set<String> methods) {
    String start = METHODS.get(className);
    Map<String, String> found = new HashMap<>();
    for (String method : methods) {
      if (start != null && method.startsWith(start)) {
        found.put(method, className);
      }
    }
    return found;
  }
}
