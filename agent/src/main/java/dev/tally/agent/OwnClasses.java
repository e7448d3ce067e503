// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

import dev.tally.agent.trace.CallTransformer;
import dev.tally.profile.LeftOut;
import dev.tally.profile.Method;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.objectweb.asm.ClassReader;

/**
 * Loads what rewriting a class takes before the first class is rewritten.
 *
 * <p>Another agent, such as JaCoCo, rewrites our classes too, and we rewrite its. If both loaded
 * classes of their own in the middle of that, two threads could each hold the lock of one such
 * class and wait for the other's, for ever. If one of the two loads none, they cannot.
 */
final class OwnClasses {
  private OwnClasses() {}

  /** Called on the main thread, before the transformer is added. */
  static void load() throws IOException, ClassNotFoundException, URISyntaxException {
    String trace = folder(CallTransformer.class);
    String asm = folder(ClassReader.class);
    File jar =
        new File(OwnClasses.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (JarFile file = new JarFile(jar, false)) {
      for (JarEntry entry : Collections.list(file.entries())) {
        String path = entry.getName();
        if (path.endsWith(".class") && (path.startsWith(trace) || path.startsWith(asm))) {
          load(path.substring(0, path.length() - ".class".length()).replace('/', '.'));
        }
      }
    }
    for (Class<?> noun : List.of(Method.class, LeftOut.class)) {
      load(noun.getName());
    }
  }

  private static String folder(Class<?> type) {
    return type.getPackageName().replace('.', '/') + '/';
  }

  private static void load(String name) throws ClassNotFoundException {
    Class.forName(name, true, OwnClasses.class.getClassLoader());
  }
}
