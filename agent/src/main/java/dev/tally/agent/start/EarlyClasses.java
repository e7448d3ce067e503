// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.start;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * What the application's class loaders have defined before the agent started. Not by {@code
 * Instrumentation.getAllEarlyClasses}, which makes a JVM with {@code -Xcheck:jni} print a warning
 * into the program's output.
 */
public final class EarlyClasses {
  private EarlyClasses() {}

  /**
   * Those of the system class loader and of its parents.
   *
   * @param lookup of full power in {@code ClassLoader}
   */
  public static List<Class<?>> find(MethodHandles.Lookup lookup) {
    List<Class<?>> found = new ArrayList<>();
    try {
      VarHandle classes = lookup.findVarHandle(ClassLoader.class, "classes", ArrayList.class);
      for (ClassLoader loader = ClassLoader.getSystemClassLoader();
          loader != null;
          loader = loader.getParent()) {
        ArrayList<?> defined = (ArrayList<?>) classes.get(loader);
        synchronized (defined) { // As the loader does when it adds one.
          for (Object each : defined) {
            found.add((Class<?>) each);
          }
        }
      }
    } catch (ReflectiveOperationException anotherJdk) {
      // They run unrecorded, and are not listed.
    }
    return found;
  }

  /** Whether nobody else's code can have run: classes of the program or of other agents. */
  public static boolean areOurs(List<Class<?>> classes) {
    String ours = AgentJar.class.getPackageName().replace(".start", ".");
    for (Class<?> each : classes) {
      if (!each.getName().startsWith(ours)) {
        return false;
      }
    }
    return true;
  }
}
