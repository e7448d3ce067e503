// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.start;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/**
 * The program's classes that are there before the agent, because the JVM starts from an AOT cache,
 * or because the agent is loaded while the program runs: they are given to the transformers once
 * more.
 */
public final class LoadedClasses {
  private LoadedClasses() {}

  /** Called when our transformer is there, which sees the classes that come from then on. */
  public static void transform(Instrumentation instrumentation) {
    String ours = AgentJar.class.getPackageName().replace(".start", ".");
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    List<Class<?>> classes = new ArrayList<>();
    for (Class<?> each : instrumentation.getAllLoadedClasses()) {
      ClassLoader loader = each.getClassLoader();
      if (loader != null
          && loader != platform
          && instrumentation.isModifiableClass(each)
          && !each.getName().startsWith(ours)) {
        classes.add(each);
      }
    }
    if (!classes.isEmpty()) {
      transform(instrumentation, classes);
    }
  }

  private static void transform(Instrumentation instrumentation, List<Class<?>> classes) {
    try {
      instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
    } catch (Exception | LinkageError oneOfThem) {
      for (Class<?> each : classes) {
        try {
          instrumentation.retransformClasses(each);
        } catch (Exception | LinkageError itself) {
          // It stays as it is, like any class that the JVM does not take from us.
        }
      }
    }
  }
}
