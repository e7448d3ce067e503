// SPDX-License-Identifier: Apache-2.0
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Makes calls until it is killed, and logs into a mapped file, which survives the kill, how many it
 * has made: every few milliseconds a pair of the time and the number.
 */
public class Busy {
  static final int PAIRS = 100_000;

  static long sum;

  static int step(int n) {
    return n < 2 ? n : step(n - 1) + step(n - 2);
  }

  public static void main(String[] arguments) throws Exception {
    LongBuffer log =
        FileChannel.open(
                Path.of("log"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)
            .map(FileChannel.MapMode.READ_WRITE, 0, 16L * PAIRS)
            .asLongBuffer();
    long steps = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
      long until = System.nanoTime() + 2_000_000;
      do {
        sum += step(10);
        steps += 177; // What fib(10) takes, counted by hand.
      } while (System.nanoTime() < until);
      log.put(2 * pair + 1, steps);
      log.put(2 * pair, System.currentTimeMillis());
    }
  }
}
