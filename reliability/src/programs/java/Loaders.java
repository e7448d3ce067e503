// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.util.function.IntUnaryOperator;

/** Class loaders: loaded and dropped, without a parent, with a filter; and a hidden class. */
public class Loaders {
  /** Defined anew by each loader. */
  public static class Doubler implements IntUnaryOperator {
    @Override
    public int applyAsInt(int n) {
      return n == 0 ? 0 : 2 + applyAsInt(n - 1);
    }
  }

  static byte[] doubler() throws IOException {
    try (InputStream in = Loaders.class.getResourceAsStream("Loaders$Doubler.class")) {
      return in.readAllBytes();
    }
  }

  /** Defines Doubler itself, and lets the program's other classes be found or not. */
  static class Defining extends ClassLoader {
    private final boolean filters;

    Defining(ClassLoader parent, boolean filters) {
      super(parent);
      this.filters = filters;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.equals("Loaders$Doubler")) {
        try {
          byte[] bytes = doubler();
          return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
      if (filters && !name.matches("java\\.lang\\.(Object|Integer)|java\\.util\\.function\\..*")) {
        throw new ClassNotFoundException(name + " is not on the list");
      }
      return super.loadClass(name, resolve);
    }
  }

  static IntUnaryOperator doubler(ClassLoader loader) throws ReflectiveOperationException {
    return (IntUnaryOperator)
        loader.loadClass("Loaders$Doubler").getDeclaredConstructor().newInstance();
  }

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "drop" -> {
        WeakReference<?> first = null;
        int sum = 0;
        for (int i = Integer.parseInt(arguments[1]); i > 0; i--) {
          ClassLoader loader = new Defining(Loaders.class.getClassLoader(), false);
          sum += doubler(loader).applyAsInt(2);
          first = first == null ? new WeakReference<>(loader) : first;
        }
        System.gc();
        System.out.println(sum + " " + (first.get() == null ? "unloaded" : "kept"));
      }
      case "orphan" -> System.out.println(doubler(new Defining(null, false)).applyAsInt(3));
      case "filter" ->
          System.out.println(
              doubler(new Defining(Loaders.class.getClassLoader(), true)).applyAsInt(3));
      case "hidden" -> {
        Class<?> hidden = MethodHandles.lookup().defineHiddenClass(doubler(), true).lookupClass();
        IntUnaryOperator operator =
            (IntUnaryOperator) hidden.getDeclaredConstructor().newInstance();
        System.out.println(hidden.isHidden() + " " + operator.applyAsInt(3));
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }
}
