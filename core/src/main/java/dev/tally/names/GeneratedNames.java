// SPDX-License-Identifier: Apache-2.0
package dev.tally.names;

import dev.tally.profile.Method;
import org.jspecify.annotations.Nullable;

/**
 * Names of classes that are made while a program runs. Most begin with the name of the class that
 * they extend.
 *
 * <pre>
 *   OrderService$$SpringCGLIB$$0.place             OrderService.place{proxy}
 *   OrderService$$SpringCGLIB$$0.CGLIB$place$3     OrderService.place
 *   OrderService$$SpringCGLIB$$FastClass$$1.invoke what it calls
 *   OrderService$MockitoMock$1834.place            OrderService.place{mock}
 *   Order$HibernateProxy$x7Hd.getLines             Order.getLines{proxy}
 *   Order$$Lambda$14/0x00007f12.apply              what it calls
 *   Order/0x00007f12.total                         Order.total
 *   $Proxy12.&lt;init&gt;                                nothing of its own
 * </pre>
 *
 * <p>A proxy that calls the method that it stands for is folded into that, as a bridge is, and has
 * no mark.
 */
final class GeneratedNames {
  private static final String[] SUBCLASSES = {
    "$$SpringCGLIB$$",
    "$$EnhancerBySpringCGLIB$$",
    "$$EnhancerByCGLIB$$",
    "$$FastClassBySpringCGLIB$$",
    "$$FastClassByCGLIB$$",
    "$HibernateProxy$",
    "$ByteBuddy$",
    "_$$_jvst",
    "_$$_javassist",
  };
  private static final String MOCK = "$MockitoMock$";
  private static final String LAMBDA = "$$Lambda";
  private static final String HIDDEN = "/0x";
  private static final String PROXY = "$Proxy";
  private static final String CGLIB = "CGLIB$";

  private GeneratedNames() {}

  /** Null for a class that a compiler has made. */
  static @Nullable WrittenName of(Method method) {
    String className = method.className();
    if (className.indexOf('$') < 0 && className.indexOf('/') < 0) {
      return null;
    }
    if (isProxy(className) && method.name().startsWith("<")) {
      return WrittenName.of(className, method.name(), Role.GLUE);
    }
    int lambda = className.indexOf(LAMBDA);
    if (lambda > 0) {
      return WrittenName.of(className.substring(0, lambda), method.name(), Role.ACCESSOR);
    }
    int mock = className.indexOf(MOCK);
    if (mock > 0) {
      return ofSubclass(method, className.substring(0, mock), "{mock}");
    }
    for (String sign : SUBCLASSES) {
      int at = className.indexOf(sign);
      if (at > 0) {
        return ofSubclass(method, className.substring(0, at), "{proxy}");
      }
    }
    int hidden = className.indexOf(HIDDEN);
    return hidden > 0
        ? WrittenName.of(className.substring(0, hidden), method.name(), Role.WRITTEN)
        : null;
  }

  /** Whether it is what a proxy made by CGLIB calls, which calls what the proxy stands for. */
  static boolean isCalledByProxies(Method method) {
    return method.className().contains(".cglib.proxy.");
  }

  /** Whether {@code java.lang.reflect.Proxy} has made a class. */
  private static boolean isProxy(String className) {
    int start = className.lastIndexOf('.') + 1;
    return className.startsWith(PROXY, start)
        && WrittenNames.isNumber(className.substring(start + PROXY.length()));
  }

  private static WrittenName ofSubclass(Method method, String superclass, String mark) {
    String name = method.name();
    if (method.className().contains("FastClass")
        || method.className().contains("$auxiliary$")
        || name.equals("<clinit>")
        || name.equals("setCallbacks")) {
      return WrittenName.of(superclass, name, Role.GLUE);
    }
    if (name.startsWith(CGLIB)) {
      int end = name.lastIndexOf('$');
      boolean ofMethod = end > CGLIB.length() && WrittenNames.isNumber(name.substring(end + 1));
      return ofMethod
          ? WrittenName.of(superclass, name.substring(CGLIB.length(), end), Role.FORWARDER)
          : WrittenName.of(superclass, name, Role.GLUE);
    }
    int accessor = name.indexOf("$accessor$");
    if (accessor > 0) {
      return WrittenName.of(superclass, name.substring(0, accessor), Role.FORWARDER);
    }
    return WrittenName.of(superclass, name, Role.FORWARDER).marked(mark);
  }
}
