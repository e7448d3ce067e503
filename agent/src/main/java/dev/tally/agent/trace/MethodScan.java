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
  private final String name;
  private final Set<Label> behind = new HashSet<>();

  final int access;

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

  /** Calls, and whether there is nothing else but that arguments are loaded, cast and returned. */
  private int calls;

  private boolean onlyCalls = true;

  /** Whether a call is of a method of the same name, and whether as languages with traits do it. */
  private boolean callsNamesake;

  private boolean callsMixin;

  MethodScan(String owner, String name, int access) {
    super(Opcodes.ASM9);
    this.owner = owner;
    this.name = name;
    this.access = access;
    this.boundedLeaf = (access & Opcodes.ACC_SYNCHRONIZED) == 0 && !name.equals("<clinit>");
  }

  /**
   * Whether nobody wrote this method: it is there to call the one of its name that somebody wrote,
   * for other types (javac's bridges), or for a class that has it from a trait or an object
   * (Scala's and Kotlin's, which say so by no flag).
   */
  boolean isBridge() {
    boolean made = (access & (Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC)) != 0;
    return (made && callsNamesake) || (callsMixin && calls == 1 && onlyCalls);
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
    onlyCalls = false;
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
    calls++;
    boolean isStatic = opcode == Opcodes.INVOKESTATIC;
    callsNamesake |= name.equals(this.name);
    callsMixin |=
        (isStatic && itf)
            ? name.length() == this.name.length() + 1
                && name.startsWith(this.name)
                && name.endsWith("$")
            : name.equals(this.name)
                && (isStatic ? type.endsWith("$DefaultImpls") : isModuleOf(type));
  }

  /** Whether the class is that of the Scala object whose methods this static one gives to Java. */
  private boolean isModuleOf(String type) {
    return (access & Opcodes.ACC_STATIC) != 0
        && type.length() == owner.length() + 1
        && type.startsWith(owner)
        && type.endsWith("$");
  }

  /** Every constructor, or every record's, calls it, and it does nothing. */
  static boolean isObjectConstructor(String type, String name) {
    return name.equals("<init>")
        && (type.equals("java/lang/Object") || type.equals("java/lang/Record"));
  }

  @Override
  public void visitInvokeDynamicInsn(String name, String desc, Handle bootstrap, Object... args) {
    boundedLeaf = false;
    onlyCalls = false;
  }

  @Override
  public void visitFieldInsn(int opcode, String type, String name, String desc) {
    if ((opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC) && !type.equals(owner)) {
      boundedLeaf = false;
    }
    onlyCalls &= name.equals("MODULE$");
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    onlyCalls &= opcode <= Opcodes.ALOAD;
  }

  @Override
  public void visitIincInsn(int index, int increment) {
    onlyCalls = false;
  }

  @Override
  public void visitLdcInsn(Object value) {
    onlyCalls = false;
    if (!(value instanceof Number || value instanceof String)) {
      boundedLeaf = false;
    }
  }

  @Override
  public void visitInsn(int opcode) {
    onlyCalls &= opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
    if (opcode == Opcodes.ATHROW
        || opcode == Opcodes.MONITORENTER
        || opcode == Opcodes.MONITOREXIT) {
      boundedLeaf = false;
    }
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    onlyCalls = false;
    if (opcode == Opcodes.NEWARRAY) {
      boundedLeaf = false;
    }
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    onlyCalls &= opcode == Opcodes.CHECKCAST;
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
