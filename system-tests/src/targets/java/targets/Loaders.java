// SPDX-License-Identifier: Apache-2.0
package targets;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.function.IntUnaryOperator;

/**
 * One class in several class loaders, one of which sees nothing but the JDK's base, and a hidden
 * class. Methods of the same name and line count as one function.
 */
class Loaders {
  public static void main(String[] args) throws Exception { // calls(1)
    byte[] twice = bytes("targets/Loaders$Twice.class");
    int sum = 0;
    for (int i = 0; i < 3; i++) {
      ClassLoader loader = i == 0 ? Loaders.class.getClassLoader() : new Lonely(twice);
      sum += call(loader.loadClass("targets.Loaders$Twice"), 10);
    }
    // The JVM shows hidden classes to no agent: what this one does is not recorded.
    Class<?> hidden = MethodHandles.lookup().defineHiddenClass(twice, true).lookupClass();
    System.out.println(sum + " " + call(hidden, 10) + " " + hidden.isHidden());
  }

  static byte[] bytes(String resource) throws IOException { // calls(1)
    try (InputStream in = Loaders.class.getClassLoader().getResourceAsStream(resource)) {
      return in.readAllBytes();
    }
  }

  static int call(Class<?> type, int times) throws Exception { // calls(4)
    var constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    IntUnaryOperator operator = (IntUnaryOperator) constructor.newInstance();
    int n = 1;
    for (int i = 0; i < times; i++) {
      n = operator.applyAsInt(n);
    }
    return n;
  }

  static class Twice implements IntUnaryOperator { // calls(<init>: 3)
    @Override
    public int applyAsInt(int n) { // calls(30)
      return 2 * n;
    }
  }

  /** No parent at all. */
  static class Lonely extends ClassLoader {
    private final byte[] bytes;

    Lonely(byte[] bytes) { // calls(2)
      super(null);
      this.bytes = bytes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException { // calls(2)
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
