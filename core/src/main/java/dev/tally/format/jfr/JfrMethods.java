// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.jfr;

import dev.tally.format.stacks.JavaNames;
import dev.tally.format.stacks.Stacks;
import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.LongIndex;
import dev.tally.format.wire.Longs;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The methods of a chunk, and frames in them, as numbers of a profile in the making. */
final class JfrMethods {
  private static final Method UNKNOWN = JavaNames.function("<no stack>");

  /** What async-profiler gives to functions of native libraries in a descriptor's place. */
  private static final String NO_DESCRIPTOR = "()L;";

  private static final int NUMBER_BYTES = 2 * (LongIndex.KEY_BYTES + Long.BYTES);

  private final Stacks stacks;
  private final Allowance allowance;

  private final LongIndex numbers = new LongIndex();

  /** By number; null where the file does not know the method. */
  private final List<@Nullable Method> methods = new ArrayList<>();

  /** Of a method's number and a line. */
  private final LongIndex places = new LongIndex();

  private final Longs frames = new Longs();

  JfrMethods(Stacks stacks, Allowance allowance) {
    this.stacks = stacks;
    this.allowance = allowance;
  }

  /** The frame that stands for a stack, or a part of it, that is not known. */
  int unknown() throws FormatException {
    return stacks.frame(UNKNOWN, 0);
  }

  /** The number of a method that is this one among the constants; -1 if it has none yet. */
  int number(long key) {
    return numbers.find(key);
  }

  /** Gives a method a number; null stands for one that the file does not know. */
  int add(long key, @Nullable JfrRecord method, boolean isNative) throws FormatException {
    allowance.take(NUMBER_BYTES);
    methods.add(method == null ? null : of(method, isNative));
    return numbers.number(key);
  }

  /** The frame of a method in a line, which is not above zero where it is not known. */
  int frame(int method, int line) throws FormatException {
    int known = Math.max(0, line);
    int place = places.number((long) method << 32 | known);
    if (place == frames.size()) {
      allowance.take(NUMBER_BYTES);
      Method of = methods.get(method);
      frames.add(of == null ? unknown() : stacks.frame(of, known));
    }
    return (int) frames.get(place);
  }

  static Method of(JfrRecord recorded, boolean isNative) throws FormatException {
    JfrRecord type = recorded.record("type");
    String className = type == null ? "" : className(type);
    String name = text(recorded.text("name"));
    String descriptor = text(recorded.text("descriptor"));
    if (descriptor.equals(NO_DESCRIPTOR)) {
      return new Method(className, name, "", "", 0, Kind.NATIVE);
    }
    String module = type == null ? null : module(type);
    boolean jdk = module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    if (module == null) {
      Method method = JavaNames.of(className, name, descriptor, "", 0);
      jdk = method.kind() == Kind.JDK;
    }
    Kind kind = jdk ? Kind.JDK : isNative ? Kind.NATIVE : Kind.METHOD;
    return new Method(className, name, descriptor, "", 0, kind);
  }

  /** As Java says the name of a hidden class: with a slash before its address. */
  private static String className(JfrRecord type) throws FormatException {
    String name = text(type.text("name")).replace('/', '.');
    int address = Math.max(name.lastIndexOf("+0x"), name.lastIndexOf(".0x"));
    return address < 0 ? name : name.substring(0, address) + "/" + name.substring(address + 1);
  }

  /**
   * The name of a class's module, empty for the unnamed one; null if the file does not tell, as
   * async-profiler's.
   */
  private static @Nullable String module(JfrRecord type) throws FormatException {
    JfrRecord in = type.record("package");
    if (in == null || !in.has("module")) {
      return null;
    }
    JfrRecord module = in.record("module");
    return module == null ? "" : text(module.text("name"));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
