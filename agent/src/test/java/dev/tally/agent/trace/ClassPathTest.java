// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class files where others of their package were found. */
class ClassPathTest {
  private final ClassPath classPath = new ClassPath();

  private static Path jar(Path folder) throws IOException {
    Path jar = folder.resolve("a jar with ü + %.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(new Attributes.Name("Multi-Release"), "true");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (String path :
          new String[] {
            "org/acme/A.class", "org/acme/New.class", "META-INF/versions/17/org/acme/New.class"
          }) {
        out.putNextEntry(new JarEntry(path));
        out.write(path.getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  @Test
  void inAJar(@TempDir Path folder) throws IOException {
    classPath.add("org/acme/", jar(folder).toUri().toString());
    assertThat(text("org/acme/A.class")).isEqualTo("org/acme/A.class");
    assertThat(text("org/acme/B.class")).isNull();
    assertThat(text("org/acme/below/A.class")).as("another package").isNull();
  }

  /** As the JVM finds it in a jar for several versions of Java. */
  @Test
  void ofTheRunningJavasVersion(@TempDir Path folder) throws IOException {
    classPath.add("org/acme/", jar(folder).toUri().toString());
    assertThat(text("org/acme/New.class")).startsWith("META-INF/versions/17/");
  }

  @Test
  void inAFolder(@TempDir Path folder) throws IOException {
    Path classes = folder.resolve("classes");
    Files.createDirectories(classes.resolve("org/acme"));
    Files.writeString(classes.resolve("org/acme/A.class"), "from a folder");
    classPath.add("org/acme/", classes.toUri().toString());
    assertThat(text("org/acme/A.class")).isEqualTo("from a folder");
    assertThat(text("org/acme/B.class")).isNull();
  }

  @Test
  void whatHasGoneOrIsNoFile(@TempDir Path folder) throws IOException {
    classPath.add("org/acme/", "jrt:/java.base");
    assertThat(text("org/acme/A.class")).isNull();
    classPath.add("org/acme/", "file:/not%zz");
    assertThat(text("org/acme/A.class")).isNull();
    Path gone = jar(folder);
    classPath.add("org/acme/", gone.toUri().toString());
    Files.delete(gone);
    assertThat(text("org/acme/A.class")).isNull();
  }

  private @Nullable String text(String path) {
    byte[] found = classPath.find(path);
    return found == null ? null : new String(found, StandardCharsets.UTF_8);
  }
}
