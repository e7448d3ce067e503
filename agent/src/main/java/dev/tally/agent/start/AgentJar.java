// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.start;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The jar that this code is in. Opened as a file: by a class loader's resources it takes a URL
 * connection, and twice as long. Safe for use by several threads.
 */
public final class AgentJar implements AutoCloseable {
  private final JarFile file;

  public AgentJar() throws IOException, URISyntaxException {
    file =
        new JarFile(
            new File(AgentJar.class.getProtectionDomain().getCodeSource().getLocation().toURI()),
            false);
  }

  /** The code of a class, named with slashes. */
  public byte[] code(String className) throws IOException {
    String path = className + ".class";
    JarEntry entry = file.getJarEntry(path);
    if (entry == null) {
      throw new IOException("the agent's jar lacks " + path);
    }
    try (InputStream in = file.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  /** The names, with dots, of the classes in a class's package and in the packages below it. */
  List<String> classesBeside(Class<?> type) {
    String folder = type.getPackageName().replace('.', '/') + '/';
    List<String> names = new ArrayList<>();
    for (JarEntry entry : Collections.list(file.entries())) {
      String path = entry.getName();
      if (path.startsWith(folder) && path.endsWith(".class")) {
        names.add(path.substring(0, path.length() - ".class".length()).replace('/', '.'));
      }
    }
    return names;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
