// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import dev.tally.probe.Seeds;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.Objects;
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
 *
 * <p>Some programs have a {@code ThreadLocalRandom} of their own, which keeps its seeds in the same
 * field through {@code sun.misc.Unsafe}. That class, seldom loaded, is made to keep them elsewhere.
 */
public final class RandomTransformer implements ClassFileTransformer {
  private static final String RANDOM = "java/util/concurrent/ThreadLocalRandom";
  private static final String UNSAFE = "jdk/internal/misc/Unsafe";
  private static final String PROGRAMS_UNSAFE = "sun/misc/Unsafe";
  private static final String SEEDS = Type.getInternalName(Seeds.class);
  private static final String OBJECT_AND_OFFSET = "(Ljava/lang/Object;J";
  private static final String GET = OBJECT_AND_OFFSET + ")J";
  private static final String PUT = OBJECT_AND_OFFSET + "J)V";

  private volatile boolean randomDone;
  private volatile boolean unsafeDone;

  private RandomTransformer() {}

  /**
   * Loads the class so; for the start, when no thread has drawn yet.
   *
   * @param first whether nothing of the program or of other agents has run yet
   * @return a sentence if it cannot be had so
   */
  public static @Nullable String install(Instrumentation instrumentation, boolean first) {
    // What weaving takes is loaded before: that uses maps of the JDK's, too.
    Objects.requireNonNull(Weaver.class);
    Objects.requireNonNull(Draws.class);
    RandomTransformer transformer = new RandomTransformer();
    instrumentation.addTransformer(transformer, true);
    load(RANDOM);
    if (!transformer.randomDone && first) {
      transformer.weaveLoaded(instrumentation);
    }
    if (transformer.randomDone && (first || transformer.isUnsafeUnused())) {
      return null;
    }
    instrumentation.removeTransformer(transformer);
    return "java.util.concurrent.ThreadLocalRandom or sun.misc.Unsafe was in use before the"
        + " recording began, or is not as expected: each recorded call cost half as much again";
  }

  /**
   * Where threads of ours or of the JDK's contend for a map as the JVM starts, they draw. None is
   * left that does so when this is called, and seeds mean nothing to any of them.
   */
  private void weaveLoaded(Instrumentation instrumentation) {
    try {
      instrumentation.retransformClasses(Class.forName(RANDOM.replace('/', '.'), false, null));
      randomDone &= Seeds.forget();
    } catch (ReflectiveOperationException | UnmodifiableClassException | LinkageError e) {
      randomDone = false;
    }
  }

  /** If it has been used, seeds may be in the field already. */
  private boolean isUnsafeUnused() {
    return !load(PROGRAMS_UNSAFE) || unsafeDone;
  }

  /** Returns whether there is such a class. */
  private static boolean load(String name) {
    try {
      Class.forName(name.replace('/', '.'), false, null);
      return true;
    } catch (ClassNotFoundException withoutJdkUnsupported) {
      return false;
    }
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (loader != null || !(RANDOM.equals(name) || PROGRAMS_UNSAFE.equals(name))) {
      return null;
    }
    try {
      if (PROGRAMS_UNSAFE.equals(name)) {
        byte[] woven = weaveUnsafe(classFile);
        unsafeDone = true;
        return woven;
      }
      byte[] woven = weave(classFile, randomDone);
      randomDone |= woven != null;
      return woven;
    } catch (RuntimeException ofNewerVersion) {
      return null;
    }
  }

  /**
   * The class drawing from {@link Seeds}; null if it is not as expected.
   *
   * @param again whether it has been woven before, so that the field is taken whatever comes
   */
  static byte @Nullable [] weave(byte[] classFile, boolean again) {
    ClassReader reader = new ClassReader(classFile);
    Weaver weaver = new Weaver(reader);
    reader.accept(weaver, 0);
    return again || (weaver.drawn == 1 && weaver.begun > 0 && !weaver.unknown)
        ? weaver.writer.toByteArray()
        : null;
  }

  /** The class whose accesses to a long in an object ask first where that is. */
  static byte[] weaveUnsafe(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            return name.contains("Long") && descriptor.startsWith(OBJECT_AND_OFFSET)
                ? new Accesses(next)
                : next;
          }
        },
        0);
    return writer.toByteArray();
  }

  /** A method of {@code sun.misc.Unsafe}; its first arguments are an object and an offset. */
  private static final class Accesses extends MethodVisitor {
    Accesses(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      seeds("offset", "J");
      seeds("holder", "Ljava/lang/Object;");
      super.visitVarInsn(Opcodes.ASTORE, 1);
      super.visitVarInsn(Opcodes.LSTORE, 2);
    }

    private void seeds(String name, String result) {
      super.visitVarInsn(Opcodes.ALOAD, 1);
      super.visitVarInsn(Opcodes.LLOAD, 2);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC, SEEDS, name, OBJECT_AND_OFFSET + ")" + result, false);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(Math.max(maxStack, 5), maxLocals);
    }
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
