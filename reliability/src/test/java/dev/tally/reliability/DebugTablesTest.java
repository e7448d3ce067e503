// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ByteVector;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * Tables for debuggers that are wrong: obfuscators leave them behind, and the JVM does not mind. A
 * class that loads without us must load with us.
 */
class DebugTablesTest {
  private static final int CLASSES = 400;

  @Test
  void tablesOfRandomNumbers() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    ClassFiles files = new ClassFiles();
    for (int i = 0; i < CLASSES; i++) {
      boolean leaf = random.nextBoolean();
      // Class files of Java 1.4 may say of local variables what they like.
      files.run("Debug" + i, random.nextBoolean() ? V1_4 : V17, code -> code(code, random, leaf));
    }
    Ended recorded = files.sameRecorded();
    assertThat(recorded.out().lines().filter(line -> !line.contains("ClassFormatError")))
        .as("classes that load, seed %d", seed)
        .hasSizeGreaterThan(CLASSES / 4);
    assertThat(recorded.profile().leftOut())
        .as("seed %d", seed)
        .isNotEmpty()
        .hasSizeLessThan(CLASSES * 2 / 3)
        .allMatch(
            l ->
                l.reason()
                    .equals("its table of local variables names places between instructions"));
  }

  private static void code(MethodVisitor code, Random random, boolean leaf) {
    Label start = new Label();
    code.visitLabel(start);
    code.visitLineNumber(1 + random.nextInt(100), start);
    code.visitIntInsn(SIPUSH, 300);
    code.visitVarInsn(ISTORE, 0);
    code.visitLdcInsn("");
    code.visitVarInsn(ASTORE, 1);
    if (!leaf) {
      code.visitVarInsn(ALOAD, 1);
      code.visitMethodInsn(INVOKEVIRTUAL, "java/lang/String", "hashCode", "()I", false);
      code.visitVarInsn(ISTORE, 0);
    }
    code.visitVarInsn(ILOAD, 0);
    code.visitInsn(IRETURN);
    int bytes = leaf ? 9 : 14;
    for (int tables = random.nextInt(3); tables > 0; tables--) {
      code.visitAttribute(new RandomTable("LineNumberTable", random, bytes, 2));
    }
    if (random.nextBoolean()) {
      code.visitAttribute(new RandomTable("LocalVariableTable", random, bytes, 5));
    }
  }

  /** A table whose places are mostly within the code, but not where its instructions begin. */
  private static final class RandomTable extends Attribute {
    private final int columns;
    private final int[] numbers;

    RandomTable(String name, Random random, int bytes, int columns) {
      super(name);
      this.columns = columns;
      numbers = new int[columns * random.nextInt(4)];
      for (int i = 0; i < numbers.length; i += columns) {
        numbers[i] = random.nextInt(bytes);
        numbers[i + 1] = random.nextInt(columns == 2 ? 65_536 : bytes + 1 - numbers[i]);
        if (columns > 2) {
          numbers[i + 4] = random.nextInt(2);
        }
      }
    }

    @Override
    public boolean isCodeAttribute() {
      return true;
    }

    @Override
    protected ByteVector write(ClassWriter type, byte[] code, int length, int stack, int locals) {
      ByteVector table = new ByteVector();
      table.putShort(numbers.length / columns);
      for (int i = 0; i < numbers.length; i += columns) {
        table.putShort(numbers[i]);
        table.putShort(numbers[i + 1]);
        if (columns > 2) {
          table.putShort(type.newUTF8("local" + i));
          table.putShort(type.newUTF8("I"));
          table.putShort(numbers[i + 4]);
        }
      }
      return table;
    }

    @Override
    protected Attribute read(
        ClassReader type, int offset, int length, char[] buffer, int code, Label[] labels) {
      throw new UnsupportedOperationException();
    }
  }
}
