// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.wire.FormatException;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedObject;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/** Methods, frames and threads of a flight recording, as numbers of a profile in the making. */
final class JfrNames {
  private static final Method UNKNOWN = JavaNames.function("<no stack>");

  /** What async-profiler gives to functions of native libraries in a descriptor's place. */
  private static final String NO_DESCRIPTOR = "()L;";

  private final Stacks stacks;
  private final Allowance allowance;
  private final Map<Long, Integer> threads = new HashMap<>();

  /** Those of this chunk. */
  private final IdentityHashMap<RecordedMethod, Lines> methods = new IdentityHashMap<>();

  JfrNames(Stacks stacks, Allowance allowance) {
    this.stacks = stacks;
    this.allowance = allowance;
  }

  /** What stands for a stack that is not known. */
  int unknown() throws FormatException {
    return stacks.frame(UNKNOWN, 0);
  }

  int frame(RecordedFrame frame) throws FormatException {
    RecordedMethod recorded = frame.getMethod();
    if (recorded == null) {
      return unknown();
    }
    Lines lines = methods.get(recorded);
    if (lines == null) {
      lines = new Lines(method(recorded, "Native".equals(frame.getType())));
      methods.put(recorded, lines);
    }
    int line = Math.max(0, frame.getLineNumber());
    Integer known = lines.frames.get(line);
    if (known == null) {
      known = stacks.frame(lines.method, line);
      lines.frames.put(line, known);
    }
    return known;
  }

  /** Of a method, the frames by line: a chunk has millions of frames, and few that differ. */
  private static final class Lines {
    final Method method;
    final Map<Integer, Integer> frames = new HashMap<>();

    Lines(Method method) {
      this.method = method;
    }
  }

  static Method method(RecordedMethod recorded, boolean isNative) {
    RecordedClass type = recorded.getType();
    String className = type == null ? "" : className(type);
    String name = text(recorded.getName());
    String descriptor = text(recorded.getDescriptor());
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
  private static String className(RecordedClass type) {
    String name = text(type.getName());
    int address = Math.max(name.lastIndexOf("+0x"), name.lastIndexOf(".0x"));
    return address < 0 ? name : name.substring(0, address) + "/" + name.substring(address + 1);
  }

  /**
   * The name of a class's module, empty for the unnamed one; null if the file does not tell, as
   * async-profiler's.
   */
  private static @Nullable String module(RecordedClass type) {
    if (!type.hasField("package")
        || !(type.getValue("package") instanceof RecordedObject in)
        || !in.hasField("module")) {
      return null;
    }
    return in.getValue("module") instanceof RecordedObject module
        ? text(module.getString("name"))
        : "";
  }

  /** The group of a thread; counted when it is met for the first time. */
  int thread(@Nullable RecordedThread thread) throws FormatException {
    long java = thread == null ? 0 : thread.getJavaThreadId();
    long id = thread == null ? 0 : java > 0 ? java : -thread.getOSThreadId();
    Integer known = threads.get(id);
    if (known != null) {
      return known;
    }
    allowance.take(Allowance.OBJECT_BYTES);
    int group = stacks.thread(name(thread));
    threads.put(id, group);
    return group;
  }

  private static String name(@Nullable RecordedThread thread) {
    if (thread == null) {
      return "(unnamed)";
    }
    String name = text(thread.getJavaName());
    if (!name.isEmpty()) {
      return name;
    }
    if (thread.hasField("virtual") && thread.getBoolean("virtual")) {
      return "(virtual)";
    }
    name = thread.getJavaThreadId() > 0 ? "" : text(thread.getOSName());
    return name.isEmpty() ? "(unnamed)" : name;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** The next chunk has objects of its own. */
  void endChunk() {
    methods.clear();
  }
}
