// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** Who declares what a call names, found in class files. */
class DeclarationsTest {
  static class Worker extends Thread {
    @Override
    public void run() {}
  }

  static class Foreman extends Worker {
    @Override
    public synchronized void start() {
      super.start();
    }
  }

  interface Bag extends Collection<String> {}

  interface Box extends Bag, AutoCloseable {
    @Override
    boolean add(String one);

    @Override
    default void close() {}
  }

  /** Both ways up lead to Collection, one of them past Box's declarations. */
  abstract static class Crate extends ArrayList<String> implements Collection<String>, Box {}

  abstract static class Shelf implements Collection<String>, Box {
    static native int nativeSize();
  }

  enum Colour {
    RED
  }

  private static final String HERE = DeclarationsTest.class.getName().replace('.', '/') + '$';

  private final JdkModules jdk = new JdkModules();
  private final Declarations declarations = new Declarations(new ClassShapes(jdk));

  @ParameterizedTest
  @CsvSource({
    "Worker,  join,          ()V,                            java/lang/Thread",
    "Worker,  run,           ()V,                            Worker",
    "Foreman, run,           ()V,                            Worker",
    "Foreman, start,         ()V,                            Foreman",
    "Foreman, setDaemon,     (Z)V,                           java/lang/Thread",
    "Foreman, hashCode,      ()I,                            java/lang/Object",
    "Bag,     size,          ()I,                            java/util/Collection",
    "Bag,     forEach,       (Ljava/util/function/Consumer;)V, java/lang/Iterable",
    "Bag,     getClass,      ()Ljava/lang/Class;,            java/lang/Object",
    "Box,     add,           (Ljava/lang/String;)Z,          Box",
    "Crate,   add,           (Ljava/lang/Object;)Z,          java/util/ArrayList",
    "Crate,   close,         ()V,                            Box",
    "Crate,   stream,        ()Ljava/util/stream/Stream;,    java/util/Collection",
    "Shelf,   close,         ()V,                            Box",
    "Shelf,   isEmpty,       ()Z,                            java/util/Collection",
    "Colour,  ordinal,       ()I,                            java/lang/Enum",
  })
  void theDeclaringClass(String named, String method, String descriptor, String declaring) {
    ClassShape found =
        declarations.find(getClass().getClassLoader(), HERE + named, method, descriptor);
    assertThat(requireNonNull(found).name.replace(HERE, "")).isEqualTo(declaring);
  }

  @Test
  void ofTheJdksClassesToo() {
    ClassShape found =
        declarations.find(
            null,
            "java/io/FileNotFoundException",
            "getStackTrace",
            "()[Ljava/lang/StackTraceElement;");
    assertThat(requireNonNull(found).name).isEqualTo("java/lang/Throwable");
  }

  @Test
  void nothingWhereAClassFileIsMissing() {
    assertThat(declarations.find(getClass().getClassLoader(), "not/There", "size", "()I")).isNull();
    assertThat(declarations.find(null, "java/lang/invoke/MethodHandle", "invokeExact", "()J"))
        .as("has any descriptor")
        .isNull();
  }

  @Test
  void whetherItIsNative() {
    ClassShape shelf =
        declarations.find(getClass().getClassLoader(), HERE + "Shelf", "nativeSize", "()I");
    assertThat(requireNonNull(shelf).declaresNative("nativeSize", "()I")).isTrue();
    assertThat(shelf.declaresNative("nativeSize", "()J")).isFalse();
  }

  /** As a class file says that no compiler writes, and that no JVM would load. */
  @Test
  void anEndlessHierarchyEnds() {
    ClassShapes shapes = new ClassShapes(jdk);
    shapes.put(null, new ClassShape("A", "B", new String[] {"I"}));
    shapes.put(null, new ClassShape("B", "A", new String[] {"I"}));
    shapes.put(null, new ClassShape("I", null, new String[] {"J"}));
    shapes.put(null, new ClassShape("J", null, new String[] {"I"}));
    assertThat(new Declarations(shapes).find(null, "A", "m", "()V")).isNull();
    ClassShape endless = requireNonNull(shapes.find(null, "A"));
    assertThat(shapes.mayInheritFromJdk(null, endless)).isFalse();
  }

  /** Without loading it: a loader that is asked for the class fails here. */
  @Test
  void inAnotherJarOfAnotherLoader(@TempDir Path folder) throws IOException {
    Path jar = folder.resolve("a jar with ü + %.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String name : new String[] {"Worker", "Foreman"}) {
        out.putNextEntry(new JarEntry(HERE + name + ".class"));
        try (InputStream in =
            getClass().getResourceAsStream("DeclarationsTest$" + name + ".class")) {
          in.transferTo(out);
        }
      }
    }
    URL[] urls = {jar.toUri().toURL()};
    try (URLClassLoader loader =
        new URLClassLoader(urls, null) {
          @Override
          protected Class<?> findClass(String name) {
            throw new AssertionError("asked to load " + name);
          }
        }) {
      ClassShape found = declarations.find(loader, HERE + "Foreman", "join", "()V");
      assertThat(requireNonNull(found).name).isEqualTo("java/lang/Thread");
    }
    assertThat(new File(jar.toUri()).delete()).isTrue();
  }

  /** As loaders of scripts and of jars in memory do, which have no URL for what they have. */
  @Test
  void aLoaderThatShowsStreamsAlone() {
    ClassLoader loader =
        new ClassLoader(null) {
          @Override
          public InputStream getResourceAsStream(String name) {
            return DeclarationsTest.class.getResourceAsStream(
                "DeclarationsTest$" + name.substring(HERE.length()));
          }
        };
    ClassShape found = declarations.find(loader, HERE + "Foreman", "join", "()V");
    assertThat(requireNonNull(found).name).isEqualTo("java/lang/Thread");
  }

  @ParameterizedTest
  @CsvSource({"wait,(J)V", "notifyAll,()V", "getClass,()Ljava/lang/Class;"})
  void finalInObject(String name, String descriptor) {
    ClassShape found = declarations.find(null, "not/There", name, descriptor);
    assertThat(requireNonNull(found).name).isEqualTo("java/lang/Object");
    assertThat(declarations.find(null, "not/There", name, "(I)V")).isNull();
  }

  /** The jar in which one of them was found is where the next is looked for. */
  @Test
  void inAJarOnTheClassPath() {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    String asm = "org/objectweb/asm/";
    String delegate = "()L" + asm + "ClassVisitor;";
    for (String owner : new String[] {asm + "ClassVisitor", asm + "ClassWriter"}) {
      ClassShape found = declarations.find(loader, owner, "getDelegate", delegate);
      assertThat(requireNonNull(found).name).isEqualTo(asm + "ClassVisitor");
    }
    assertThat(declarations.find(loader, asm + "NoSuch", "getDelegate", delegate)).isNull();
  }

  /** The same in a class file that is read as in a class that is woven. */
  @Test
  void namesWithAnyLetters() {
    ClassWriter file = new ClassWriter(0);
    file.visit(Opcodes.V17, Opcodes.ACC_ABSTRACT, "Größe", null, "java/lang/Object", null);
    file.visitField(0, "übrig", "I", null, 1).visitEnd();
    for (String name : new String[] {"länge", "plain", "\u0000", "😀"}) {
      file.visitMethod(Opcodes.ACC_ABSTRACT, name, "(LGröße;)V", null, null).visitEnd();
    }
    ClassShape shape = ClassShape.read(file.toByteArray());
    assertThat(shape.name).isEqualTo("Größe");
    for (String name : new String[] {"länge", "plain", "\u0000", "😀"}) {
      assertThat(shape.declaresAbstract(name, "(LGröße;)V")).as(name).isTrue();
      assertThat(shape.declares(name, "()V")).as(name).isFalse();
    }
    assertThat(shape.declares("übrig", "I")).as("a field").isFalse();
  }

  /** Obfuscated names, whose hash codes are the same. */
  @Test
  void methodsOfOneHashCodeAreDifferent() {
    ClassShape shape = new ClassShape("A", "java/lang/Object", null);
    shape.add(0, "Aa", "()V");
    assertThat(shape.declares("Aa", "()V")).isTrue();
    assertThat(shape.declares("BB", "()V")).isFalse();
  }
}
