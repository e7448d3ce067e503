// SPDX-License-Identifier: Apache-2.0
package targets;

import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;

/** Looks at itself: members, stack traces, the serial version. Nothing may have changed. */
class Mirror {
  static class Plain implements Serializable { // calls(<init>: 0)
    int number;
    private transient String text;

    static int twice(int n) { // calls(0)
      return 2 * n;
    }

    static { // calls(<clinit>: 1)
      System.out.println("initialised");
    }
  }

  public static void main(String[] args) throws Exception { // calls(1)
    System.out.println(ObjectStreamClass.lookup(Plain.class).getSerialVersionUID());
    for (Class<?> type : new Class<?>[] {Plain.class, Mirror.class}) {
      members(type);
    }
    trace(2);
    // calls(lambda: 1)
    System.out.println(StackWalker.getInstance().<Long>walk(frames -> frames.count()));
    Thread thread = Thread.currentThread();
    System.out.println(thread.getName() + thread.getThreadGroup().activeCount());
  }

  static void members(Class<?> type) { // calls(2)
    Method[] methods = type.getDeclaredMethods();
    Arrays.sort(methods, Comparator.comparing(Method::toString));
    for (Method method : methods) {
      System.out.println(method);
    }
    for (Field field : type.getDeclaredFields()) {
      System.out.println(field);
    }
  }

  static void trace(int n) { // calls(3/1)
    if (n > 0) {
      trace(n - 1);
      return;
    }
    for (StackTraceElement element : new Throwable().getStackTrace()) {
      System.out.println(element);
    }
    // calls(lambda: 4)
    StackWalker.getInstance()
        .forEach(frame -> System.out.println(frame.getMethodName() + frame.getLineNumber()));
  }
}
