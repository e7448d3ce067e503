// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import java.lang.ref.WeakReference;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of the classes that were asked for last. Bounded, because it is in the program's heap,
 * and keeps no class loader alive. Safe for several threads; no lock is held while a loader is
 * asked.
 */
final class ClassShapes {
  /** Some 400 bytes each, and no more of them than a hundredth of the heap. */
  private static final long MOST_KEPT = Math.min(8_000, Runtime.getRuntime().maxMemory() / 40_000);

  private final JdkModules jdk;
  private final ClassFileSource files;

  /** By name; classes of one name and several loaders take turns. */
  private final Map<String, Known> known =
      new LinkedHashMap<>(512, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /**
   * @param loader of the class that named it; null for the boot loader, and for the JDK's classes
   * @param shape null where there is no class file to be had
   */
  private record Known(@Nullable WeakReference<ClassLoader> loader, @Nullable ClassShape shape) {}

  ClassShapes(JdkModules jdk) {
    this.jdk = jdk;
    this.files = new ClassFileSource(jdk);
  }

  /**
   * Keeps the shape of a class that is being defined.
   *
   * @return whether its loader was asked for the class file before, and had none to show
   */
  boolean put(@Nullable ClassLoader loader, ClassShape shape) {
    Known before = keep(loader, shape.name, shape);
    return before != null && before.shape == null && isSeenBy(loader, before);
  }

  /** A class that is being defined, named with slashes: where it was found, others are, too. */
  void addPlace(@Nullable ClassLoader loader, String className, @Nullable ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    if (source != null && source.getLocation() != null) {
      files.addPlace(loader, className, source.getLocation());
    }
  }

  /**
   * The shape of a class as a loader finds it; null if its class file cannot be found or read.
   *
   * @param className with slashes
   */
  @Nullable ClassShape find(@Nullable ClassLoader given, String className) {
    ClassLoader loader = jdk.moduleOf(className) == null ? given : null;
    Known before;
    synchronized (known) {
      before = known.get(className);
    }
    if (before != null && isSeenBy(loader, before)) {
      return before.shape;
    }
    byte[] classFile = files.find(loader, className);
    ClassShape shape = null;
    if (classFile != null) {
      try {
        shape = ClassShape.read(classFile);
      } catch (RuntimeException notReadable) {
        // Newer than ASM, or not a class file.
      }
    }
    keep(loader, className, shape);
    return shape;
  }

  /** Whether a class has methods from a class of the JDK's, other than Object, or may have. */
  boolean mayInheritFromJdk(@Nullable ClassLoader loader, ClassShape shape) {
    Set<String> above = new LinkedHashSet<>(shape.above()); // Once each: many may share one.
    for (Deque<String> next = new ArrayDeque<>(above); !next.isEmpty(); ) {
      String name = next.remove();
      ClassShape known = jdk.moduleOf(name) == null ? find(loader, name) : null;
      if (known == null) {
        return true;
      }
      for (String each : known.above()) {
        if (above.add(each)) {
          next.add(each);
        }
      }
    }
    return false;
  }

  private @Nullable Known keep(
      @Nullable ClassLoader loader, String className, @Nullable ClassShape shape) {
    Known now = new Known(loader == null ? null : new WeakReference<>(loader), shape);
    synchronized (known) {
      return known.put(className, now);
    }
  }

  /**
   * Whether a loader finds what was found for another: the same one, or one of its parents. So a
   * program with a loader for every script does not read the same files for each of them.
   */
  private static boolean isSeenBy(@Nullable ClassLoader loader, Known known) {
    if (known.loader == null || loader == null) {
      return known.loader == null && (loader == null || known.shape != null);
    }
    for (ClassLoader each = loader; each != null; each = each.getParent()) {
      if (known.loader.refersTo(each)) {
        return each == loader || known.shape != null;
      }
    }
    return false;
  }
}
