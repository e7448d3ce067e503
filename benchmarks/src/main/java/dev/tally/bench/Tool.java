// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A row of the table: a way to watch a program, or not to. */
interface Tool {
  /** The name on the command line and in the table. */
  String id();

  /** Whether it can watch this program on this JDK, and differs from other rows if it does. */
  default boolean watches(Workload workload, Jdk jdk) {
    return !workload.isPython() && !workload.isAboutThreads() && workload != Workload.WEAVING;
  }

  /**
   * Options of the JVM, or of Python, that make it watch, and leave what it finds in {@code
   * folder}.
   */
  List<String> options(Workload workload, Path folder) throws IOException, InterruptedException;

  /** The file it leaves in {@code folder}; none for a plain run. */
  Path recording(Path folder);

  /** What it found; may be empty. */
  Reading read(Workload workload, Path folder) throws IOException;
}
