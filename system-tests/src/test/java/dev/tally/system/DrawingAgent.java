// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * An agent that draws random numbers before ours starts, as some others do. The threads' seeds are
 * in use then, and ours keeps what it knows of a thread elsewhere.
 */
public final class DrawingAgent {
  private DrawingAgent() {}

  public static void premain(String text) {
    ThreadLocalRandom.current().nextInt();
  }

  /** A JVM option that loads it. */
  static String option() {
    return option(DrawingAgent.class);
  }

  /** A JVM option that loads a class as an agent. */
  static String option(Class<?> agent) {
    String name = agent.getName();
    Path jar = Installation.PROJECT.resolve("system-tests/target/" + name + ".jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", name);
    String file = name.replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest);
        InputStream code = agent.getResourceAsStream(agent.getSimpleName() + ".class")) {
      entries.putNextEntry(new JarEntry(file));
      code.transferTo(entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "-javaagent:" + jar;
  }
}
