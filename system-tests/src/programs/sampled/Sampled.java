// SPDX-License-Identifier: Apache-2.0
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;

/** Works until it has used a processor for so many milliseconds, in two methods; then it ends in some way. */
public class Sampled {
  private static double sink;

  public static void main(String[] args) throws Exception {
    if (args.length == 1) {
      born(Long.parseLong(args[0]));
      return;
    }
    int calls = 0;
    long begin = cpuMillis();
    while (cpuMillis() - begin < Long.parseLong(args[0])) {
      much();
      little();
      calls++;
    }
    deep(600);
    System.out.println("worked " + (sink > 0 && calls > 0));
    switch (args[1]) {
      case "halt" -> Runtime.getRuntime().halt(4);
      case "wait" -> new Scanner(System.in).hasNext();
      case "child" -> bear().waitFor();
      case "restart" -> bear();
      case "lines" -> System.out.println(new Scanner(System.in).nextLine());
      default -> System.exit(Integer.parseInt(args[1]));
    }
  }

  /** Another JVM with our own options. */
  private static Process bear() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "Sampled", "1500"));
    return new ProcessBuilder(command).inheritIO().start();
  }

  private static void born(long millis) {
    while (cpuMillis() < millis) {
      spin(1_000_000);
    }
    System.out.println("born " + (sink > 0));
  }

  private static long cpuMillis() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
  }

  static void much() {
    spin(3_000_000);
  }

  static void little() {
    spin(1_000_000);
  }

  private static void spin(int steps) {
    double x = sink;
    for (int i = 0; i < steps; i++) {
      x += Math.sqrt(i);
    }
    sink = x;
  }

  /** As deep as no sampler's stacks are by default, and long enough to be met there. */
  static void deep(int levels) {
    if (levels == 0) {
      spin(100_000_000);
    } else {
      deep(levels - 1);
    }
  }
}
