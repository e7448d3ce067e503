// SPDX-License-Identifier: Apache-2.0
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Virtual threads whose outermost recorded call is a constructor that fails in super(...). */
public class FailingConstructors {
  static class Base {
    Base() {
      if (System.nanoTime() != 0) {
        throw new IllegalStateException("on purpose");
      }
    }
  }

  static class OverOurs extends Base {
    OverOurs() {
      super();
    }
  }

  static class OverTheJdks extends ByteArrayInputStream {
    OverTheJdks() {
      super(null);
    }
  }

  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[0]);
    var quiet = Thread.ofVirtual().uncaughtExceptionHandler(new Quiet());
    for (int i = 0; i < threads; i++) {
      quiet.start(OverOurs::new).join();
      quiet.start(OverTheJdks::new).join();
    }
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS")) {
        System.out.println("rss=" + line.replaceAll("\\D", ""));
      }
    }
  }

  static class Quiet implements Thread.UncaughtExceptionHandler {
    @Override
    public void uncaughtException(Thread thread, Throwable e) {}
  }
}
