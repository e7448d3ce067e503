// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.jfr;

import dev.tally.format.jfr.JfrType.Field;
import dev.tally.format.stacks.Stacks;
import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.LongIndex;
import dev.tally.profile.CallTree;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stacks of a chunk's samples in groups of threads, each of which is looked at once: what
 * stands for one of these pairs is its number here.
 */
final class JfrStacks {
  private static final int PATH_BYTES = LongIndex.KEY_BYTES + 2 * Integer.BYTES;

  private static final int UNKNOWN = -2;
  private static final byte WHOLE = 0;
  private static final byte CUT = 1;
  private static final byte MISSING = 2;

  private final JfrBytes in;
  private final JfrConstants constants;
  private final @Nullable JfrType type;
  private final JfrMethods names;
  private final Stacks stacks;
  private final Allowance allowance;

  private final LongIndex stackNumbers = new LongIndex();
  private final LongIndex pairs = new LongIndex();
  private int[] contexts = new int[0];
  private byte[] states = new byte[0];

  private long[] methods = new long[64];
  private long[] types = new long[64];
  private int[] lines = new int[64];

  private @Nullable JfrType methodType;
  private @Nullable JfrType frameType;

  JfrStacks(JfrChunk chunk, Stacks stacks, Allowance allowance) {
    this.in = chunk.in();
    this.constants = chunk.constants();
    this.type = chunk.type("jdk.types.StackTrace");
    this.names = new JfrMethods(stacks, allowance);
    this.stacks = stacks;
    this.allowance = allowance;
  }

  /** The number of a stack in a group of threads. */
  int number(long stack, int group) throws FormatException {
    int before = pairs.size();
    int number = pairs.number((long) stackNumbers.number(stack) << 32 | group);
    if (number == before) {
      allowance.take(2 * PATH_BYTES);
    }
    return number;
  }

  /** The innermost context of one of these. */
  int context(int number) throws FormatException {
    if (contexts.length < pairs.size()) {
      int known = contexts.length;
      contexts = Arrays.copyOf(contexts, pairs.size());
      states = Arrays.copyOf(states, pairs.size());
      Arrays.fill(contexts, known, contexts.length, UNKNOWN);
    }
    if (contexts[number] == UNKNOWN) {
      long pair = pairs.key(number);
      contexts[number] = context(number, stackNumbers.key((int) (pair >>> 32)), (int) pair);
    }
    return contexts[number];
  }

  /** Whether the outermost frames of a stack are missing; known when its context is. */
  boolean isCut(int number) {
    return states[number] == CUT;
  }

  /** Whether a stack is not known at all. */
  boolean isMissing(int number) {
    return states[number] == MISSING;
  }

  private int context(int number, long stack, int group) throws FormatException {
    long position = type == null ? -1 : constants.position(type, stack);
    if (type == null || position < 0) {
      states[number] = MISSING;
      return stacks.root(group, names.unknown());
    }
    states[number] = WHOLE;
    in.seek(position);
    int count = 0;
    for (Field field : type.fields) {
      if (field.name().equals("truncated")) {
        states[number] = field.number(in) == 0 ? WHOLE : CUT;
      } else if (field.name().equals("frames") && field.isArray() && !field.isConstant()) {
        count = frames(field.type());
      } else {
        JfrType.skip(in, field);
      }
    }
    int context = CallTree.ROOT;
    for (int i = count - 1; i >= 0; i--) {
      int method = names.number(methods[i]);
      if (method < 0) {
        method = names.add(methods[i], constant(methodType, methods[i]), isNative(types[i]));
      }
      int frame = names.frame(method, lines[i]);
      context = context == CallTree.ROOT ? stacks.root(group, frame) : stacks.child(context, frame);
    }
    return context == CallTree.ROOT ? stacks.root(group, names.unknown()) : context;
  }

  private boolean isNative(long frame) throws FormatException {
    JfrRecord of = constant(frameType, frame);
    return of != null && "Native".equals(of.text("description"));
  }

  private @Nullable JfrRecord constant(@Nullable JfrType type, long key) {
    return type == null ? null : constants.get(type, key);
  }

  private int frames(JfrType type) throws FormatException {
    int methodField = type.indexOf("method");
    int lineField = type.indexOf("lineNumber");
    int typeField = type.indexOf("type");
    List<Field> fields = type.fields;
    methodType = methodField < 0 ? null : fields.get(methodField).type();
    frameType = typeField < 0 ? null : fields.get(typeField).type();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      if (i == methods.length) {
        methods = Arrays.copyOf(methods, i * 2);
        types = Arrays.copyOf(types, i * 2);
        lines = Arrays.copyOf(lines, i * 2);
      }
      methods[i] = 0;
      types[i] = 0;
      lines[i] = 0;
      for (int f = 0; f < fields.size(); f++) {
        long value = fields.get(f).number(in);
        if (f == methodField) {
          methods[i] = value;
        } else if (f == lineField) {
          lines[i] = (int) value;
        } else if (f == typeField) {
          types[i] = value;
        }
      }
    }
    return count;
  }
}
