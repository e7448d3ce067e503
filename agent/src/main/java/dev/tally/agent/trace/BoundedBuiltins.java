// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import java.util.Set;

/**
 * JDK methods that are bounded leaves: they take a few nanoseconds, call nothing of the program's,
 * and mostly compile to a handful of instructions. Their calls are counted, and their time stays
 * with the caller. Only final and static methods and those of final classes belong here: a row for
 * an interface's method must be able to hold the program's implementation below it. Nothing that
 * may wait for another processor, as {@code compareAndSet} may.
 */
final class BoundedBuiltins {
  private static final Set<String> MATH =
      Set.of(
          "abs",
          "max",
          "min",
          "sqrt",
          "floor",
          "ceil",
          "rint",
          "signum",
          "floorMod",
          "floorDiv",
          "addExact",
          "subtractExact",
          "multiplyExact",
          "toIntExact",
          "negateExact",
          "fma",
          "round",
          "hypot",
          "sin",
          "cos",
          "tan",
          "exp",
          "log",
          "log10",
          "pow",
          "atan2",
          "clamp");

  private static final Set<String> BOXES =
      Set.of(
          "java/lang/Integer",
          "java/lang/Long",
          "java/lang/Boolean",
          "java/lang/Character",
          "java/lang/Double",
          "java/lang/Float",
          "java/lang/Byte",
          "java/lang/Short");

  private static final Set<String> BOX_METHODS =
      Set.of(
          "valueOf",
          "intValue",
          "longValue",
          "booleanValue",
          "charValue",
          "doubleValue",
          "floatValue",
          "byteValue",
          "shortValue",
          "compare",
          "hashCode",
          "bitCount",
          "numberOfTrailingZeros",
          "numberOfLeadingZeros",
          "rotateLeft",
          "rotateRight",
          "highestOneBit",
          "isDigit",
          "isLetter",
          "isWhitespace",
          "isJavaIdentifierPart",
          "isJavaIdentifierStart",
          "toLowerCase",
          "toUpperCase",
          "doubleToLongBits",
          "doubleToRawLongBits",
          "longBitsToDouble",
          "floatToIntBits",
          "floatToRawIntBits",
          "intBitsToFloat",
          "isNaN",
          "isFinite",
          "isInfinite",
          "max",
          "min",
          "sum");

  private static final Set<String> ATOMICS =
      Set.of(
          "java/util/concurrent/atomic/AtomicBoolean",
          "java/util/concurrent/atomic/AtomicInteger",
          "java/util/concurrent/atomic/AtomicLong",
          "java/util/concurrent/atomic/AtomicReference");

  private static final Set<String> BUFFER_METHODS =
      Set.of("position()I", "limit()I", "capacity()I", "remaining()I", "hasRemaining()Z");

  private BoundedBuiltins() {}

  /** Whether calls of this method are only counted. */
  static boolean contains(String owner, String name, String descriptor) {
    if (owner.equals("java/nio/Buffer")) {
      return BUFFER_METHODS.contains(name + descriptor);
    }
    if (ATOMICS.contains(owner)) {
      return name.equals("get");
    }
    if (!owner.startsWith("java/lang/")) {
      return false;
    }
    if (BOXES.contains(owner)) {
      // valueOf(String) parses.
      return BOX_METHODS.contains(name) && descriptor.indexOf('L') != 1;
    }
    return switch (owner) {
      case "java/lang/String" ->
          name.equals("length") || name.equals("charAt") || name.equals("isEmpty");
      case "java/lang/Math" -> MATH.contains(name);
      case "java/lang/StringBuilder" ->
          name.equals("length") || name.equals("charAt") || name.equals("setLength");
      case "java/lang/Object" -> name.equals("getClass");
      case "java/lang/Enum" -> name.equals("ordinal");
      case "java/lang/System" -> name.equals("nanoTime") || name.equals("identityHashCode");
      case "java/lang/Thread" -> name.equals("currentThread");
      default -> false;
    };
  }
}
