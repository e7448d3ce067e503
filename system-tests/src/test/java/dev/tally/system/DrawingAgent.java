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
    Path jar = Installation.PROJECT.resolve("system-tests/target/drawing-agent.jar");
    String name = DrawingAgent.class.getName();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", name);
    String file = name.replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest);
        InputStream code = DrawingAgent.class.getResourceAsStream("DrawingAgent.class")) {
      entries.putNextEntry(new JarEntry(file));
      code.transferTo(entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "-javaagent:" + jar;
  }
}
