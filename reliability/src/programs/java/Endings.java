// SPDX-License-Identifier: Apache-2.0
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The ways in which a JVM ends. Prints how often it called {@code work} before it did. */
public class Endings {
  static long worked;

  static int work(int n) {
    worked++;
    return n < 2 ? n : work(n - 1) + work(n - 2);
  }

  static void printWorked() {
    System.out.println("worked=" + worked);
    System.out.flush();
  }

  static void hook(Runnable task) {
    Runtime.getRuntime().addShutdownHook(new Thread(task));
  }

  static int down(int n) {
    return 1 + down(n + 1);
  }

  public static void main(String[] arguments) throws Exception {
    work(12);
    switch (arguments[0]) {
      case "return" -> printWorked();
      case "exception" -> {
        printWorked();
        throw new IllegalStateException("on purpose", new RuntimeException("its cause"));
      }
      case "exit-in-thread" -> {
        Thread.setDefaultUncaughtExceptionHandler((t, e) -> System.out.println(t.getName()));
        Thread thread =
            new Thread(
                () -> {
                  work(10);
                  printWorked();
                  System.exit(3);
                });
        thread.start();
        thread.join();
      }
      case "work-in-hook" -> {
        hook(
            () -> {
              work(10);
              printWorked();
            });
        System.exit(4);
      }
      case "halt" -> {
        hook(() -> System.out.println("must not be printed"));
        printWorked();
        Runtime.getRuntime().halt(17);
      }
      case "halt-in-hook" ->
          hook(
              () -> {
                work(5);
                printWorked();
                Runtime.getRuntime().halt(9);
              });
      case "wait" -> {
        hook(Endings::printWorked);
        Files.writeString(Path.of("ready"), "");
        Thread.sleep(Long.MAX_VALUE);
      }
      case "exit-in-hook" -> { // The JVM waits for its own hook for ever.
        hook(() -> System.exit(1));
        Files.writeString(Path.of("ready"), "");
      }
      case "deadlock-in-hook" -> {
        Object held = new Object();
        Thread holder =
            new Thread(
                () -> {
                  synchronized (held) {
                    sleep();
                  }
                });
        holder.setDaemon(true);
        holder.start();
        while (holder.getState() != Thread.State.TIMED_WAITING) {
          Thread.onSpinWait();
        }
        hook(
            () -> {
              synchronized (held) {
                System.out.println("must not be printed");
              }
            });
        Files.writeString(Path.of("ready"), "");
      }
      case "heap" -> {
        for (int i = 0; i < 3; i++) {
          try {
            fill(new ArrayList<>(), 512);
          } catch (OutOfMemoryError e) {
            System.out.println("out of memory " + work(5));
          }
        }
        printWorked();
      }
      case "heap-dies" -> {
        printWorked();
        fill(new ArrayList<>(), 512);
      }
      case "heap-stays-full" -> {
        // The recording that is there may be older than the work above, and so may the one that was
        // being written when that was deleted; the one after it is not.
        for (int i = 0; i < 2 && arguments.length > 1; i++) {
          Files.deleteIfExists(Path.of(arguments[1]));
          while (!Files.exists(Path.of(arguments[1]))) {
            Thread.onSpinWait();
          }
        }
        try {
          fill(KEPT, 1 << 16);
        } catch (OutOfMemoryError e) {
          work(5);
        }
      }
      case "metaspace" -> {
        try {
          while (true) {
            KEPT.add(new Copies().loadClass("Endings$Copied"));
          }
        } catch (OutOfMemoryError e) {
          System.out.println(e.getMessage());
        }
        printWorked();
      }
      case "stack" -> {
        for (int i = 0; i < 20; i++) {
          try {
            down(0);
          } catch (StackOverflowError e) {
            work(3);
          }
        }
        printWorked();
      }
      case "stack-dies" -> {
        printWorked();
        down(0);
      }
      case "removes-folder" -> {
        for (File file : new File("there").listFiles()) {
          file.delete();
        }
        Files.delete(Path.of("there"));
        printWorked();
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  static final List<Object> KEPT = new ArrayList<>();

  static void fill(List<Object> list, int length) {
    while (true) {
      list.add(new long[length]);
    }
  }

  static void sleep() {
    try {
      Thread.sleep(1_000_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Defined anew by each loader. */
  static class Copied {
    int f(int n) {
      return n < 2 ? n : f(n - 1) + f(n - 2);
    }
  }

  static class Copies extends ClassLoader {
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals("Endings$Copied")) {
        return super.loadClass(name, resolve);
      }
      try {
        byte[] bytes = Endings.class.getResourceAsStream(name + ".class").readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
