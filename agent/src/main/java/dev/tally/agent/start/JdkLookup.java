// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.start;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Looks into the JDK's own packages without opening them to the program.
 *
 * <p>The agent has the application's class loader, and so its unnamed module: what is opened to the
 * agent is opened to the program, whose reflection would then succeed where it fails without us. So
 * the packages are opened to the module of a loader that has only this class, and that nobody else
 * gets to know.
 */
public final class JdkLookup implements Function<Class<?>, MethodHandles.Lookup> {
  /** Public for {@link #open}, which makes one of this class's twin. */
  public JdkLookup() {}

  /**
   * Answers with look-ups of full power in {@code java.lang} and {@code java.security}, and in the
   * package of {@link QuickCompilation}, which not every JVM has.
   */
  public static Function<Class<?>, MethodHandles.Lookup> open(
      Instrumentation instrumentation, AgentJar jar)
      throws IOException, ReflectiveOperationException {
    Class<?> twin = new Alone().twin(jar);
    Set<Module> own = Set.of(twin.getModule());
    open(instrumentation, Object.class.getModule(), Map.of("java.lang", own, "java.security", own));
    Optional<Module> management = ModuleLayer.boot().findModule("jdk.management");
    if (management.isPresent()) {
      open(instrumentation, management.get(), Map.of(QuickCompilation.PACKAGE, own));
    }
    @SuppressWarnings("unchecked") // It is this class once more.
    var lookup =
        (Function<Class<?>, MethodHandles.Lookup>) twin.getDeclaredConstructor().newInstance();
    return lookup;
  }

  private static void open(
      Instrumentation instrumentation, Module module, Map<String, Set<Module>> packages) {
    instrumentation.redefineModule(module, Set.of(), Map.of(), packages, Set.of(), Map.of());
  }

  @Override
  public MethodHandles.Lookup apply(Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Alone extends ClassLoader {
    Alone() {
      super(null);
    }

    Class<?> twin(AgentJar jar) throws IOException {
      String name = JdkLookup.class.getName();
      byte[] code = jar.code(name.replace('.', '/'));
      // With the agent's own permissions.
      return defineClass(name, code, 0, code.length, JdkLookup.class.getProtectionDomain());
    }
  }
}
