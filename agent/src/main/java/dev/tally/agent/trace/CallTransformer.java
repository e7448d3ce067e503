// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import dev.tally.agent.trace.ProbeInserter.Callee;
import dev.tally.probe.OwnWork;
import dev.tally.probe.Probe;
import dev.tally.probe.Rows;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
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

  /** How ASM begins what it says of the class files of a JDK that is newer than it. */
  private static final String NEWER = "Unsupported class file version";

  private static final String PROBE = Probe.class.getName();
  private static final ClassLoader SYSTEM_LOADER = ClassLoader.getSystemClassLoader();
  private static final ClassLoader PLATFORM_LOADER = ClassLoader.getPlatformClassLoader();

  private final MethodFilter filter;
  private final MethodIds ids;
  private final LeftOutClasses leftOut;
  private final ProgramClasses classes;
  private final boolean leavesCounted;
  private final boolean rows;
  private final CalleeFinder.Context callees;
  private final Proxies proxies;
  private final JdkWaits waits;

  /**
   * @param rows whether statements and requests make rows
   */
  public CallTransformer(
      MethodFilter filter,
      MethodIds ids,
      ProgramClasses classes,
      boolean builtins,
      boolean leavesCounted,
      boolean rows) {
    this.filter = filter;
    this.ids = ids;
    this.leftOut = classes.leftOut();
    this.classes = classes;
    this.leavesCounted = leavesCounted;
    this.rows = rows;
    ClassShapes shapes = new ClassShapes(filter.jdk());
    this.callees =
        new CalleeFinder.Context(
            filter,
            ids,
            shapes,
            new Declarations(shapes),
            builtins,
            leavesCounted,
            Collections.synchronizedMap(new HashMap<>(1024)));
    this.proxies = new Proxies(filter, callees.declarations(), builtins);
    this.waits = new JdkWaits(builtins);
  }

  /**
   * Lists the program's classes among those that are loaded already: agents before us have some,
   * and so has who names a system class loader of his own.
   */
  public void listEarly(List<Class<?>> early) {
    for (Class<?> type : early) {
      String name = type.getName().replace('.', '/');
      if (filter.isProgram(type.getModule(), name) && filter.records(type.getModule(), name)) {
        leftOut.add(name, "it was loaded before the recording began");
      }
    }
  }

  @Override
  public byte @Nullable [] transform(
      Module module,
      @Nullable ClassLoader loader,
      @Nullable String givenName,
      @Nullable Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    String className = givenName;
    try {
      if (className == null) {
        className = nameOf(classFile);
      }
      boolean recorded = filter.records(module, className);
      if (!recorded) {
        boolean program = filter.isProgram(module, className);
        if (program) {
          classes.addUnselected(className);
          classes.places().add(className, domain);
        }
        boolean mayMakeRows =
            rows && (program ? RowMethods.mayBeIn(classFile) : RowMethods.areIn(className));
        boolean waiting = !program && waits.areIn(className);
        if (!mayMakeRows && !waiting && !proxies.mayBe(className)) {
          return null;
        }
      }
      long paused = OwnWork.begin();
      try {
        if (!seesProbe(loader)) {
          leftOut.add(className, "its class loader does not find " + PROBE);
          return null;
        }
        callees.shapes().addPlace(loader, className, domain);
        byte[] woven = weave(loader, className, classFile, recorded);
        if (recorded) {
          classes.addWoven();
          classes.places().add(className, domain);
        }
        return woven;
      } finally {
        OwnWork.end(paused, true);
      }
    } catch (Throwable e) { // Whatever it is, the program's class must load.
      leftOut.add(className == null ? "a class without a name" : className, reason(e));
      return null;
    }
  }

  /** For a class that is defined without one: what script engines do, and makers of proxies. */
  private static String nameOf(byte[] classFile) {
    byte[] ofKnownVersion = classFile.clone();
    ofKnownVersion[6] = 0;
    ofKnownVersion[7] = Opcodes.V17;
    return new ClassReader(ofKnownVersion).getClassName();
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
    String message = String.valueOf(e.getMessage());
    if (message.startsWith(NEWER)) {
      return "its class file is of version"
          + message.substring(NEWER.length())
          + ", for a newer Java than this Tally knows";
    }
    return e.getMessage() == null ? e.getClass().getName() : e.getMessage();
  }

  /**
   * The class with probes. A method that would outgrow what the JVM compiles or loads loses the
   * probes at its call sites first, then all of them, and the class is written again.
   */
  byte @Nullable [] weave(
      @Nullable ClassLoader loader, String className, byte[] classFile, boolean recorded) {
    ClassReader reader = new ClassReader(classFile);
    Scan scan = new Scan();
    reader.accept(scan, ClassReader.SKIP_FRAMES);
    boolean unknownBefore = callees.shapes().put(loader, scan.shape);
    if (unknownBefore && recorded && callees.builtins()) {
      listAsUnknownBefore(loader, scan.shape);
    }
    Map<String, RowCall> rowCalls =
        rows && (RowMethods.areIn(className) || RowMethods.mayBeIn(reader))
            ? rowCalls(loader, scan)
            : Map.of();
    boolean waiting = loader == null && waits.areIn(className);
    Map<String, String> named =
        waiting
            ? waits.of(className, scan.methods.keySet())
            : proxies.declared(loader, scan.shape, scan.methods.keySet());
    if (!recorded && rowCalls.isEmpty() && named.isEmpty()) {
      return null;
    }
    CalleeFinder finder = new CalleeFinder(callees, loader);
    Set<String> withoutCallees = new HashSet<>();
    Map<String, String> without = new HashMap<>();
    for (Map.Entry<String, MethodScan> each : scan.methods.entrySet()) {
      MethodScan method = each.getValue();
      int more = rowCalls.containsKey(each.getKey()) ? 1 : 0;
      if (!recorded && more == 0 && !named.containsKey(each.getKey())) {
        continue; // It stays as it is, and nobody asked for it.
      }
      if (method.maxLocals > MOST_SLOTS - 4 - more || method.maxStack > MOST_SLOTS - 3 - more) {
        without.put(each.getKey(), "has no room for another local variable");
      } else if (method.localsBetweenInstructions) {
        without.put(
            each.getKey(), "its table of local variables names places between instructions");
      }
    }
    while (true) {
      Weaver weaver =
          new Weaver(
              reader,
              scan,
              finder,
              withoutCallees,
              without.keySet(),
              recorded,
              rowCalls,
              named,
              waiting);
      byte[] woven;
      try {
        reader.accept(weaver, ClassReader.EXPAND_FRAMES);
        woven = weaver.writer.toByteArray();
      } catch (MethodTooLargeException e) {
        String key = e.getMethodName() + e.getDescriptor();
        if (!withoutCallees.add(key)) {
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
          if (!method.inserter.insertedCallees() || !withoutCallees.add(method.key)) {
            without.put(method.key, "would grow past 8,000 bytes, more than the JVM compiles");
          }
        }
      }
      if (fits) {
        for (Map.Entry<String, String> each : without.entrySet()) {
          String key = each.getKey();
          leftOut.add(className + '.' + key.substring(0, key.indexOf('(')), each.getValue());
        }
        return woven;
      }
    }
  }

  /**
   * Who called a method of the class before it was loaded was woven without knowing what the class
   * inherits, where its loader has no class file to show, as those of compilers in memory.
   */
  private void listAsUnknownBefore(@Nullable ClassLoader loader, ClassShape shape) {
    if (callees.shapes().mayInheritFromJdk(loader, shape)) {
      leftOut.add(
          shape.name,
          "its loader shows no class file, so calls by classes loaded before it of methods that it"
              + " inherits from the JDK may have no rows");
    }
  }

  private Map<String, RowCall> rowCalls(@Nullable ClassLoader loader, Scan scan) {
    RowMethods methods = new RowMethods(callees.shapes(), loader, scan.shape);
    Map<String, RowCall> calls = new HashMap<>();
    for (Map.Entry<String, MethodScan> each : scan.methods.entrySet()) {
      String key = each.getKey();
      int name = key.indexOf('(');
      RowCall call =
          methods.of(each.getValue().access, key.substring(0, name), key.substring(name));
      if (call != null) {
        calls.put(key, call);
      }
    }
    if (!calls.isEmpty() && RowMethods.areQuotesValues(scan.shape.name)) {
      Rows.quotesAreValues = true;
    }
    return calls;
  }

  private record Woven(String key, ProbeInserter inserter) {}

  /** First pass: what {@link MethodScan} finds, by name and descriptor. */
  private static final class Scan extends ClassVisitor {
    final Map<String, MethodScan> methods = new HashMap<>();
    ClassShape shape = new ClassShape("", null, null);
    String sourceFile = "";
    int version;

    Scan() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version, int access, String name, String sig, String superName, String[] interfaces) {
      this.version = version & 0xFFFF;
      this.shape = new ClassShape(name, superName, interfaces);
      shape.isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
    }

    @Override
    public void visitSource(String source, String debug) {
      sourceFile = source == null ? "" : source;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      shape.add(access, name, descriptor);
      if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0 || isJacocos(access, name)) {
        return null;
      }
      MethodScan scan = new MethodScan(shape.name, name, access);
      methods.put(name + descriptor, scan);
      return scan;
    }

    /** What JaCoCo has put into the class. A program calls as much with JaCoCo as without. */
    private static boolean isJacocos(int access, String name) {
      return (access & Opcodes.ACC_SYNTHETIC) != 0 && name.equals("$jacocoInit");
    }
  }

  /** Second pass: the rewriting. */
  private final class Weaver extends ClassVisitor {
    final ClassWriter writer;
    final List<Woven> woven = new ArrayList<>();
    private final Scan scan;
    private final CalleeFinder finder;
    private final Set<String> withoutCallees;
    private final Set<String> without;
    private final boolean recorded;
    private final Map<String, RowCall> rowCalls;
    private final Map<String, String> named;
    private final boolean waiting;

    Weaver(
        ClassReader reader,
        Scan scan,
        CalleeFinder finder,
        Set<String> withoutCallees,
        Set<String> without,
        boolean recorded,
        Map<String, RowCall> rowCalls,
        Map<String, String> named,
        boolean waiting) {
      super(Opcodes.ASM9);
      this.writer = new ClassWriter(reader, 0);
      this.cv = writer;
      this.scan = scan;
      this.finder = finder;
      this.withoutCallees = withoutCallees;
      this.without = without;
      this.recorded = recorded;
      this.rowCalls = rowCalls;
      this.named = named;
      this.waiting = waiting;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      String key = name + descriptor;
      MethodScan method = scan.methods.get(key);
      RowCall row = rowCalls.get(key);
      if (method == null
          || !method.hasCode
          || without.contains(key)
          || (!recorded && row == null && !named.containsKey(key))) {
        return next;
      }
      String declaring = named.get(key);
      Kind kind = waiting ? Kind.JDK : Kind.LIBRARY;
      int id =
          declaring != null
              ? ids.id(new Method(declaring.replace('/', '.'), name, "", "", 0, kind))
              : recorded ? id(name, descriptor, method) : -1;
      if (leavesCounted && method.boundedLeaf && row == null) {
        return ProbeInserter.leaf(next, id, method);
      }
      ProbeInserter inserter =
          new ProbeInserter(
              next,
              id,
              scan.shape.name,
              descriptor,
              method,
              name.equals("<init>"),
              scan.version >= Opcodes.V1_6,
              !recorded || declaring != null || withoutCallees.contains(key) ? NO_CALLEES : finder,
              row,
              waiting);
      woven.add(new Woven(key, inserter));
      return inserter;
    }

    private int id(String name, String descriptor, MethodScan method) {
      return ids.id(
          new Method(
              scan.shape.name.replace('/', '.'),
              name,
              descriptor,
              scan.sourceFile,
              method.firstLine,
              method.isBridge() ? Kind.BRIDGE : Kind.METHOD));
    }
  }

  private static final ProbeInserter.Callees NO_CALLEES =
      new ProbeInserter.Callees() {
        @Override
        public @Nullable Callee of(String owner, String name, String descriptor) {
          return null;
        }
      };
}
