// SPDX-License-Identifier: Apache-2.0
import java.nio.file.Files;
import java.nio.file.Path;

/** Sleeps while libfaketime sets the clock a day forward and two days back, as the file says. */
public class ClockJumps {
  static long nap() throws InterruptedException {
    Thread.sleep(50);
    return System.currentTimeMillis();
  }

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    long before = nap();
    for (String offset : new String[] {"+1d", "-2d"}) {
      Files.writeString(file, offset);
      nap();
      long now = nap();
      System.out.println("jumped=" + (now > before) + " " + Math.abs(now - before) / 86_400_000);
      before = now;
    }
  }
}
