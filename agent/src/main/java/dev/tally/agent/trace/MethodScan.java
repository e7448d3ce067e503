// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What must be known of a method before its first instruction is rewritten: its first line, its
 * locals, and whether it is a bounded leaf.
 *
 * <p>A bounded leaf has no loop, call, array allocation, monitor or throw, and nothing that may
 * initialise another class: it cannot take long, so it is counted at the price of one short call
 * and its time stays with its caller, as it does when the compiler inlines it.
 */
final class MethodScan extends MethodVisitor {
  private final String owner;
  private final Set<Label> behind = new HashSet<>();

  /** Smallest line number, 0 if there is none. */
  int firstLine;

  /** Line of the first instruction that has one, 0 if there is none. */
  int entryLine;

  int maxLocals;
  int maxStack;
  boolean hasCode;
  boolean boundedLeaf;

  /**
   * Whether the table of local variables, which is for debuggers, says such nonsense as obfuscators
   * write. Moved by what is inserted it would be nonsense that the JVM refuses.
   */
  boolean localsBetweenInstructions;

  MethodScan(String owner, String name, int access) {
    super(Opcodes.ASM9);
    this.owner = owner;
    this.boundedLeaf = (access & Opcodes.ACC_SYNCHRONIZED) == 0 && !name.equals("<clinit>");
  }

  @Override
  public void visitCode() {
    hasCode = true;
  }

  @Override
  public void visitLineNumber(int line, Label start) {
    if (entryLine == 0) {
      entryLine = line;
    }
    if (firstLine == 0 || line < firstLine) {
      firstLine = line;
    }
  }

  @Override
  public void visitLabel(Label label) {
    behind.add(label);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    if (behind.contains(label) || opcode == Opcodes.JSR) {
      boundedLeaf = false;
    }
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label dflt, Label... labels) {
    visitSwitch(dflt, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label dflt, int[] keys, Label[] labels) {
    visitSwitch(dflt, labels);
  }

  private void visitSwitch(Label dflt, Label[] labels) {
    visitJumpInsn(Opcodes.GOTO, dflt);
    for (Label label : labels) {
      visitJumpInsn(Opcodes.GOTO, label);
    }
  }

  @Override
  public void visitMethodInsn(int opcode, String type, String name, String desc, boolean itf) {
    if (!isObjectConstructor(type, name)) {
      boundedLeaf = false;
    }
  }

  /** Every constructor, or every record's, calls it, and it does nothing. */
  static boolean isObjectConstructor(String type, String name) {
    return name.equals("<init>")
        && (type.equals("java/lang/Object") || type.equals("java/lang/Record"));
  }

  @Override
  public void visitInvokeDynamicInsn(String name, String desc, Handle bootstrap, Object... args) {
    boundedLeaf = false;
  }

  @Override
  public void visitFieldInsn(int opcode, String type, String name, String desc) {
    if ((opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC) && !type.equals(owner)) {
      boundedLeaf = false;
    }
  }

  @Override
  public void visitLdcInsn(Object value) {
    if (!(value instanceof Number || value instanceof String)) {
      boundedLeaf = false;
    }
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.ATHROW
        || opcode == Opcodes.MONITORENTER
        || opcode == Opcodes.MONITOREXIT) {
      boundedLeaf = false;
    }
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    if (opcode == Opcodes.NEWARRAY) {
      boundedLeaf = false;
    }
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    if (opcode == Opcodes.ANEWARRAY || opcode == Opcodes.NEW) {
      boundedLeaf = false;
    }
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    boundedLeaf = false;
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
    boundedLeaf = false;
  }

  @Override
  public void visitLocalVariable(
      String name, String type, String generic, Label from, Label to, int index) {
    localsBetweenInstructions |= !behind.contains(from) || !behind.contains(to);
  }

  @Override
  public void visitMaxs(int stack, int locals) {
    maxStack = stack;
    maxLocals = locals;
  }
}
