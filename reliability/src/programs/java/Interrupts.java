// SPDX-License-Identifier: Apache-2.0
import java.util.TreeSet;

/** Interrupts every thread that it finds, its own too, and says which of them stay interrupted. */
public class Interrupts {
  static int work(int n) {
    return n == 0 ? 0 : work(n - 1) + 1;
  }

  private static Thread[] all() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    Thread[] threads = new Thread[100];
    int count = group.enumerate(threads);
    return java.util.Arrays.copyOf(threads, count);
  }

  public static void main(String[] arguments) throws Exception {
    for (Thread thread : all()) {
      thread.interrupt();
    }
    System.out.println("main " + Thread.interrupted());
    System.out.println("worked " + work(40));
    // Each of the agent's threads wakes up within milliseconds; a minute is for a busy machine.
    long until = System.nanoTime() + 60_000_000_000L;
    TreeSet<String> interrupted;
    do {
      Thread.sleep(1);
      interrupted = new TreeSet<>();
      for (Thread thread : all()) {
        if (thread.isInterrupted() && thread.getName().startsWith("tally-")) {
          interrupted.add(thread.getName());
        }
      }
    } while (!interrupted.isEmpty() && System.nanoTime() < until);
    System.out.println("still interrupted " + interrupted);
    Thread.currentThread().interrupt(); // The recording is written on a thread that is.
    System.exit(0);
  }
}
