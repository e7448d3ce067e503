// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * Class files that no compiler makes any more, or ever made, and that the JVM accepts: rewritten,
 * they still verify and do the same.
 */
class OddClassesTest {
  private static final int PRINTS = 7;

  /** {@code finally} as it was compiled up to Java 1.4: a subroutine, without frames. */
  @Test
  void subroutines() throws Exception {
    same(
        V1_4,
        code -> {
          Label subroutine = new Label();
          code.visitIntInsn(BIPUSH, PRINTS);
          code.visitVarInsn(ISTORE, 1);
          code.visitJumpInsn(JSR, subroutine);
          code.visitJumpInsn(JSR, subroutine);
          code.visitInsn(RETURN);
          code.visitLabel(subroutine);
          code.visitVarInsn(ASTORE, 2);
          print(code, 1);
          code.visitVarInsn(RET, 2);
        },
        "7\n7\n");
  }

  /** A frame names the new object by the label that is also the handler's. */
  @Test
  void aHandlerThatBeginsWithNew() throws Exception {
    same(
        V17,
        code -> {
          Label from = new Label();
          Label handler = new Label();
          Label zero = new Label();
          Label join = new Label();
          code.visitTryCatchBlock(from, handler, handler, "java/lang/ArithmeticException");
          code.visitLabel(from);
          code.visitInsn(ICONST_1);
          code.visitInsn(ICONST_0);
          code.visitInsn(IDIV);
          code.visitInsn(POP);
          code.visitInsn(RETURN);
          code.visitLabel(handler);
          Object[] main = {"[Ljava/lang/String;"};
          code.visitFrame(F_NEW, 1, main, 1, new Object[] {"java/lang/ArithmeticException"});
          code.visitTypeInsn(NEW, "java/lang/Integer");
          code.visitInsn(DUP);
          code.visitVarInsn(ALOAD, 0);
          code.visitJumpInsn(IFNULL, zero);
          code.visitIntInsn(BIPUSH, PRINTS);
          code.visitJumpInsn(GOTO, join);
          code.visitLabel(zero);
          Object exception = "java/lang/ArithmeticException";
          code.visitFrame(F_NEW, 1, main, 3, new Object[] {exception, handler, handler});
          code.visitInsn(ICONST_0);
          code.visitLabel(join);
          code.visitFrame(F_NEW, 1, main, 4, new Object[] {exception, handler, handler, INTEGER});
          code.visitMethodInsn(INVOKESPECIAL, "java/lang/Integer", "<init>", "(I)V", false);
          code.visitMethodInsn(INVOKEVIRTUAL, "java/lang/Integer", "intValue", "()I", false);
          code.visitVarInsn(ISTORE, 1);
          print(code, 1);
          code.visitInsn(RETURN);
        },
        "7\n");
  }

  /** A handler that also handles what it throws itself, as compilers make for monitors. */
  @Test
  void aHandlerThatCoversItself() throws Exception {
    same(
        V1_5,
        code -> {
          Label from = new Label();
          Label handler = new Label();
          Label to = new Label();
          code.visitTryCatchBlock(from, to, handler, null);
          code.visitIntInsn(BIPUSH, PRINTS);
          code.visitVarInsn(ISTORE, 1);
          code.visitLabel(from);
          code.visitInsn(ICONST_1);
          code.visitInsn(ICONST_0);
          code.visitInsn(IDIV);
          code.visitInsn(POP);
          code.visitInsn(RETURN);
          code.visitLabel(handler);
          code.visitVarInsn(ASTORE, 2);
          code.visitLabel(to);
          print(code, 1);
          code.visitInsn(RETURN);
        },
        "7\n");
  }

  private static void print(MethodVisitor code, int local) {
    code.visitFieldInsn(GETSTATIC, "java/lang/System", "out", "Ljava/io/PrintStream;");
    code.visitVarInsn(ILOAD, local);
    code.visitMethodInsn(INVOKEVIRTUAL, "java/io/PrintStream", "println", "(I)V", false);
  }

  private static void same(int version, Consumer<MethodVisitor> main, String out) throws Exception {
    Ended plain = run(Jvm.program("Odd"), version, main);
    assertThat(plain.out()).as(plain.err()).isEqualTo(out);
    Ended recorded = run(Jvm.program("Odd").recorded(), version, main);
    assertThat(recorded.err()).isEmpty();
    assertThat(recorded.out()).isEqualTo(out);
    assertThat(recorded.profile().leftOut()).isEmpty();
    assertThat(recorded.calls("Odd", "main")).isEqualTo(1);
  }

  private static Ended run(Jvm jvm, int version, Consumer<MethodVisitor> main)
      throws IOException, InterruptedException {
    ClassWriter odd = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    odd.visit(version, ACC_PUBLIC | ACC_SUPER, "Odd", null, "java/lang/Object", null);
    MethodVisitor code =
        odd.visitMethod(ACC_PUBLIC | ACC_STATIC, "main", "([Ljava/lang/String;)V", null, null);
    code.visitCode();
    main.accept(code);
    code.visitMaxs(0, 0);
    code.visitEnd();
    odd.visitEnd();
    Path classes = Files.createDirectories(jvm.folder.resolve("classes"));
    Files.write(classes.resolve("Odd.class"), odd.toByteArray());
    return jvm.alsoOnClassPath(classes.toString()).options("-Xverify:all").run();
  }
}
