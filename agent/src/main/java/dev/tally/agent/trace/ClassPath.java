// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The jars and folders in which the JDK's loader of the class path has found classes, by package:
 * what else is in a package is mostly beside. To ask the loader takes five times as long, and the
 * JVM compiles for seconds what it does for an answer. Jars stay open, as the loader keeps them.
 *
 * <p>Where two of them have one class, what is found may be the second's, until that class is
 * defined. Safe for several threads.
 */
final class ClassPath {
  private static final int MOST_PLACES = 10_000;

  private final Map<String, Place> byPackage = new HashMap<>();
  private final Map<String, Place> byUrl = new HashMap<>();
  private final Map<File, JarFile> jars = new HashMap<>();

  private record Place(File file, boolean isFolder) {}

  /**
   * The jar or folder in which a class of a package was found; called for each class.
   *
   * @param url with a slash at its end if it is a folder
   */
  synchronized void add(String inPackage, String url) {
    if (url.startsWith("file:") && byPackage.size() < MOST_PLACES && byUrl.size() < MOST_PLACES) {
      Place place = byUrl.get(url);
      if (place == null) {
        try {
          place = new Place(new File(URI.create(url)), url.endsWith("/"));
        } catch (IllegalArgumentException e) {
          return; // With letters that must not stand there; the loader knows.
        }
        byUrl.put(url, place);
      }
      byPackage.put(inPackage, place);
    }
  }

  /**
   * A class file; null if it is not where others of its package were.
   *
   * @param path of the class file, below a folder or in a jar
   */
  byte @Nullable [] find(String path) {
    try {
      Place place = place(path);
      if (place == null) {
        return null;
      }
      if (place.isFolder) {
        File file = new File(place.file, path);
        return file.isFile() ? read(new FileInputStream(file), file.length()) : null;
      }
      JarFile jar = jar(place.file);
      ZipEntry entry = jar.getEntry(path);
      return entry == null ? null : read(jar.getInputStream(entry), entry.getSize());
    } catch (IOException e) {
      return null; // It has gone since then.
    }
  }

  private synchronized @Nullable Place place(String path) {
    return byPackage.get(packageOf(path));
  }

  private synchronized JarFile jar(File file) throws IOException {
    JarFile jar = jars.get(file);
    if (jar == null) {
      jar = new JarFile(file, false, ZipFile.OPEN_READ, JarFile.runtimeVersion());
      jars.put(file, jar);
    }
    return jar;
  }

  /** With a slash at its end. */
  static String packageOf(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** Of a known length, or the JDK would copy it from buffers of 16 KB. */
  private static byte[] read(InputStream in, long bytes) throws IOException {
    try (in) {
      return in.readNBytes((int) Math.min(bytes, Integer.MAX_VALUE));
    }
  }
}
