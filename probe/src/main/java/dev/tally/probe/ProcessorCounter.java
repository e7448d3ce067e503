// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jdk.internal.misc.Unsafe;

/**
 * The processor's own counter, read without the operating system: 13 ns where {@link
 * System#nanoTime} takes 30.
 *
 * <p>Where the counter runs evenly, which Linux has found out if it uses it for its own clock, and
 * where Java can call a few bytes of machine code, from JDK 22 on. By reflection, as Tally is built
 * with JDK 17; from within java.base, so that nobody has to allow it native access.
 */
final class ProcessorCounter {
  /** {@code rdtsc; shl rdx, 32; or rax, rdx; ret}. */
  private static final byte[] READ_COUNTER = {
    0x0f, 0x31, 0x48, (byte) 0xc1, (byte) 0xe2, 0x20, 0x48, 0x09, (byte) 0xd0, (byte) 0xc3
  };

  private static final long PAGE = 4096;
  private static final int READ_WRITE = 3;
  private static final int READ_EXECUTE = 5;
  private static final int PRIVATE_ANONYMOUS = 0x22;

  private final Class<?> linkerType = type("Linker");
  private final Class<?> optionType = type("Linker$Option");
  private final Class<?> segmentType = type("MemorySegment");
  private final Class<?> layoutType = type("MemoryLayout");
  private final Class<?> functionType = type("FunctionDescriptor");
  private final Object linker = linkerType.getMethod("nativeLinker").invoke(null);
  private final Object aLong = type("ValueLayout").getField("JAVA_LONG").get(null);
  private final Object anInt = type("ValueLayout").getField("JAVA_INT").get(null);

  private ProcessorCounter() throws ReflectiveOperationException {}

  /** Reads the counter, of type {@code ()long}; null if that is not known to work here. */
  static MethodHandle handle() {
    try {
      return Runtime.version().feature() >= 22 && isCompiledInto() && runsEvenly()
          ? new ProcessorCounter().reader()
          : null;
    } catch (Throwable e) {
      return null; // Whatever it is, there is another clock.
    }
  }

  /**
   * Whether there is a compiler that makes a read of the counter one instruction. Without it, a
   * handle is an expensive call, and the other clock is the faster one.
   */
  private static boolean isCompiledInto() {
    String compilers = System.getProperty("java.vm.info", "");
    return !compilers.contains("interpreted") && !compilers.contains("emulated-client");
  }

  private static boolean runsEvenly() throws IOException {
    Path source = Path.of("/sys/devices/system/clocksource/clocksource0/current_clocksource");
    return System.getProperty("os.name").equals("Linux")
        && System.getProperty("os.arch").equals("amd64")
        && Files.isReadable(source)
        && Files.readString(source).strip().equals("tsc");
  }

  private MethodHandle reader() throws Throwable {
    MethodHandle mmap = libc("mmap", aLong, aLong, aLong, anInt, anInt, anInt, aLong);
    MethodHandle mprotect = libc("mprotect", anInt, aLong, aLong, anInt);
    long code = (long) mmap.invokeExact(0L, PAGE, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0L);
    if (code == -1) {
      return null;
    }
    for (int i = 0; i < READ_COUNTER.length; i++) {
      Unsafe.getUnsafe().putByte(code + i, READ_COUNTER[i]);
    }
    if ((int) mprotect.invokeExact(code, PAGE, READ_EXECUTE) != 0) {
      return null;
    }
    Object address = segmentType.getMethod("ofAddress", long.class).invoke(null, code);
    // Without the transitions of a call that may block or call back.
    Object critical = optionType.getMethod("critical", boolean.class).invoke(null, false);
    return handle(address, function(aLong), critical);
  }

  private MethodHandle libc(String name, Object returned, Object... taken) throws Throwable {
    Object all = linkerType.getMethod("defaultLookup").invoke(linker);
    Object found = type("SymbolLookup").getMethod("find", String.class).invoke(all, name);
    return handle(((Optional<?>) found).orElseThrow(), function(returned, taken));
  }

  private Object function(Object returned, Object... taken) throws ReflectiveOperationException {
    Object layouts = array(layoutType, taken);
    return functionType
        .getMethod("of", layoutType, layouts.getClass())
        .invoke(null, returned, layouts);
  }

  /**
   * Links a function. Not by {@code Method.invoke}: it would read the annotations of this method,
   * which asks who calls it, and for each the JDK makes a proxy class; the program's own proxies
   * would then have other names.
   */
  private MethodHandle handle(Object address, Object function, Object... options) throws Throwable {
    Object given = array(optionType, options);
    MethodType type =
        MethodType.methodType(MethodHandle.class, segmentType, functionType, given.getClass());
    return (MethodHandle)
        MethodHandles.lookup()
            .findVirtual(linkerType, "downcallHandle", type)
            .asFixedArity()
            .invokeWithArguments(linker, address, function, given);
  }

  private static Object array(Class<?> type, Object[] elements) {
    Object array = Array.newInstance(type, elements.length);
    for (int i = 0; i < elements.length; i++) {
      Array.set(array, i, elements[i]);
    }
    return array;
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName("java.lang.foreign." + name);
  }
}
