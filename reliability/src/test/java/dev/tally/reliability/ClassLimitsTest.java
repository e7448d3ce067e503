// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import dev.tally.profile.LeftOut;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Classes at the limits of the class file, and of what HotSpot compiles. */
class ClassLimitsTest {
  private static final int MOST_COMPILED = 8_000;
  private static final int MOST_BYTES = 65_535;

  /** Probes must not make a method too large to be compiled, and may not make one too large. */
  @ParameterizedTest
  @ValueSource(ints = {1_000, MOST_COMPILED, MOST_COMPILED + 1, 32_767, 65_000, MOST_BYTES})
  void methodsOfSoManyBytes(int bytes) throws Exception {
    ClassFiles files = new ClassFiles();
    files.run("Sized", V17, code -> counting(code, bytes));
    Ended recorded = files.sameRecorded();
    List<LeftOut> leftOut =
        switch (bytes) {
          case MOST_COMPILED ->
              List.of(
                  new LeftOut(
                      "Sized.run", "would grow past 8,000 bytes, more than the JVM compiles"));
          case MOST_BYTES -> List.of(new LeftOut("Sized.run", "would grow past 65,535 bytes"));
          default -> List.of();
        };
    assertThat(recorded.profile().leftOut()).isEqualTo(leftOut);
    assertThat(recorded.calls("Sized", "run")).isEqualTo(leftOut.isEmpty() ? 1 : 0);
  }

  /** A method that would be too large with all of its probes loses those at calls into the JDK. */
  @Test
  void callsIntoTheJdkLoseTheirProbesFirst() throws Exception {
    ClassFiles files = new ClassFiles();
    files.run(
        "Calls",
        V17,
        code -> {
          code.visitInsn(ICONST_0);
          for (int i = 0; i < 1_500; i++) {
            code.visitMethodInsn(INVOKESTATIC, "java/lang/Integer", "reverse", "(I)I", false);
          }
          code.visitInsn(IRETURN);
        });
    Ended recorded = files.sameRecorded();
    assertThat(recorded.calls("Calls", "run")).isEqualTo(1);
    assertThat(recorded.calls("java.lang.Integer", "reverse")).isZero();
  }

  /** A jump that a probe pushes past 32,767 bytes is written anew, with frames and without. */
  @ParameterizedTest
  @CsvSource({"1.4, 48", "6, 50", "17, 61"})
  void jumpsThatBecomeTooFar(String java, int version) throws Exception {
    ClassFiles files = new ClassFiles();
    for (int distance = 32_740; distance <= 32_764; distance += 4) {
      int bytes = distance;
      files.run("Far" + distance, version, code -> loopingFar(code, bytes, version >= V1_6));
    }
    Ended recorded = files.sameRecorded();
    assertThat(recorded.profile().leftOut()).isEmpty();
    assertThat(recorded.calls("Far32760", "run")).isEqualTo(1);
    assertThat(recorded.calls("java.lang.Integer", "reverse")).isEqualTo(4L * files.count());
  }

  @Test
  void everyVersionOfTheClassFile() throws Exception {
    ClassFiles files = new ClassFiles();
    for (int major = 45; major < 44 + Programs.FEATURE; major++) {
      // 1.0.2 and 1.1 are told apart by the minor version, previews by all its bits.
      int version = major == 45 ? V1_1 : major;
      files.run("Version" + major, version, code -> counting(code, 100));
    }
    files.run("Preview", (44 + Programs.FEATURE) | V_PREVIEW, code -> counting(code, 100));
    Ended recorded =
        Ended.same(
            files.program().options("--enable-preview"),
            files.program().options("--enable-preview").recorded());
    assertThat(recorded.profile().leftOut()).isEmpty();
    assertThat(recorded.out().lines())
        .hasSize(files.count())
        .allMatch(line -> line.contains(" 30 1 0 "));
    assertThat(recorded.calls("Version45", "run")).isEqualTo(1);
    assertThat(recorded.calls("Preview", "run")).isEqualTo(1);
  }

  @Test
  void thousandsOfFieldsAndMethods() throws Exception {
    ClassFiles files = new ClassFiles();
    files.add(
        "Fields",
        V17,
        type -> {
          for (int i = 0; i < 50_000; i++) {
            type.visitField(ACC_STATIC, "f" + i, "I", null, null).visitEnd();
          }
          ClassFiles.method(type, "run", code -> counting(code, 100));
        });
    files.add(
        "Methods",
        V17,
        type -> {
          for (int i = 0; i < 20_000; i++) {
            ClassFiles.method(type, "m" + i, code -> counting(code, 10));
          }
          ClassFiles.method(
              type,
              "run",
              code -> {
                code.visitInsn(ICONST_0);
                for (int i = 0; i < 10_000; i++) {
                  code.visitMethodInsn(INVOKESTATIC, "Methods", "m" + i, "()I", false);
                  code.visitInsn(IADD);
                }
                code.visitInsn(IRETURN);
              });
        });
    Ended recorded = files.sameRecorded();
    assertThat(recorded.profile().leftOut()).isEmpty();
    assertThat(recorded.calls("Fields", "run")).isEqualTo(1);
    assertThat(recorded.calls("Methods", "m9999")).isEqualTo(1);
  }

  @Test
  void aConstantPoolWithoutRoomForAProbe() throws Exception {
    ClassFiles files = new ClassFiles();
    files.add(
        "Full",
        V17,
        type -> {
          for (int i = 0; i < 65_520; i++) {
            type.visitField(ACC_STATIC, "f" + i, "I", null, null).visitEnd();
          }
          ClassFiles.method(type, "run", code -> counting(code, 100));
        });
    assertThat(files.sameRecorded().profile().leftOut())
        .containsExactly(new LeftOut("Full", "the constant pool would grow past 65,535 entries"));
  }

  @ParameterizedTest
  @CsvSource({"65531, 1", "65532, 0"})
  void methodsOfSoManyLocals(int locals, int calls) throws Exception {
    ClassFiles files = new ClassFiles();
    files.run(
        "Locals",
        V17,
        code -> {
          code.visitInsn(ICONST_3);
          code.visitVarInsn(ISTORE, locals - 1);
          code.visitVarInsn(ILOAD, locals - 1);
          code.visitMethodInsn(INVOKESTATIC, "java/lang/Integer", "reverse", "(I)I", false);
          code.visitInsn(IRETURN);
        });
    Ended recorded = files.sameRecorded();
    assertThat(recorded.calls("Locals", "run")).isEqualTo(calls);
    assertThat(recorded.profile().leftOut())
        .hasSize(1 - calls)
        .allMatch(l -> l.reason().equals("has no room for another local variable"));
  }

  @Test
  void thousandsOfHandlers() throws Exception {
    ClassFiles files = new ClassFiles();
    files.run(
        "Handlers",
        V1_4,
        code -> {
          for (int i = 0; i < 2_000; i++) {
            Label from = new Label();
            Label handler = new Label();
            Label next = new Label();
            code.visitTryCatchBlock(from, handler, handler, "java/lang/ArithmeticException");
            code.visitLabel(from);
            code.visitInsn(ICONST_1);
            code.visitInsn(ICONST_0);
            code.visitInsn(IDIV);
            code.visitInsn(IRETURN);
            code.visitLabel(handler);
            code.visitInsn(POP);
            code.visitLabel(next);
          }
          code.visitInsn(ICONST_5);
          code.visitInsn(IRETURN);
        });
    assertThat(files.sameRecorded().calls("Handlers", "run")).isEqualTo(1);
  }

  /** Code of exactly so many bytes that counts, and is no bounded leaf. */
  private static void counting(MethodVisitor code, int bytes) {
    code.visitInsn(ICONST_0);
    code.visitVarInsn(ISTORE, 0);
    code.visitVarInsn(ILOAD, 0);
    code.visitMethodInsn(INVOKESTATIC, "java/lang/Thread", "yield", "()V", false);
    code.visitInsn(POP);
    padding(code, bytes - 9);
    code.visitVarInsn(ILOAD, 0);
    code.visitInsn(IRETURN);
  }

  private static void padding(MethodVisitor code, int bytes) {
    int left = bytes;
    for (; left % 3 != 0; left--) {
      code.visitInsn(NOP);
    }
    for (; left > 0; left -= 3) {
      code.visitIincInsn(0, 1);
    }
  }

  /** Goes round a long loop twice: a jump back and one out of it, both nearly too far. */
  private static void loopingFar(MethodVisitor code, int bytes, boolean frames) {
    Label again = new Label();
    Label out = new Label();
    code.visitInsn(ICONST_0);
    code.visitVarInsn(ISTORE, 0);
    code.visitLdcInsn(40_000);
    code.visitVarInsn(ISTORE, 1);
    code.visitLabel(again);
    frame(code, frames);
    code.visitVarInsn(ILOAD, 1);
    code.visitMethodInsn(INVOKESTATIC, "java/lang/Integer", "reverse", "(I)I", false);
    code.visitInsn(POP);
    code.visitVarInsn(ILOAD, 0);
    code.visitVarInsn(ILOAD, 1);
    code.visitJumpInsn(IF_ICMPGT, out);
    padding(code, bytes);
    code.visitVarInsn(ILOAD, 0);
    code.visitVarInsn(ILOAD, 1);
    code.visitJumpInsn(IF_ICMPLE, again);
    code.visitLabel(out);
    frame(code, frames);
    code.visitVarInsn(ILOAD, 0);
    code.visitInsn(IRETURN);
  }

  private static void frame(MethodVisitor code, boolean frames) {
    if (frames) {
      code.visitFrame(F_NEW, 2, new Object[] {INTEGER, INTEGER}, 0, new Object[0]);
    }
  }
}
