// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Handlers that javac would not write, but other compilers may. */
class HandlerTest {
  /**
   *
   *
   * <pre>
   *   try { return 1 / n; }
   *   catch (ArithmeticException e) { return new String(n == 0 ? "zero" : "other").length(); }
   * </pre>
   *
   * with the NEW as the handler's very first instruction, so that the frames between it and the
   * constructor's call name the handler's own label.
   */
  @Test
  void aHandlerMayBeginWithNew() throws ReflectiveOperationException {
    byte[] woven =
        Objects.requireNonNull(
            new CallTransformer(
                    new MethodFilter(List.of(), List.of()),
                    new MethodIds(),
                    new ProgramClasses(),
                    true,
                    true,
                    true)
                .weave(null, "Odd", classThatBeginsAHandlerWithNew(), true));
    Class<?> odd =
        new ClassLoader(getClass().getClassLoader()) {
          Class<?> define() {
            return defineClass("Odd", woven, 0, woven.length);
          }
        }.define();
    assertThat(odd.getMethod("m", int.class).invoke(null, 0)).isEqualTo(4);
    assertThat(odd.getMethod("m", int.class).invoke(null, 1)).isEqualTo(1);
  }

  private static byte[] classThatBeginsAHandlerWithNew() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Odd", null, "java/lang/Object", null);
    MethodVisitor m =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "m", "(I)I", null, null);
    Label from = new Label();
    Label handler = new Label();
    Label other = new Label();
    Label both = new Label();
    m.visitCode();
    m.visitTryCatchBlock(from, handler, handler, "java/lang/ArithmeticException");
    m.visitLabel(from);
    m.visitInsn(Opcodes.ICONST_1);
    m.visitVarInsn(Opcodes.ILOAD, 0);
    m.visitInsn(Opcodes.IDIV);
    m.visitInsn(Opcodes.IRETURN);
    m.visitLabel(handler);
    m.visitTypeInsn(Opcodes.NEW, "java/lang/String");
    m.visitInsn(Opcodes.DUP);
    m.visitVarInsn(Opcodes.ILOAD, 0);
    m.visitJumpInsn(Opcodes.IFNE, other);
    m.visitLdcInsn("zero");
    m.visitJumpInsn(Opcodes.GOTO, both);
    m.visitLabel(other);
    m.visitLdcInsn("other");
    m.visitLabel(both);
    m.visitMethodInsn(
        Opcodes.INVOKESPECIAL, "java/lang/String", "<init>", "(Ljava/lang/String;)V", false);
    m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "length", "()I", false);
    m.visitInsn(Opcodes.IRETURN);
    m.visitMaxs(0, 0);
    m.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
