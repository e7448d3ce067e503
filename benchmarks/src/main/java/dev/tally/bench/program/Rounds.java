// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Main class of a measured JVM: {@code Rounds PROGRAM COUNT}. Runs the program's rounds on this
 * thread and prints what each took, for {@code dev.tally.bench.Fork} to read: one {@code
 * @key=value} a line. Reports at the end, before shut-down hooks, so that a profiler's own work at
 * exit is not part of any number here.
 */
public final class Rounds {
  private Rounds() {}

  public static void main(String[] args) throws Exception {
    Class<?> type = Class.forName("dev.tally.bench.program." + args[0]);
    int rounds = Integer.parseInt(args[1]);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    var process =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long check = 0;
    Program program = (Program) type.getDeclaredConstructor().newInstance();
    for (int i = 0; i < rounds; i++) {
      long wall = System.nanoTime();
      long thread = threads.getCurrentThreadCpuTime();
      long all = process.getProcessCpuTime();
      check = check * 31 + program.round();
      all = process.getProcessCpuTime() - all;
      thread = threads.getCurrentThreadCpuTime() - thread;
      wall = System.nanoTime() - wall;
      System.out.println("@round=" + wall + " " + thread + " " + all);
    }
    System.out.println("@check=" + check);
    print("calls", program.callsPerRound(), rounds);
    print("cumulative", program.cumulative(), 1);
    print("self", program.selfSteps(), 1);
    System.gc();
    Runtime heap = Runtime.getRuntime();
    System.out.println("@heap=" + (heap.totalMemory() - heap.freeMemory()));
    System.out.println("@resident=" + residentBytes());
    program.end();
  }

  private static void print(String key, Map<String, Long> values, long times) {
    values.forEach((name, n) -> System.out.println("@" + key + "." + name + "=" + n * times));
  }

  /** The most memory this process ever had, as Linux tells it; 0 elsewhere. */
  private static long residentBytes() throws Exception {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }
}
