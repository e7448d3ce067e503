// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * What finding the declaration of a method takes: a class's supertypes and the methods that it
 * declares. Many are kept in the program's heap, so a method is 64 bits of hash, of which the last
 * two say whether it is native and whether it is abstract. Immutable once it has been read.
 */
final class ClassShape {
  private static final long NATIVE = 1;
  private static final long ABSTRACT = 2;
  private static final long HASH_OF_NOTHING = 0xCBF29CE484222325L;
  private static final long HASH_PRIME = 0x100000001B3L;

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

  /**
   * Reads a class file. Only its tables, and names without making strings of them: some thousands
   * of files are read while a large program starts.
   */
  static ClassShape read(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassShape shape =
        new ClassShape(reader.getClassName(), reader.getSuperName(), reader.getInterfaces());
    shape.isInterface = (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
    char[] buffer = new char[reader.getMaxStringLength()];
    int interfaces = reader.readUnsignedShort(reader.header + 6);
    int at = reader.header + 8 + 2 * interfaces;
    int fields = reader.readUnsignedShort(at);
    at += 2;
    for (int i = 0; i < fields; i++) {
      at = behindMember(reader, at);
    }
    int methods = reader.readUnsignedShort(at);
    at += 2;
    for (int i = 0; i < methods; i++) {
      long hash = hash(hash(HASH_OF_NOTHING, reader, at + 2, buffer), reader, at + 4, buffer);
      shape.add(reader.readUnsignedShort(at), hash & ~(NATIVE | ABSTRACT));
      at = behindMember(reader, at);
    }
    return shape;
  }

  /** The end of a field or method, which has attributes. */
  private static int behindMember(ClassReader reader, int member) {
    int at = member + 8;
    for (int left = reader.readUnsignedShort(member + 6); left > 0; left--) {
      at += 6 + reader.readInt(at + 2);
    }
    return at;
  }

  /** Its supertypes but Object. */
  List<String> above() {
    if (superName == null || superName.equals("java/lang/Object")) {
      return interfaces;
    }
    List<String> above = new ArrayList<>(interfaces);
    above.add(superName);
    return above;
  }

  /** Adds a method that the class declares. */
  void add(int access, String methodName, String descriptor) {
    add(access, hash(methodName, descriptor));
  }

  private void add(int access, long hash) {
    if (count == methods.length) {
      methods = Arrays.copyOf(methods, count * 2);
    }
    boolean isNative = (access & Opcodes.ACC_NATIVE) != 0;
    boolean isAbstract = (access & Opcodes.ACC_ABSTRACT) != 0;
    methods[count++] = hash | (isNative ? NATIVE : 0) | (isAbstract ? ABSTRACT : 0);
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
    return hash(hash(HASH_OF_NOTHING, methodName), descriptor) & ~(NATIVE | ABSTRACT);
  }

  private static long hash(long before, String text) {
    long hash = before;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * HASH_PRIME;
    }
    return hash;
  }

  /** The same of the text that two bytes at a place in a class file refer to. */
  private static long hash(long before, ClassReader reader, int at, char[] buffer) {
    long hash = before;
    int text = reader.getItem(reader.readUnsignedShort(at));
    int length = reader.readUnsignedShort(text);
    for (int i = text + 2; i < text + 2 + length; i++) {
      int letter = reader.readByte(i);
      if (letter > 0x7F) {
        return hash(before, reader.readUTF8(at, buffer)); // Takes more than a byte.
      }
      hash = (hash ^ letter) * HASH_PRIME;
    }
    return hash;
  }
}
