// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import dev.tally.probe.Probe;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * One class in, one class out: gives every method of a recorded class its probes.
 *
 * <p>Called by the JVM on whichever thread loads the class, also on several at once. Never throws:
 * a class that cannot be rewritten stays as it is and is listed with the reason.
 */
public final class CallTransformer implements ClassFileTransformer {
  /** HotSpot does not compile a method of more bytes than this. */
  private static final int MOST_COMPILED_BYTES = 8_000;

  /** What a class file can say a method needs. */
  private static final int MOST_SLOTS = 65_535;

  private static final String PROBE = Probe.class.getName();
  private static final ClassLoader SYSTEM_LOADER = ClassLoader.getSystemClassLoader();
  private static final ClassLoader PLATFORM_LOADER = ClassLoader.getPlatformClassLoader();

  private final MethodFilter filter;
  private final MethodIds ids;
  private final LeftOutClasses leftOut;
  private final boolean builtins;
  private final boolean leavesCounted;

  public CallTransformer(
      MethodFilter filter,
      MethodIds ids,
      LeftOutClasses leftOut,
      boolean builtins,
      boolean leavesCounted) {
    this.filter = filter;
    this.ids = ids;
    this.leftOut = leftOut;
    this.builtins = builtins;
    this.leavesCounted = leavesCounted;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    if (className == null || !filter.records(loader, className)) {
      return null;
    }
    try {
      if (!seesProbe(loader)) {
        leftOut.add(className, "its class loader does not find " + PROBE);
        return null;
      }
      return weave(className, classFile);
    } catch (Throwable e) { // Whatever it is, the program's class must load.
      leftOut.add(className, reason(e));
      return null;
    }
  }

  /**
   * Whether code of this loader can call the probe. Nearly all loaders ask their parents for {@code
   * java.lang}, but some show only what is on a list. Asked before the class is defined, because
   * after that it could not be helped any more; the JVM remembers an answer that was yes.
   */
  private static boolean seesProbe(@Nullable ClassLoader loader) {
    if (loader == null || loader == SYSTEM_LOADER || loader == PLATFORM_LOADER) {
      return true;
    }
    try {
      return Class.forName(PROBE, false, loader) == Probe.class;
    } catch (ClassNotFoundException | LinkageError | RuntimeException itDoesNot) {
      return false;
    }
  }

  private static String reason(Throwable e) {
    if (e instanceof ClassTooLargeException) {
      return "the constant pool would grow past 65,535 entries";
    }
    return e.getMessage() == null ? e.getClass().getName() : e.getMessage();
  }

  /**
   * The class with probes. A method that would outgrow what the JVM compiles or loads loses the
   * probes at its call sites first, then all of them, and the class is written again.
   */
  byte[] weave(String className, byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    Scan scan = new Scan();
    reader.accept(scan, ClassReader.SKIP_FRAMES);
    Set<String> withoutBuiltins = new HashSet<>();
    Map<String, String> without = new HashMap<>();
    scan.methods.forEach(
        (key, method) -> {
          if (method.maxLocals > MOST_SLOTS - 2 || method.maxStack > MOST_SLOTS - 3) {
            without.put(key, "has no room for another local variable");
          } else if (method.localsBetweenInstructions) {
            without.put(key, "its table of local variables names places between instructions");
          }
        });
    while (true) {
      Weaver weaver = new Weaver(reader, scan, withoutBuiltins, without.keySet());
      byte[] woven;
      try {
        reader.accept(weaver, ClassReader.EXPAND_FRAMES);
        woven = weaver.writer.toByteArray();
      } catch (MethodTooLargeException e) {
        String key = e.getMethodName() + e.getDescriptor();
        if (!withoutBuiltins.add(key)) {
          without.put(key, "would grow past 65,535 bytes");
        }
        continue;
      }
      boolean fits = true;
      for (Woven method : weaver.woven) {
        int size = method.inserter.wovenBytes();
        if (size > MOST_COMPILED_BYTES
            && size - method.inserter.insertedBytes() <= MOST_COMPILED_BYTES) {
          fits = false;
          if (!method.inserter.insertedBuiltins() || !withoutBuiltins.add(method.key)) {
            without.put(method.key, "would grow past 8,000 bytes, more than the JVM compiles");
          }
        }
      }
      if (fits) {
        without.forEach((key, why) -> leftOut.add(className + '.' + nameOf(key), why));
        return woven;
      }
    }
  }

  private static String nameOf(String key) {
    return key.substring(0, key.indexOf('('));
  }

  private record Woven(String key, ProbeInserter inserter) {}

  /** First pass: what {@link MethodScan} finds, by name and descriptor. */
  private static final class Scan extends ClassVisitor {
    final Map<String, MethodScan> methods = new HashMap<>();
    String className = "";
    String sourceFile = "";
    int version;

    Scan() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version, int access, String name, String sig, String superName, String[] interfaces) {
      this.version = version & 0xFFFF;
      this.className = name;
    }

    @Override
    public void visitSource(String source, String debug) {
      sourceFile = source == null ? "" : source;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
        return null;
      }
      MethodScan scan = new MethodScan(className, name, access);
      methods.put(name + descriptor, scan);
      return scan;
    }
  }

  /** Second pass: the rewriting. */
  private final class Weaver extends ClassVisitor implements ProbeInserter.Builtins {
    final ClassWriter writer;
    final List<Woven> woven = new ArrayList<>();
    private final Scan scan;
    private final Set<String> withoutBuiltins;
    private final Set<String> without;

    Weaver(ClassReader reader, Scan scan, Set<String> withoutBuiltins, Set<String> without) {
      super(Opcodes.ASM9);
      this.writer = new ClassWriter(reader, 0);
      this.cv = writer;
      this.scan = scan;
      this.withoutBuiltins = withoutBuiltins;
      this.without = without;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      String key = name + descriptor;
      MethodScan method = scan.methods.get(key);
      if (method == null || !method.hasCode || without.contains(key)) {
        return next;
      }
      int id =
          ids.id(
              new Method(
                  scan.className.replace('/', '.'),
                  name,
                  descriptor,
                  scan.sourceFile,
                  method.firstLine,
                  Kind.METHOD));
      if (leavesCounted && method.boundedLeaf) {
        return ProbeInserter.leaf(next, id, method);
      }
      ProbeInserter inserter =
          new ProbeInserter(
              next,
              id,
              scan.className,
              method,
              name.equals("<init>"),
              scan.version >= Opcodes.V1_6,
              withoutBuiltins.contains(key) ? NO_BUILTINS : this);
      woven.add(new Woven(key, inserter));
      return inserter;
    }

    @Override
    public int id(String owner, String name, String descriptor) {
      if (!builtins
          || owner.charAt(0) == '['
          || MethodScan.isObjectConstructor(owner, name)
          || !filter.isBuiltin(owner)) {
        return -1;
      }
      return ids.id(new Method(owner.replace('/', '.'), name, "", "", 0, Kind.JDK));
    }

    @Override
    public boolean bounded(String owner, String name, String descriptor) {
      return leavesCounted && BoundedBuiltins.contains(owner, name, descriptor);
    }
  }

  private static final ProbeInserter.Builtins NO_BUILTINS =
      new ProbeInserter.Builtins() {
        @Override
        public int id(String owner, String name, String descriptor) {
          return -1;
        }

        @Override
        public boolean bounded(String owner, String name, String descriptor) {
          return false;
        }
      };
}
