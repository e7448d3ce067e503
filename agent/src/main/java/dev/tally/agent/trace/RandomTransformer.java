// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import dev.tally.probe.Seeds;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes {@code ThreadLocalRandom} draw from {@link Seeds}, so that the field of the threads in
 * which it keeps its seeds is free for the probe. It does so in three methods, where alone it reads
 * or stores a long through Unsafe; a class that does anything else with one is left as it is.
 */
public final class RandomTransformer implements ClassFileTransformer {
  private static final String RANDOM = "java/util/concurrent/ThreadLocalRandom";
  private static final String UNSAFE = "jdk/internal/misc/Unsafe";
  private static final String SEEDS = Type.getInternalName(Seeds.class);
  private static final String GET = "(Ljava/lang/Object;J)J";
  private static final String PUT = "(Ljava/lang/Object;JJ)V";

  private volatile boolean done;

  private RandomTransformer() {}

  /**
   * Loads the class so; for the start, when no thread has drawn yet.
   *
   * @return a sentence if it cannot be had so
   */
  public static @Nullable String install(Instrumentation instrumentation) {
    RandomTransformer transformer = new RandomTransformer();
    instrumentation.addTransformer(transformer, true);
    try {
      Class.forName(RANDOM.replace('/', '.'), false, null);
    } catch (ClassNotFoundException e) {
      // Then it has not been done.
    }
    if (transformer.done) {
      return null;
    }
    instrumentation.removeTransformer(transformer);
    return "java.util.concurrent.ThreadLocalRandom was in use before the recording began, or is not"
        + " as expected, so each recorded call has cost more than it need";
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (loader != null || !RANDOM.equals(name)) {
      return null;
    }
    try {
      byte[] woven = weave(classFile);
      done |= woven != null;
      return woven;
    } catch (RuntimeException ofNewerVersion) {
      return null;
    }
  }

  /** The class drawing from {@link Seeds}; null if it is not as expected. */
  static byte @Nullable [] weave(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    Weaver weaver = new Weaver(reader);
    reader.accept(weaver, 0);
    return weaver.drawn == 1 && weaver.begun > 0 && !weaver.unknown
        ? weaver.writer.toByteArray()
        : null;
  }

  private static final class Weaver extends ClassVisitor {
    private final ClassWriter writer;
    private int drawn;
    private int begun;
    private boolean unknown;

    Weaver(ClassReader reader) {
      super(Opcodes.ASM9);
      this.writer = new ClassWriter(reader, 0);
      this.cv = writer;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new Draws(
          this, name, super.visitMethod(access, name, descriptor, signature, exceptions));
    }
  }

  /** Where a method reads or stores a long through Unsafe. */
  private static final class Draws extends MethodVisitor {
    private final Weaver weaver;
    private final String method;

    Draws(Weaver weaver, String method, MethodVisitor next) {
      super(Opcodes.ASM9, next);
      this.weaver = weaver;
      this.method = method;
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean itf) {
      boolean get = name.equals("getLong") && desc.equals(GET);
      boolean put = name.equals("putLong") && desc.equals(PUT);
      if (!owner.equals(UNSAFE) || !name.contains("Long")) {
        super.visitMethodInsn(opcode, owner, name, desc, itf);
      } else if (get && (method.equals("nextSeed") || method.equals("writeObject"))) {
        weaver.drawn += method.equals("nextSeed") ? 1 : 0;
        seeds("next", GET);
      } else if (put && method.equals("localInit")) {
        weaver.begun++;
        seeds("begin", PUT);
      } else if (put && method.equals("nextSeed")) { // It has been, when it was drawn.
        super.visitInsn(Opcodes.POP2);
        super.visitInsn(Opcodes.POP2);
        super.visitInsn(Opcodes.POP2);
      } else {
        weaver.unknown = true;
      }
    }

    private void seeds(String name, String descriptor) {
      String withUnsafe = "(L" + UNSAFE + ";" + descriptor.substring(1);
      super.visitMethodInsn(Opcodes.INVOKESTATIC, SEEDS, name, withUnsafe, false);
    }
  }
}
