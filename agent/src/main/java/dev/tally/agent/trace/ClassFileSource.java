// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Finds the class file of a class that has perhaps not been loaded, and does not load it. On the
 * thread that loads another class, so what is in a folder or a jar is read without the JDK's URL
 * connections: they keep jars open, and may lead to handlers of the program's.
 */
final class ClassFileSource {
  private static final int MOST_PACKAGES = 10_000;

  private final JdkModules jdk;

  /**
   * On the class path: the jar in which classes of a package were found. To ask the loader for each
   * takes longer than to read it. Where two jars have a class, it may be the second's, until that
   * class is defined.
   */
  private final Map<String, File> jars = new HashMap<>();

  /** Whether a jar has classes for several versions of Java; then the loader is asked. */
  private final Map<File, Boolean> ofSeveralVersions = new HashMap<>();

  ClassFileSource(JdkModules jdk) {
    this.jdk = jdk;
  }

  /**
   * The class file, or null where the loader does not show it as a resource. Never throws but for
   * want of stack or memory.
   *
   * @param className with slashes
   */
  @SuppressWarnings("removal") // There are security managers up to JDK 23.
  byte @Nullable [] find(@Nullable ClassLoader loader, String className) {
    return AccessController.doPrivileged(
        // Not a lambda: it would be linked while a class is being loaded.
        new PrivilegedAction<byte @Nullable []>() {
          @Override
          public byte @Nullable [] run() {
            try {
              Module module = jdk.moduleOf(className);
              String path = className + ".class";
              return module == null ? inProgram(loader, path) : all(module, path);
            } catch (IOException | RuntimeException | LinkageError thenItIsUnknown) {
              return null;
            }
          }
        });
  }

  private static byte @Nullable [] all(Module module, String path) throws IOException {
    try (InputStream in = module.getResourceAsStream(path)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  private byte @Nullable [] inProgram(@Nullable ClassLoader loader, String path)
      throws IOException {
    // Classes behind -Xbootclasspath/a have no loader, and are seen by all others.
    ClassLoader asked = loader == null ? ClassLoader.getPlatformClassLoader() : loader;
    boolean onClassPath = asked == ClassLoader.getSystemClassLoader() && isOfJdk(asked);
    String inPackage = path.substring(0, path.lastIndexOf('/') + 1);
    File known = onClassPath ? jar(inPackage) : null;
    byte[] found = known == null ? null : entry(known, path);
    if (found != null) {
      return found;
    }
    URL url = asked.getResource(path);
    if (url == null) {
      return null;
    }
    if (url.getProtocol().equals("file")) {
      try (InputStream in = new FileInputStream(new File(URI.create(url.toString())))) {
        return in.readAllBytes();
      }
    }
    String inJar = url.getProtocol().equals("jar") ? url.getFile() : "";
    int end = inJar.indexOf("!/");
    if (inJar.startsWith("file:") && end > 0 && end == inJar.lastIndexOf("!/")) {
      URI entry = URI.create("entry:" + inJar.substring(end + 1));
      File jar = new File(URI.create(inJar.substring(0, end)));
      if (onClassPath) {
        keep(inPackage, jar);
      }
      return entry(jar, entry.getPath().substring(1));
    }
    // A jar within a jar, classes in memory: the loader knows how.
    try (InputStream in = asked.getResourceAsStream(path)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  /** A system class loader of the program's own may find classes anywhere. */
  private static boolean isOfJdk(ClassLoader loader) {
    return loader.getClass().getClassLoader() == null;
  }

  private @Nullable File jar(String inPackage) {
    synchronized (jars) {
      return jars.get(inPackage);
    }
  }

  private void keep(String inPackage, File jar) throws IOException {
    Boolean several;
    synchronized (jars) {
      several = ofSeveralVersions.get(jar);
    }
    if (several == null) {
      try (JarFile opened = new JarFile(jar, false)) {
        several = opened.isMultiRelease();
      }
    }
    synchronized (jars) {
      ofSeveralVersions.put(jar, several);
      if (!several && jars.size() < MOST_PACKAGES) {
        jars.put(inPackage, jar);
      }
    }
  }

  /** Opening a jar that the loader has open too takes no reading of its directory. */
  private static byte @Nullable [] entry(File jar, String path) throws IOException {
    try (ZipFile zip = new ZipFile(jar)) {
      ZipEntry entry = zip.getEntry(path);
      if (entry == null) {
        return null;
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return in.readAllBytes();
      }
    }
  }
}
