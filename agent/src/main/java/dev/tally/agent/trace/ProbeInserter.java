// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import dev.tally.probe.Probe;
import dev.tally.probe.Row;
import dev.tally.probe.Rows;
import dev.tally.probe.Waits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Weaves the probe calls into one method, as {@link Probe} shows them.
 *
 * <p>What the probes want to know again at the call's end, a long, lives in one new local behind
 * all others. Not behind the arguments, where it would be shorter to reach: some compilers reuse
 * argument slots for wider values, and the existing numbering stays valid for every debugger table.
 * The local is added to every stack-map frame by hand; computing frames would load the program's
 * classes. Another long behind it is the same for a call into the JDK, and in no frame: nothing
 * jumps in between.
 *
 * <p>A constructor is entered at its very start, so that the superclass's constructor is seen to be
 * called by it. There are two handlers that notice an exception then, for before and after {@code
 * super(...)}, because a frame says whether {@code this} is initialised. None may cover that call
 * itself (docs/decisions/04): probes around it tell the recorder. Before stack-map frames, up to
 * version 49 of the class file, one handler may cover everything.
 *
 * <p>The visitor is fed with expanded frames.
 */
final class ProbeInserter extends MethodVisitor {
  private static final String PROBE = Type.getInternalName(Probe.class);
  private static final String ROWS = Type.getInternalName(Rows.class);
  private static final String WAITS = Type.getInternalName(Waits.class);
  private static final String ROW = Type.getInternalName(Row.class);

  private final int id;
  private final String owner;

  /** Whether this is a constructor with frames. */
  private final boolean constructor;

  private final boolean hasFrames;
  private final int callerLocal;
  private final int calleeLocal;
  private final Type result;
  private final int entryLine;
  private final Callees callees;

  /** What the method makes a row of, if it does. The row is in a second local behind the first. */
  private final @Nullable RowCall row;

  /** Whether this is one of {@link JdkWaits}. */
  private final boolean waiting;

  private final Set<Label> handlers = new HashSet<>();
  private final Set<Label> visited = new HashSet<>();

  /** Of handlers that may cover their own start: the start and end of what they cover. */
  private final Map<Label, List<Label>> coverage = new HashMap<>();

  /** Whether a handler has begun and its resume is still to come. */
  private boolean atHandler;

  /** Labels of the handler whose first instruction comes next. */
  private final List<Label> handlerLabels = new ArrayList<>();

  /** By their old label: NEW instructions that a probe before them has moved; frames name them. */
  private final Map<Label, Label> movedNews = new HashMap<>();

  /** Whether that handler also handles what its own first instructions throw. */
  private boolean handlesItself;

  /** Start of the code that the handler covers and that is being visited; null outside. */
  private @Nullable Label coveredFrom;

  private final List<Label> covered = new ArrayList<>();

  /** The same where {@code this} is not initialised. */
  private final List<Label> coveredEarly = new ArrayList<>();

  /** Whether {@code this} is not initialised in the code that is being visited. */
  private boolean early;

  /** Whether such code does more than to load the arguments of {@code super(...)}. */
  private boolean throwsEarly;

  private int newsOpen;

  private final Label start = new Label();
  private final Label end = new Label();
  private int insertedBytes;
  private boolean insertedCallees;

  /** A callee that gets a row of its own at the call, because it gets no probes of its own. */
  record Callee(int id, boolean bounded) {}

  /** Which callees those are. */
  interface Callees {
    /** Null for all others. */
    @Nullable Callee of(String owner, String name, String descriptor);
  }

  /**
   * @param id the method's number; negative if it is not recorded and only makes rows
   * @param owner internal name of its class
   * @param constructor whether this is {@code <init>}
   * @param hasFrames whether the class's version has stack-map frames
   * @param callees which calls get probes of their own
   * @param row what the method makes a row of; null for nothing
   * @param waiting whether it is one of {@link JdkWaits}
   */
  ProbeInserter(
      MethodVisitor next,
      int id,
      String owner,
      String descriptor,
      MethodScan scan,
      boolean constructor,
      boolean hasFrames,
      Callees callees,
      @Nullable RowCall row,
      boolean waiting) {
    super(Opcodes.ASM9, next);
    this.id = id;
    this.owner = owner;
    this.result = Type.getReturnType(descriptor);
    this.constructor = constructor && hasFrames;
    this.hasFrames = hasFrames;
    this.callerLocal = scan.maxLocals;
    this.calleeLocal = scan.maxLocals + (row == null ? 2 : 3);
    this.entryLine = scan.entryLine;
    this.callees = callees;
    this.row = row;
    this.waiting = waiting;
  }

  /** Size of the woven code in bytes; valid once the class has been written. */
  int wovenBytes() {
    return end.getOffset() - start.getOffset();
  }

  /** How much of that was inserted, to a byte for each constant that needs an LDC. */
  int insertedBytes() {
    return insertedBytes;
  }

  /** Whether calls got probes. */
  boolean insertedCallees() {
    return insertedCallees;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    super.visitLabel(start);
    if (entryLine != 0) {
      super.visitLineNumber(entryLine, start); // For the trace of a stack that ends in the probe.
    }
    if (waiting) {
      pushInt(id);
      super.visitMethodInsn(Opcodes.INVOKESTATIC, WAITS, "enter", "(I)J", false);
      insertedBytes += 3;
    } else if (id >= 0) {
      pushInt(id);
      probe("enter", "(I)J");
    } else {
      rows("none", "()J");
    }
    super.visitVarInsn(Opcodes.LSTORE, callerLocal);
    insertedBytes += bytes(callerLocal);
    if (row != null) {
      enterRow(row);
    }
    early = constructor;
    cover();
  }

  private void enterRow(RowCall row) {
    loadOrNull(row.object());
    loadOrNull(row.text());
    rows(row.find(), "(Ljava/lang/Object;Ljava/lang/String;)L" + ROW + ";");
    super.visitVarInsn(Opcodes.ASTORE, callerLocal + 2);
    if (row.what() >= 0) {
      loadCaller();
      loadRow();
      pushInt(what(row));
      rows("enter", "(JL" + ROW + ";I)J");
      super.visitVarInsn(Opcodes.LSTORE, callerLocal);
      insertedBytes += bytes(callerLocal);
    }
  }

  private void loadOrNull(int local) {
    if (local < 0) {
      super.visitInsn(Opcodes.ACONST_NULL);
    } else {
      super.visitVarInsn(Opcodes.ALOAD, local);
    }
    insertedBytes += 2;
  }

  private void loadRow() {
    super.visitVarInsn(Opcodes.ALOAD, callerLocal + 2);
    insertedBytes += 4;
  }

  private int what(RowCall row) {
    return row.what() | (id >= 0 ? Rows.RECORDED : 0);
  }

  /** Before a return; what is returned is on the stack. */
  private void leave() {
    if (row != null && row.found() != null) {
      super.visitInsn(Opcodes.DUP);
      loadRow();
      rows(row.found(), "(Ljava/lang/Object;L" + ROW + ";)V");
    } else if (row != null && row.counted() != null) {
      boolean fetch = (row.what() & Rows.FETCH) != 0;
      super.visitInsn(Opcodes.DUP);
      loadCaller();
      rows(row.counted(), fetch ? "(ZJ)V" : "(Ljava/lang/Object;J)V");
    }
    if (row != null && row.what() >= 0) {
      end("exit");
    } else {
      exit(result, callerLocal);
    }
  }

  /** The result, if any, is on the stack. */
  private void exit(Type result, int local) {
    String type =
        switch (result.getSort()) {
          case Type.INT, Type.LONG, Type.FLOAT, Type.DOUBLE -> result.getDescriptor();
          case Type.OBJECT, Type.ARRAY -> "Ljava/lang/Object;";
          default -> ""; // Of the others the compiler knows that they are not so large.
        };
    if (!type.isEmpty()) {
      super.visitInsn(result.getSize() == 2 ? Opcodes.DUP2 : Opcodes.DUP);
      insertedBytes++;
    }
    super.visitVarInsn(Opcodes.LLOAD, local);
    insertedBytes += bytes(local);
    probe("exit", "(" + type + "J)V");
  }

  /** Ends the row and the method, as far as there are such. */
  private void end(String how) {
    if (row != null && row.what() >= 0) {
      loadCaller();
      pushInt(what(row));
      rows(how, "(JI)V");
    } else {
      loadCaller();
      probe(how, "(J)V");
    }
  }

  @Override
  public void visitTryCatchBlock(Label from, Label to, Label handler, String type) {
    handlers.add(handler);
    List<Label> ranges = coverage.computeIfAbsent(handler, h -> new ArrayList<>());
    ranges.add(from);
    ranges.add(to);
    super.visitTryCatchBlock(from, to, handler, type);
  }

  @Override
  public void visitLabel(Label label) {
    super.visitLabel(label);
    visited.add(label);
    if (handlers.contains(label)) {
      atHandler = true;
      handlesItself = handlesItself(label);
    }
    if (atHandler) {
      handlerLabels.add(label);
    }
  }

  private boolean handlesItself(Label handler) {
    List<Label> ranges = coverage.getOrDefault(handler, List.of());
    for (int i = 0; i < ranges.size(); i += 2) {
      if (visited.contains(ranges.get(i)) && !visited.contains(ranges.get(i + 1))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void visitFrame(int type, int numLocal, Object[] local, int numStack, Object[] stack) {
    if (constructor) {
      boolean before =
          Arrays.asList(local).subList(0, numLocal).contains(Opcodes.UNINITIALIZED_THIS);
      boolean coverable = !before || local[0] == Opcodes.UNINITIALIZED_THIS;
      if (before != early || coverable != (coveredFrom != null)) {
        uncover();
        early = before;
        if (coverable) {
          cover();
        }
      }
      newsOpen = newsOpen(local, numLocal, stack, numStack);
    }
    Object[] wider = new Object[callerLocal + 2];
    int entries = 0;
    int slots = 0;
    for (; entries < numLocal; entries++) {
      wider[entries] = moved(local[entries]);
      slots += local[entries] == Opcodes.LONG || local[entries] == Opcodes.DOUBLE ? 2 : 1;
    }
    Object[] deep = new Object[numStack];
    for (int i = 0; i < numStack; i++) {
      deep[i] = moved(stack[i]);
    }
    super.visitFrame(Opcodes.F_NEW, withCaller(wider, entries, slots), wider, numStack, deep);
  }

  private Object moved(Object type) {
    return type instanceof Label label ? movedNews.getOrDefault(label, label) : type;
  }

  /** Objects that are allocated and not yet constructed, where paths of control meet. */
  private static int newsOpen(Object[] local, int numLocal, Object[] stack, int numStack) {
    Set<Object> news = new HashSet<>();
    for (Object type : Arrays.asList(local).subList(0, numLocal)) {
      if (type instanceof Label) {
        news.add(type);
      }
    }
    for (Object type : Arrays.asList(stack).subList(0, numStack)) {
      if (type instanceof Label) {
        news.add(type);
      }
    }
    return news.size();
  }

  /** Fills up with unusable slots and adds the context; returns the number of entries. */
  private int withCaller(Object[] locals, int entries, int slots) {
    int next = entries;
    for (int slot = slots; slot < callerLocal; slot++) {
      locals[next++] = Opcodes.TOP;
    }
    locals[next++] = Opcodes.LONG;
    if (row != null) {
      locals[next++] = ROW;
    }
    return next;
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      resumeIfAtHandler();
    } else {
      resumeUnlessHandlesItself();
    }
    throwsEarly |= early && opcode > Opcodes.DCONST_1;
    if (opcode == Opcodes.ATHROW) {
      atHandler = false; // Another handler follows, or the end of the call.
    }
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      leave();
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean itf) {
    resumeIfAtHandler();
    if (owner.equals("java/lang/Runtime") && name.equals("halt")) {
      probe("halt", "()V");
    }
    Callee callee = callees.of(owner, name, desc);
    if (callee == null) {
      call(opcode, owner, name, desc, itf);
    } else {
      insertedCallees = true;
      pushInt(callee.id);
      if (callee.bounded) {
        probe("count", "(I)V");
        call(opcode, owner, name, desc, itf);
      } else {
        probe("enter", "(I)J");
        super.visitVarInsn(Opcodes.LSTORE, calleeLocal);
        call(opcode, owner, name, desc, itf);
        insertedBytes += bytes(calleeLocal);
        exit(Type.getReturnType(desc), calleeLocal);
      }
    }
  }

  private void call(int opcode, String type, String name, String desc, boolean itf) {
    if (!constructor || !name.equals("<init>") || newsOpen-- > 0) {
      throwsEarly |= early;
      super.visitMethodInsn(opcode, type, name, desc, itf);
      return;
    }
    // No object but this one waits to be initialised: that is super(...) or this(...).
    newsOpen = 0;
    boolean mayThrow = !MethodScan.isObjectConstructor(type, name);
    if (mayThrow) {
      loadCaller();
      super.visitLdcInsn(Type.getObjectType(owner));
      insertedBytes += 2;
      probe("beforeSuper", "(JLjava/lang/Class;)V");
    }
    uncover();
    super.visitMethodInsn(opcode, type, name, desc, itf);
    early = false;
    cover();
    if (mayThrow) {
      loadCaller();
      probe("afterSuper", "(J)V");
    }
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    if (opcode == Opcodes.NEW) {
      newsOpen++;
      if (atHandler) {
        Label moved = new Label();
        handlerLabels.forEach(label -> movedNews.put(label, moved));
        resumeIfAtHandler();
        super.visitLabel(moved);
      }
    }
    resumeIfAtHandler();
    throwsEarly |= early;
    super.visitTypeInsn(opcode, type);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    uncover();
    unwind(coveredEarly, true);
    unwind(covered, false);
    super.visitLabel(end);
    int more = row == null ? 0 : 1;
    super.visitMaxs(maxStack + 4 + more, callerLocal + 4 + more);
  }

  /** The handler that notices an exception in the code between pairs of labels. */
  private void unwind(List<Label> ranges, boolean uninitialised) {
    if (ranges.isEmpty()) {
      return;
    }
    Label handler = new Label();
    super.visitLabel(handler);
    if (hasFrames) {
      Object[] locals = new Object[callerLocal + 2];
      locals[0] = Opcodes.UNINITIALIZED_THIS;
      int own = uninitialised ? 1 : 0;
      int entries = withCaller(locals, own, own);
      super.visitFrame(Opcodes.F_NEW, entries, locals, 1, new Object[] {"java/lang/Throwable"});
    }
    end("unwind");
    super.visitInsn(Opcodes.ATHROW);
    insertedBytes++;
    // Behind all of the method's own entries, so that its handlers come first.
    for (int i = 0; i < ranges.size(); i += 2) {
      super.visitTryCatchBlock(ranges.get(i), ranges.get(i + 1), handler, null);
    }
  }

  private void cover() {
    coveredFrom = new Label();
    super.visitLabel(coveredFrom);
  }

  private void uncover() {
    if (coveredFrom != null) {
      Label to = new Label();
      super.visitLabel(to);
      if (to.getOffset() > coveredFrom.getOffset() && (throwsEarly || !early)) {
        List<Label> ranges = early ? coveredEarly : covered;
        ranges.add(coveredFrom);
        ranges.add(to);
      }
      coveredFrom = null;
    }
  }

  private void resumeIfAtHandler() {
    if (atHandler) {
      atHandler = false;
      handlerLabels.clear();
      loadCaller();
      probe("resume", "(J)V");
    }
  }

  /**
   * A compiler's handler that leaves a monitor covers its own instructions, none of which can fail.
   * A probe can, where the stack ends; it would send the program round in circles for ever. So in
   * such a handler the resume waits for the first instruction that could itself make a call.
   */
  private void resumeUnlessHandlesItself() {
    if (!handlesItself) {
      resumeIfAtHandler();
    }
  }

  private void loadCaller() {
    super.visitVarInsn(Opcodes.LLOAD, callerLocal);
    insertedBytes += bytes(callerLocal);
  }

  private static int bytes(int local) {
    return local < 4 ? 1 : local <= 0xFF ? 2 : 4;
  }

  private void pushInt(int value) {
    pushInt(mv, value);
    insertedBytes += value <= 5 ? 1 : value <= Byte.MAX_VALUE ? 2 : 3;
  }

  private void rows(String name, String descriptor) {
    super.visitMethodInsn(Opcodes.INVOKESTATIC, ROWS, name, descriptor, false);
    insertedBytes += 3;
  }

  private void probe(String name, String descriptor) {
    super.visitMethodInsn(Opcodes.INVOKESTATIC, PROBE, name, descriptor, false);
    insertedBytes += 3;
  }

  /** The shortest instruction for a number that is not negative. */
  private static void pushInt(MethodVisitor to, int value) {
    if (value <= 5) {
      to.visitInsn(Opcodes.ICONST_0 + value);
    } else if (value <= Byte.MAX_VALUE) {
      to.visitIntInsn(Opcodes.BIPUSH, value);
    } else if (value <= Short.MAX_VALUE) {
      to.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      to.visitLdcInsn(value);
    }
  }

  /** Counts a bounded leaf: one call at its start, nothing else. */
  static MethodVisitor leaf(MethodVisitor next, int id, MethodScan scan) {
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitCode() {
        super.visitCode();
        if (scan.entryLine != 0) {
          Label start = new Label();
          super.visitLabel(start);
          super.visitLineNumber(scan.entryLine, start);
        }
        pushInt(mv, id);
        super.visitMethodInsn(Opcodes.INVOKESTATIC, PROBE, "count", "(I)V", false);
      }

      @Override
      public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(Math.max(maxStack, 1), maxLocals);
      }
    };
  }

  // A handler's first instruction, whatever it is, comes after the frame and behind the resume.

  @Override
  public void visitIntInsn(int opcode, int operand) {
    resumeIfAtHandler();
    throwsEarly |= early && opcode == Opcodes.NEWARRAY;
    super.visitIntInsn(opcode, operand);
  }

  @Override
  public void visitVarInsn(int opcode, int varIndex) {
    resumeUnlessHandlesItself();
    if (early && varIndex == 0 && opcode >= Opcodes.ISTORE) {
      uncover(); // Of the local that the handler's frame names.
    }
    super.visitVarInsn(opcode, varIndex);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    resumeIfAtHandler();
    throwsEarly |= early;
    super.visitFieldInsn(opcode, owner, name, descriptor);
  }

  @Override
  public void visitInvokeDynamicInsn(String name, String desc, Handle bootstrap, Object... args) {
    resumeIfAtHandler();
    throwsEarly |= early;
    super.visitInvokeDynamicInsn(name, desc, bootstrap, args);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    resumeIfAtHandler();
    super.visitJumpInsn(opcode, label);
  }

  @Override
  public void visitLdcInsn(Object value) {
    resumeIfAtHandler();
    throwsEarly |= early && !(value instanceof Number || value instanceof String);
    super.visitLdcInsn(value);
  }

  @Override
  public void visitIincInsn(int varIndex, int increment) {
    resumeIfAtHandler();
    super.visitIincInsn(varIndex, increment);
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label dflt, Label... labels) {
    resumeIfAtHandler();
    super.visitTableSwitchInsn(min, max, dflt, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label dflt, int[] keys, Label[] labels) {
    resumeIfAtHandler();
    super.visitLookupSwitchInsn(dflt, keys, labels);
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    resumeIfAtHandler();
    throwsEarly |= early;
    super.visitMultiANewArrayInsn(descriptor, dimensions);
  }
}
