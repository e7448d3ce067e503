// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the class that declares a method. An instruction names the class of the expression before
 * the dot: {@code worker.join()} names the program's {@code Worker}, and the method is {@code
 * Thread}'s. Searched in class files as the JVM resolves it in classes (JVMS 5.4.3.3 and 5.4.3.4),
 * because the program's classes must be loaded when the program needs them, not before. Safe for
 * several threads.
 */
final class Declarations {
  private final ClassShapes shapes;

  Declarations(ClassShapes shapes) {
    this.shapes = shapes;
  }

  /**
   * The class or interface that declares what an instruction names; null where that is not known,
   * because a class file on the way could not be had, or there is no such method. The methods of
   * Object that nobody can override are known all the same.
   *
   * @param loader of the class with the instruction
   */
  @Nullable ClassShape find(
      @Nullable ClassLoader loader, String owner, String name, String descriptor) {
    ClassShape first = shapes.find(loader, owner);
    if (first != null && first.declares(name, descriptor)) {
      return first;
    }
    List<ClassShape> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    ClassShape object = null;
    Set<String> chain = new HashSet<>(); // A class file may name itself.
    for (ClassShape c = first; c != null && chain.add(c.name); c = above(loader, c)) {
      if (c.superName == null) {
        object = c; // An interface's methods come first: its instances have Object's anyway.
      } else if (c.declares(name, descriptor)) {
        return c;
      }
      addInterfaces(loader, c, name, descriptor, found, seen);
    }
    for (ClassShape candidate : found) {
      if (isMostSpecific(loader, candidate, found)) {
        return candidate;
      }
    }
    if (object == null && isFinalInObject(name, descriptor)) {
      object = shapes.find(null, "java/lang/Object");
    }
    return object != null && object.declares(name, descriptor) ? object : null;
  }

  private static boolean isFinalInObject(String name, String descriptor) {
    return switch (name) {
      case "getClass" -> descriptor.equals("()Ljava/lang/Class;");
      case "notify", "notifyAll" -> descriptor.equals("()V");
      case "wait" ->
          descriptor.equals("()V") || descriptor.equals("(J)V") || descriptor.equals("(JI)V");
      default -> false;
    };
  }

  private @Nullable ClassShape above(@Nullable ClassLoader loader, ClassShape shape) {
    return shape.superName == null ? null : shapes.find(loader, shape.superName);
  }

  /** Adds the first to declare the method on each way up the interfaces. */
  private void addInterfaces(
      @Nullable ClassLoader loader,
      ClassShape of,
      String name,
      String descriptor,
      List<ClassShape> found,
      Set<String> seen) {
    for (String each : of.interfaces) {
      ClassShape shape = seen.add(each) ? shapes.find(loader, each) : null;
      if (shape == null) {
        continue;
      }
      if (shape.declares(name, descriptor)) {
        found.add(shape);
      } else {
        addInterfaces(loader, shape, name, descriptor, found, seen);
      }
    }
  }

  private boolean isMostSpecific(
      @Nullable ClassLoader loader, ClassShape candidate, List<ClassShape> all) {
    for (ClassShape other : all) {
      if (other != candidate && isBelow(loader, other, candidate.name, new HashSet<>())) {
        return false;
      }
    }
    return true;
  }

  private boolean isBelow(
      @Nullable ClassLoader loader, ClassShape shape, String name, Set<String> seen) {
    for (String each : shape.interfaces) {
      if (each.equals(name)) {
        return true;
      }
      ClassShape above = seen.add(each) ? shapes.find(loader, each) : null;
      if (above != null && isBelow(loader, above, name, seen)) {
        return true;
      }
    }
    return false;
  }
}
