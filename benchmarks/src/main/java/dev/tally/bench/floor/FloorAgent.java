// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.floor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Puts one increment at the beginning of every method.
 *
 * <p>{@code -javaagent:floor-agent.jar=FILE,PATTERN;PATTERN}; without patterns, everything but the
 * JDK. Writes calls and method to FILE at exit.
 */
public final class FloorAgent implements ClassFileTransformer {
  private static final String COUNTERS = "dev/tally/bench/floor/Counters";
  private static final List<String> JDK = List.of("java/", "javax/", "jdk/", "sun/", "com/sun/");

  private final List<String> patterns;

  private FloorAgent(String patterns) {
    this.patterns =
        patterns.isEmpty() ? List.of() : List.of(patterns.replace('.', '/').split(";", -1));
  }

  public static void premain(String arguments, Instrumentation instrumentation) {
    int comma = arguments.indexOf(',');
    Path file = Path.of(arguments.substring(0, comma));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> write(file)));
    instrumentation.addTransformer(new FloorAgent(arguments.substring(comma + 1)));
  }

  private static void write(Path file) {
    try {
      Files.write(file, Counters.lines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without lambdas: this is asked while the JDK loads its classes for them. */
  private boolean counts(String name) {
    if (name.startsWith("dev/tally/bench/floor/") || name.startsWith("org/objectweb/asm/")) {
      return false;
    }
    for (String pattern : patterns) {
      if (pattern.endsWith("*")
          ? name.startsWith(pattern.substring(0, pattern.length() - 1))
          : name.equals(pattern) || name.startsWith(pattern + "$")) {
        return true;
      }
    }
    for (String jdk : JDK) {
      if (name.startsWith(jdk)) {
        return false;
      }
    }
    return patterns.isEmpty();
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] code) {
    if (name == null || !counts(name)) {
      return null;
    }
    ClassReader reader = new ClassReader(code);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String method, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next =
                super.visitMethod(access, method, descriptor, signature, exceptions);
            return new MethodVisitor(Opcodes.ASM9, next) {
              @Override
              public void visitCode() {
                super.visitCode();
                super.visitFieldInsn(Opcodes.GETSTATIC, COUNTERS, "CALLS", "[J");
                super.visitLdcInsn(Counters.place(name.replace('/', '.') + "." + method));
                super.visitInsn(Opcodes.DUP2);
                super.visitInsn(Opcodes.LALOAD);
                super.visitInsn(Opcodes.LCONST_1);
                super.visitInsn(Opcodes.LADD);
                super.visitInsn(Opcodes.LASTORE);
              }
            };
          }
        },
        0);
    return writer.toByteArray();
  }
}
