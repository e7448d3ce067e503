// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Main class of a measured JVM: {@code Rounds COUNT PROGRAM [NUMBER]}, where the number is what the
 * program's constructor takes. Runs the program's rounds on this thread and prints what each took,
 * for {@code dev.tally.bench.Fork} to read: one {@code @key=value} a line. Reports at the end,
 * before shut-down hooks, so that a profiler's own work at exit is not part of any number here.
 */
public final class Rounds {
  private Rounds() {}

  public static void main(String[] args) throws Exception {
    int rounds = Integer.parseInt(args[0]);
    Class<?> type = Class.forName("dev.tally.bench.program." + args[1]);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    var process =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long check = 0;
    Program program =
        (Program)
            (args.length == 2
                ? type.getDeclaredConstructor().newInstance()
                : type.getDeclaredConstructor(int.class).newInstance(Integer.parseInt(args[2])));
    for (int i = 0; i < rounds; i++) {
      long yardstick = yardstick(threads);
      long wall = System.nanoTime();
      long thread = threads.getCurrentThreadCpuTime();
      long all = process.getProcessCpuTime();
      check = check * 31 + program.round();
      all = process.getProcessCpuTime() - all;
      thread = threads.getCurrentThreadCpuTime() - thread;
      wall = System.nanoTime() - wall;
      yardstick += yardstick(threads);
      System.out.println("@round=" + wall + " " + thread + " " + all + " " + yardstick);
    }
    System.out.println("@check=" + check);
    print("calls", program.callsPerRound(), rounds);
    print("cumulative", program.cumulative(), 1);
    print("self", program.selfSteps(), 1);
    printSampler(threads);
    System.gc();
    Runtime heap = Runtime.getRuntime();
    System.out.println("@heap=" + (heap.totalMemory() - heap.freeMemory()));
    printResident();
    program.end();
  }

  /**
   * Nanoseconds of this thread for some work of the JDK's that no tool is asked to watch. When that
   * takes longer, the machine is slower, and what a round took says nothing of the tool.
   */
  private static long yardstick(ThreadMXBean threads) {
    long start = threads.getCurrentThreadCpuTime();
    double sum = 0;
    for (int i = 0; i < 10_000; i++) {
      sum += Double.parseDouble(Double.toString(i * 1.1));
    }
    long nanos = threads.getCurrentThreadCpuTime() - start;
    return sum > 0 ? nanos : 0; // It is: what was computed is used.
  }

  /** What Tally's sampler has used of a core, in millionths, since the JVM started. */
  private static void printSampler(ThreadMXBean threads) {
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().equals("tally-sampler")) {
        long millis = ManagementFactory.getRuntimeMXBean().getUptime();
        System.out.println(
            "@sampler=" + threads.getThreadCpuTime(thread.getThreadId()) / Math.max(1, millis));
      }
    }
  }

  private static void print(String key, Map<String, Long> values, long times) {
    values.forEach((name, n) -> System.out.println("@" + key + "." + name + "=" + n * times));
  }

  /** The most memory this process ever had, where Linux tells it. */
  static void printResident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.isReadable(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          System.out.println("@resident=" + Long.parseLong(line.replaceAll("\\D", "")) * 1024);
        }
      }
    }
  }
}
