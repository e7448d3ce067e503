// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.start;

import java.io.File;
import java.io.FileOutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Asks HotSpot to compile the agent's own classes with its quick compiler only.
 *
 * <p>While a large program starts, the agent rewrites thousands of classes, and the thorough
 * compiler would spend seconds on ASM's large methods: on the processors, and in the queue, for
 * which the program's own methods wait (docs/decisions/15). The probe, which runs as part of the
 * program, is not meant.
 *
 * <p>By the command that {@code jcmd Compiler.directives_add} sends, for which it needs no option
 * of the JVM, and so works for a program that somebody else starts. Where there is no such command,
 * nothing changes.
 */
public final class QuickCompilation implements Runnable {
  static final String PACKAGE = "com.sun.management.internal";

  /** With what calls the transformer, into which the thorough compiler would inline it. */
  private static final String DIRECTIVE =
      "[{ match: [\""
          + "dev/tally/agent"
          + "/*.*\", \"sun/instrument/*.*\"], c2: { Exclude: true } }]";

  private final Function<Class<?>, MethodHandles.Lookup> jdk;

  private QuickCompilation(Function<Class<?>, MethodHandles.Lookup> jdk) {
    this.jdk = jdk;
  }

  /**
   * To be awaited before the first class is rewritten.
   *
   * @param jdk look-ups of full power in the package of the command, see {@link JdkLookup}
   */
  public static Thread askFor(Function<Class<?>, MethodHandles.Lookup> jdk) {
    return OwnStart.begin("tally-compilation", new QuickCompilation(jdk));
  }

  @Override
  public void run() {
    try {
      MethodHandle command = command(jdk);
      String flags = (String) command.invoke("VM.flags");
      // Without a quick compiler our code would be interpreted for ever.
      if (!flags.contains("-XX:-TieredCompilation") && !flags.contains("-XX:CompilationMode=")) {
        add(command);
      }
    } catch (Throwable e) { // Another JVM, one without this module, no place for a file.
      // What the agent costs there is what it costs without.
    }
  }

  /** The JVM's diagnostic commands, each named by its line as for {@code jcmd}. */
  private static MethodHandle command(Function<Class<?>, MethodHandles.Lookup> jdk)
      throws Throwable {
    Class.forName(PACKAGE + ".PlatformMBeanProviderImpl"); // Loads their native part.
    Class<?> commands = Class.forName(PACKAGE + ".DiagnosticCommandImpl");
    Class<?> bean = Class.forName("com.sun.management.DiagnosticCommandMBean");
    MethodHandles.Lookup lookup = jdk.apply(commands);
    Object instance =
        lookup
            .findStatic(commands, "getDiagnosticCommandMBean", MethodType.methodType(bean))
            .invoke();
    return lookup
        .findVirtual(
            commands, "executeDiagnosticCommand", MethodType.methodType(String.class, String.class))
        .bindTo(instance);
  }

  private static void add(MethodHandle command) throws Throwable {
    // Not by createTempFile, whose random numbers take longer than all the rest.
    File file =
        new File(
            System.getProperty("java.io.tmpdir"),
            "tally-" + Long.toHexString(System.nanoTime()) + ".json");
    if (!file.createNewFile()) {
      return; // Somebody else's.
    }
    try {
      try (FileOutputStream out = new FileOutputStream(file)) {
        out.write(DIRECTIVE.getBytes(StandardCharsets.UTF_8));
      }
      command.invoke("Compiler.directives_add \"" + file + '"');
    } finally {
      file.delete();
    }
  }
}
