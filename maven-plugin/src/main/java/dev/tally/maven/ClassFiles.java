// SPDX-License-Identifier: Apache-2.0
package dev.tally.maven;

import dev.tally.CountedMethod;
import dev.tally.MethodPattern;
import dev.tally.ProgramMethods;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The class files of a class path, and of the JDK that runs Maven. They are read and not loaded, so
 * that it does not matter for which Java they are.
 */
final class ClassFiles {
  private static final String ENDING = ".class";

  private final List<Path> elements;

  /**
   * @param classPath folders and jars, of which some may not be there
   */
  ClassFiles(List<String> classPath) {
    elements = classPath.stream().map(Path::of).filter(Files::exists).toList();
  }

  /** All methods of classes that are not in a jar: those of the project. */
  List<CountedMethod> ofFolders() {
    return ofFolders(name -> true);
  }

  private List<CountedMethod> ofFolders(Predicate<String> wanted) {
    List<CountedMethod> methods = new ArrayList<>();
    for (Path element : elements) {
      if (Files.isDirectory(element)) {
        read(element, 0, wanted, false, methods);
      }
    }
    return methods;
  }

  /** All methods of the classes that a pattern names: the project's, or if it has none, others'. */
  List<CountedMethod> ofClasses(MethodPattern pattern) {
    List<CountedMethod> methods = ofFolders(pattern::matchesClass);
    if (!methods.isEmpty()) {
      return methods;
    }
    for (Path element : elements) {
      if (!Files.isDirectory(element)) {
        try (FileSystem jar = FileSystems.newFileSystem(element)) {
          read(jar.getPath("/"), 0, pattern::matchesClass, false, methods);
        } catch (IOException e) {
          throw new UncheckedIOException(element + ": " + e.getMessage(), e);
        }
      }
    }
    // Below the name of the module.
    Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
    read(modules, 1, pattern::matchesClass, true, methods);
    return methods;
  }

  private static void read(
      Path root, int skipped, Predicate<String> wanted, boolean jdk, List<CountedMethod> methods) {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.toString().endsWith(ENDING)) {
          Path path = root.relativize(file);
          String name = path.subpath(skipped, path.getNameCount()).toString();
          String className =
              name.substring(0, name.length() - ENDING.length())
                  .replace('/', '.')
                  .replace('\\', '.');
          if (!className.startsWith("META-INF") && wanted.test(className)) {
            read(Files.readAllBytes(file), className, jdk, methods);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(root + ": " + e.getMessage(), e);
    }
  }

  private static void read(
      byte[] classFile, String className, boolean jdk, List<CountedMethod> methods) {
    ClassReader reader;
    try {
      reader = new ClassReader(classFile);
    } catch (IllegalArgumentException ofALaterJava) {
      return;
    }
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            String kind = jdk ? "JDK" : kind(access);
            methods.add(new CountedMethod(className, name, descriptor, kind));
            return null;
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
  }

  private static String kind(int access) {
    if ((access & Opcodes.ACC_BRIDGE) != 0) {
      return "BRIDGE";
    }
    return (access & Opcodes.ACC_ABSTRACT) != 0 ? ProgramMethods.ABSTRACT : "METHOD";
  }
}
