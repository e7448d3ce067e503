// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What finding the declaration of a method takes: a class's supertypes and the methods that it
 * declares. Many are kept in the program's heap, so a method is 64 bits of hash, of which the last
 * two say whether it is native and whether it is abstract. Immutable once it has been read.
 */
final class ClassShape {
  private static final long NATIVE = 1;
  private static final long ABSTRACT = 2;

  /** With slashes, as all names here. */
  final String name;

  /** Null for {@code java/lang/Object} and for a module's description. */
  final @Nullable String superName;

  final List<String> interfaces;

  /** Whether it is an interface; known once it has been read. */
  boolean isInterface;

  private long[] methods = new long[8];
  private int count;

  ClassShape(String name, @Nullable String superName, String @Nullable [] interfaces) {
    this.name = name;
    this.superName = superName;
    this.interfaces = interfaces == null ? List.of() : List.of(interfaces);
  }

  /** Reads a class file. */
  static ClassShape read(byte[] classFile) {
    Reader reader = new Reader();
    new ClassReader(classFile)
        .accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return reader.shape;
  }

  /** Adds a method that the class declares. */
  void add(int access, String methodName, String descriptor) {
    if (count == methods.length) {
      methods = Arrays.copyOf(methods, count * 2);
    }
    boolean isNative = (access & Opcodes.ACC_NATIVE) != 0;
    boolean isAbstract = (access & Opcodes.ACC_ABSTRACT) != 0;
    methods[count++] =
        hash(methodName, descriptor) | (isNative ? NATIVE : 0) | (isAbstract ? ABSTRACT : 0);
  }

  /** Whether the class declares a method. */
  boolean declares(String methodName, String descriptor) {
    return find(hash(methodName, descriptor)) >= 0;
  }

  /** Whether the class declares a method that has its code elsewhere. */
  boolean declaresNative(String methodName, String descriptor) {
    int index = find(hash(methodName, descriptor));
    return index >= 0 && (methods[index] & NATIVE) != 0;
  }

  /** Whether the class declares a method that has no code. */
  boolean declaresAbstract(String methodName, String descriptor) {
    int index = find(hash(methodName, descriptor));
    return index >= 0 && (methods[index] & ABSTRACT) != 0;
  }

  private int find(long hash) {
    for (int i = 0; i < count; i++) {
      if ((methods[i] & ~(NATIVE | ABSTRACT)) == hash) {
        return i;
      }
    }
    return -1;
  }

  /** FNV-1a: what {@code String.hashCode} confuses, such as Aa and BB, obfuscators write. */
  private static long hash(String methodName, String descriptor) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < methodName.length(); i++) {
      hash = (hash ^ methodName.charAt(i)) * 0x100000001B3L;
    }
    for (int i = 0; i < descriptor.length(); i++) {
      hash = (hash ^ descriptor.charAt(i)) * 0x100000001B3L;
    }
    return hash & ~(NATIVE | ABSTRACT);
  }

  private static final class Reader extends ClassVisitor {
    ClassShape shape = new ClassShape("", null, null);

    Reader() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version, int access, String name, String sig, String superName, String[] interfaces) {
      shape = new ClassShape(name, superName, interfaces);
      shape.isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      shape.add(access, name, descriptor);
      return null;
    }
  }
}
