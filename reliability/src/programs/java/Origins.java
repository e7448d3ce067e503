// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.function.IntUnaryOperator;

/** Classes that come into the JVM in unusual ways: {@code Origins unnamed|asked|plain}. */
public class Origins {
  /** Defined anew by each loader. */
  public static class Doubler extends Thread implements IntUnaryOperator {
    @Override
    public int applyAsInt(int n) {
      setPriority(NORM_PRIORITY); // Declared by Thread.
      return n == 0 ? 0 : 2 + applyAsInt(n - 1);
    }
  }

  /** What names a class that its loader has yet to load. */
  public static class User implements IntUnaryOperator {
    @Override
    public int applyAsInt(int n) {
      Doubler doubler = new Doubler();
      doubler.setPriority(Thread.NORM_PRIORITY);
      return doubler.applyAsInt(n);
    }
  }

  static class Loader extends ClassLoader {
    int asked;

    Loader() {
      super(Origins.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (!name.startsWith("Origins$")) {
          return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : define(name);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = Origins.class.getResourceAsStream(name + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(null, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    /** Called on Tally's behalf, not by this program. */
    @Override
    public URL getResource(String name) {
      asked++;
      long start = System.nanoTime();
      while (System.nanoTime() - start < 100_000_000) {
        helped();
      }
      return super.getResource(name);
    }

    private void helped() {
      Thread.onSpinWait();
    }
  }

  public static void main(String[] arguments) throws Exception {
    Loader loader = new Loader();
    switch (arguments[0]) {
      case "unnamed" -> System.out.println(of(loader, "Doubler").applyAsInt(3));
      case "asked" -> System.out.println(of(loader, "User").applyAsInt(3));
      default -> System.out.println(of(Origins.class.getClassLoader(), "Doubler").applyAsInt(3));
    }
    if (arguments.length > 1) {
      System.out.println("asked=" + loader.asked);
    }
  }

  private static IntUnaryOperator of(ClassLoader loader, String name) throws Exception {
    return (IntUnaryOperator)
        Class.forName("Origins$" + name, true, loader).getDeclaredConstructor().newInstance();
  }
}
