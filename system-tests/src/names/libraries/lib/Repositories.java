// SPDX-License-Identifier: Apache-2.0
package lib;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.IntFunction;

/** A library that implements interfaces by proxies. */
public class Repositories {
  /** What all repositories have. */
  public interface Repository {
    String findById(int id);

    default long count() {
      return 3;
    }
  }

  /** What classes of a program extend. */
  public static class Service {
    protected int twice(int n) {
      return 2 * n;
    }
  }

  private Repositories() {}

  /** An object of a repository's interface, which asks the reader. */
  public static <T> T of(Class<T> type, IntFunction<String> reader) {
    InvocationHandler handler =
        (proxy, method, arguments) ->
            method.isDefault()
                ? InvocationHandler.invokeDefault(proxy, method, arguments)
                : read(reader, (Integer) arguments[0]);
    return type.cast(
        Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static String read(IntFunction<String> reader, int id) {
    return reader.apply(id);
  }
}
