// SPDX-License-Identifier: Apache-2.0
package org.example.planet.collect;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A thread for each task: virtual ones where the JDK has them, which is from 21 on. */
final class Threads {
  private Threads() {}

  static ExecutorService forEachTask() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException none) {
      return Executors.newCachedThreadPool();
    }
  }
}
