// SPDX-License-Identifier: Apache-2.0
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Looks at itself in all the ways in which a program could notice an agent, and prints it. */
public class Observer {
  static class Plain implements Serializable { // Without a serialVersionUID.
    int a = 1;
    private String b = "b";

    protected long c() {
      return a;
    }

    static {
      System.out.println("initialised Plain");
    }
  }

  interface Shape {
    default String name() {
      return getClass().getSimpleName();
    }
  }

  enum Colour implements Shape {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "green";
      }
    }
  }

  record Point(int x, int y) implements Shape {}

  /** Overrides whatever Thread lets it. */
  static class Odd extends Thread {
    @Override
    public long getId() {
      throw new IllegalStateException("getId");
    }

    @Override
    public void run() {
      System.out.println("odd thread at " + depth());
    }

    @Override
    public String toString() {
      throw new IllegalStateException("toString");
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("hashCode");
    }

    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("equals");
    }

    @Override
    public void interrupt() {
      throw new IllegalStateException("interrupt");
    }

    @Override
    public boolean isInterrupted() {
      throw new IllegalStateException("isInterrupted");
    }

    @Override
    public ClassLoader getContextClassLoader() {
      throw new IllegalStateException("getContextClassLoader");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("getStackTrace");
    }

    @Override
    public Thread.State getState() {
      throw new IllegalStateException("getState");
    }

    @Override
    public UncaughtExceptionHandler getUncaughtExceptionHandler() {
      throw new IllegalStateException("getUncaughtExceptionHandler");
    }
  }

  static int depth() {
    return StackWalker.getInstance().walk(frames -> (int) frames.count());
  }

  static void members(Class<?> type) {
    System.out.println(type + " " + Modifier.toString(type.getModifiers()));
    Comparator<Member> order = Comparator.comparing(Object::toString);
    List.of(type.getDeclaredFields(), type.getDeclaredMethods(), type.getDeclaredConstructors())
        .forEach(
            members ->
                Arrays.stream((Member[]) members)
                    .sorted(order)
                    .forEach(m -> System.out.println("  " + m + (m.isSynthetic() ? " *" : ""))));
  }

  static void fail(int n) {
    if (n == 0) {
      throw new UnsupportedOperationException("deep");
    }
    fail(n - 1);
  }

  static int overflow(int n) {
    return overflow(n + 1) + 1;
  }

  static synchronized int overflowLocked(Object lock, int n) {
    synchronized (lock) {
      try {
        return overflowLocked(lock, n + 1) + Math.abs(n);
      } finally {
        tried = n;
      }
    }
  }

  static int tried;

  static void print(StackOverflowError e) {
    System.out.println(
        e
            + " in "
            + Arrays.stream(e.getStackTrace())
                .map(f -> f.getClassName() + "." + f.getMethodName())
                .collect(Collectors.toCollection(java.util.TreeSet::new)));
  }

  public static void main(String[] arguments) throws Exception {
    for (Class<?> type :
        List.of(Observer.class, Plain.class, Shape.class, Colour.class, Point.class)) {
      members(type);
    }
    System.out.println(ObjectStreamClass.lookup(Plain.class).getSerialVersionUID());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(new Plain());
    System.out.println(HexFormat.of().formatHex(bytes.toByteArray()));
    System.out.println(List.of(Colour.values()) + " " + new Point(1, 2) + new Point(3, 4).name());

    StackWalker.getInstance(StackWalker.Option.SHOW_REFLECT_FRAMES)
        .forEach(frame -> System.out.println("  " + frame));
    Runnable lambda = () -> System.out.println(Arrays.toString(new Throwable().getStackTrace()));
    lambda.run();
    Method method = Observer.class.getDeclaredMethod("fail", int.class);
    try {
      method.invoke(null, 3);
    } catch (InvocationTargetException e) {
      for (StackTraceElement frame : e.getCause().getStackTrace()) {
        if (!frame.getClassName().contains("reflect")) { // It differs from call to call.
          System.out.println("  " + frame);
        }
      }
    }
    CompletableFuture<Integer> later = CompletableFuture.supplyAsync(Observer::depth);
    System.out.println(later.get() > 0);
    for (Field field : Observer.class.getDeclaredFields()) {
      System.out.println(field.getName() + " " + field.canAccess(null));
    }
    for (int i = 0; i < 3; i++) {
      try {
        overflow(0);
      } catch (StackOverflowError e) {
        print(e);
      }
      Object lock = new Object();
      try {
        overflowLocked(lock, 0);
      } catch (StackOverflowError e) {
        print(e);
        System.out.println(Thread.holdsLock(lock) + " " + Thread.holdsLock(Observer.class));
      }
    }
    Thread odd = new Odd();
    odd.start();
    odd.join();
    Thread.UncaughtExceptionHandler handler =
        (t, e) ->
            System.out.println("uncaught " + t.getName() + " " + e + " " + e.getStackTrace()[0]);
    Thread uncaught = new Thread(() -> fail(2), "fails");
    uncaught.setUncaughtExceptionHandler(handler);
    uncaught.start();
    uncaught.join();
    System.out.println(Thread.currentThread().getThreadGroup().activeCount());
    // What of the JDK is open to the program, its reflection decides by.
    Module own = Observer.class.getModule();
    ModuleLayer.boot().modules().stream()
        .flatMap(module -> module.getPackages().stream().filter(p -> module.isOpen(p, own)))
        .sorted()
        .forEach(open -> System.out.println("open " + open));
    fail(5);
  }
}
