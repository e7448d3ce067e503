// SPDX-License-Identifier: Apache-2.0
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.jar.JarFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Classes that change while their methods run. */
public class Redefined {
  /** Is redefined; the text tells which version it is. */
  static class Target {
    static String version(int n) {
      return n == 0 ? "old" : version(n - 1);
    }

    int step(int n) {
      try {
        if (n % 3 == 0) {
          throw new IllegalStateException();
        }
        return n;
      } catch (IllegalStateException e) {
        return -Math.abs(n);
      }
    }
  }

  static volatile boolean stop;
  static long steps;
  static volatile int hooks;
  static long sum;

  /** A virtual thread, if that is asked for and there are any. */
  static Thread started(Runnable run, String name, boolean virtual) throws Exception {
    if (virtual && Runtime.version().feature() >= 21) {
      return (Thread)
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, run);
    }
    Thread thread = new Thread(run, name);
    thread.start();
    return thread;
  }

  static void hooked() {
    hooks = Math.max(1, hooks);
  }

  static byte[] target(String version) throws Exception {
    byte[] bytes = Redefined.class.getResourceAsStream("Redefined$Target.class").readAllBytes();
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    return latin.replace("old", version).getBytes(StandardCharsets.ISO_8859_1);
  }

  public static void main(String[] arguments) throws Exception {
    Instrumentation instrumentation = Retransformer.instrumentation;
    Thread busy =
        new Thread(
            () -> {
              Target target = new Target();
              while (!stop) {
                sum += target.step((int) steps);
                steps++;
              }
            });
    busy.start();
    switch (arguments[0]) {
      case "redefine" -> {
        for (int i = 0; i < 30; i++) {
          String version = i % 2 == 0 ? "new" : "old";
          instrumentation.redefineClasses(new ClassDefinition(Target.class, target(version)));
          if (!Target.version(5).equals(version)) {
            throw new AssertionError(version);
          }
        }
      }
      case "retransform" -> {
        for (int i = 0; i < 3; i++) {
          List<Class<?>> all = new ArrayList<>();
          for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (instrumentation.isModifiableClass(type)) {
              all.add(type);
            }
          }
          instrumentation.retransformClasses(all.toArray(Class[]::new));
          Target.version(9);
        }
      }
      case "hooks" -> {
        instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(arguments[1]));
        Hook.program = Redefined::hooked;
        instrumentation.addTransformer(new Hooks(), true);
        for (Class<?> type :
            List.of(
                ConcurrentHashMap.class,
                ConcurrentLinkedDeque.class,
                AtomicInteger.class,
                AtomicLong.class)) {
          instrumentation.retransformClasses(type);
        }
        for (int i = 0; i < 100; i++) {
          started(() -> Target.version(9), "short " + (char) ('a' + i), i % 2 == 0).join();
        }
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    stop = true;
    busy.join();
    System.out.println("steps=" + steps);
    if (arguments[0].equals("hooks") && hooks == 0) {
      throw new AssertionError("no hook was called");
    }
  }

  /** Begins methods of the JDK with a call that ends in the program. */
  static class Hooks implements ClassFileTransformer {
    private static final Set<String> NAMES =
        Set.of(
            "get",
            "putIfAbsent",
            "size",
            "pollFirst",
            "offerFirst",
            "getAndAdd",
            "getAndIncrement");

    @Override
    public byte[] transform(
        ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
      if (!name.startsWith("java/util/concurrent/")) {
        return null;
      }
      ClassReader reader = new ClassReader(bytes);
      ClassWriter writer = new ClassWriter(reader, 0);
      reader.accept(
          new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(
                int access, String name, String type, String generic, String[] exceptions) {
              return new MethodVisitor(
                  Opcodes.ASM9, super.visitMethod(access, name, type, generic, exceptions)) {
                @Override
                public void visitCode() {
                  super.visitCode();
                  if (NAMES.contains(name)) {
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, "Hook", "called", "()V", false);
                  }
                }
              };
            }
          },
          0);
      return writer.toByteArray();
    }
  }
}
