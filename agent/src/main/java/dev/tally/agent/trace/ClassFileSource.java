// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Finds the class file of a class that has perhaps not been loaded, and does not load it. On the
 * thread that loads another class, so what is in a folder or a jar is read without the JDK's URL
 * connections: they keep jars open, and may lead to handlers of the program's.
 */
final class ClassFileSource {
  private final JdkModules jdk;
  private final ClassPath classPath = new ClassPath();

  ClassFileSource(JdkModules jdk) {
    this.jdk = jdk;
  }

  /** Where a loader has found a class that it defines, named with slashes. */
  void addPlace(@Nullable ClassLoader loader, String className, URL place) {
    if (isClassPath(loader) && place.getProtocol().equals("file")) {
      // Not as the URL writes itself: that asks its handler, which may be the program's.
      classPath.add(ClassPath.packageOf(className), "file:" + place.getFile());
    }
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
    boolean onClassPath = isClassPath(asked);
    byte[] found = onClassPath ? classPath.find(path) : null;
    if (found != null) {
      return found;
    }
    URL url = asked.getResource(path);
    if (url == null) {
      return mayHaveOnlyStreams(asked) ? asStream(asked, path) : null;
    }
    if (url.getProtocol().equals("file")) {
      try (InputStream in = new FileInputStream(new File(URI.create(url.toString())))) {
        return in.readAllBytes();
      }
    }
    String inJar = url.getProtocol().equals("jar") ? url.getFile() : "";
    int end = inJar.indexOf("!/");
    if (inJar.startsWith("file:") && end > 0 && end == inJar.lastIndexOf("!/")) {
      String jar = inJar.substring(0, end);
      if (onClassPath) {
        classPath.add(ClassPath.packageOf(path), jar);
        found = classPath.find(path);
        if (found != null) {
          return found;
        }
      }
      URI entry = URI.create("entry:" + inJar.substring(end + 1));
      return entry(new File(URI.create(jar)), entry.getPath().substring(1));
    }
    // A jar within a jar, classes in memory: the loader knows how.
    return asStream(asked, path);
  }

  /**
   * Whether a loader may show a class in memory as a stream, and have no URL for it. Those of the
   * JDK and what extends its loader of jars would only look for the URL again.
   */
  private static boolean mayHaveOnlyStreams(ClassLoader asked) {
    return !(asked instanceof URLClassLoader) && asked.getClass().getClassLoader() != null;
  }

  private static byte @Nullable [] asStream(ClassLoader asked, String path) throws IOException {
    try (InputStream in = asked.getResourceAsStream(path)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  /** A system class loader of the program's own may find classes anywhere. */
  private static boolean isClassPath(@Nullable ClassLoader loader) {
    return loader != null
        && loader == ClassLoader.getSystemClassLoader()
        && loader.getClass().getClassLoader() == null;
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
