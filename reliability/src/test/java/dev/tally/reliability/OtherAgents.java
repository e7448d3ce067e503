// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Agents beside ours. */
final class OtherAgents {
  private OtherAgents() {}

  /** A jar of the tests' own class path. */
  static Path jar(String name) {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.contains(name)) {
        return Path.of(entry);
      }
    }
    throw new IllegalStateException("no jar of " + name + " on the class path");
  }

  /** An agent that lets the program redefine and retransform classes. */
  static String retransformer(Path folder) throws IOException {
    Manifest manifest = manifest();
    manifest.getMainAttributes().putValue("Premain-Class", "Retransformer");
    manifest.getMainAttributes().putValue("Can-Redefine-Classes", "true");
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    return "-javaagent:" + jarOf(folder.resolve("retransformer.jar"), manifest);
  }

  static Manifest manifest() {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    return manifest;
  }

  /** A jar of some of the programs' classes. */
  static Path jarOf(Path jar, Manifest manifest, String... classes) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      for (String name : classes) {
        entries.putNextEntry(new JarEntry(name + ".class"));
        entries.write(Files.readAllBytes(Programs.classes().resolve(name + ".class")));
      }
    }
    return jar;
  }
}
