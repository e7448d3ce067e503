// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.start;

import dev.tally.agent.trace.CallTransformer;
import dev.tally.profile.LeftOut;
import dev.tally.profile.Method;
import org.objectweb.asm.ClassReader;

/**
 * Loads what rewriting a class takes before the first class is rewritten.
 *
 * <p>Another agent, such as JaCoCo, rewrites our classes too, and we rewrite its. If both loaded
 * classes of their own in the middle of that, two threads could each hold the lock of one such
 * class and wait for the other's, for ever. If one of the two loads none, they cannot.
 */
public final class OwnClasses implements Runnable {
  private final AgentJar jar;
  private final boolean library;

  private OwnClasses(AgentJar jar, boolean library) {
    this.jar = jar;
    this.library = library;
  }

  /** Begins with those that refer to no class of the probe, while that is still being defined. */
  public static Thread loadLibrary(AgentJar jar) {
    return OwnStart.begin("tally-loader", new OwnClasses(jar, true));
  }

  /** The others, once the probe is defined; to be awaited before the transformer is added. */
  public static Thread loadOwn(AgentJar jar) {
    return OwnStart.begin("tally-loader-2", new OwnClasses(jar, false));
  }

  @Override
  public void run() {
    try {
      load(jar, library ? ClassReader.class : CallTransformer.class);
      if (!library) {
        load(Method.class.getName());
        load(LeftOut.class.getName());
      }
    } catch (Throwable e) {
      // It is told when a class cannot be rewritten.
    }
  }

  private static void load(AgentJar jar, Class<?> oneOfItsPackage) throws ClassNotFoundException {
    for (String name : jar.classesBeside(oneOfItsPackage)) {
      load(name);
    }
  }

  private static void load(String name) throws ClassNotFoundException {
    Class.forName(name, true, OwnClasses.class.getClassLoader());
  }
}
