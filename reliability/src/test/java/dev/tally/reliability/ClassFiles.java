// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

/** Class files made by hand, and the program that defines and runs them. */
final class ClassFiles {
  private final Map<String, byte[]> classes = new LinkedHashMap<>();

  /**
   * Adds a class.
   *
   * @param name with dots
   */
  void add(String name, int version, Consumer<ClassVisitor> members) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.setComputeLimits(Integer.MAX_VALUE, Long.MAX_VALUE); // It is we who ask too much.
    writer.visit(
        version, ACC_PUBLIC | ACC_SUPER, name.replace('.', '/'), null, "java/lang/Object", null);
    members.accept(writer);
    writer.visitEnd();
    classes.put(name, writer.toByteArray());
  }

  /** Adds a class with a method {@code int run()} of this code. */
  void run(String name, int version, Consumer<MethodVisitor> code) {
    add(name, version, type -> method(type, "run", code));
  }

  /** A method without parameters that returns an int. */
  static void method(ClassVisitor type, String name, Consumer<MethodVisitor> code) {
    MethodVisitor method = type.visitMethod(ACC_PUBLIC | ACC_STATIC, name, "()I", null, null);
    method.visitCode();
    code.accept(method);
    method.visitMaxs(0, 0);
    method.visitEnd();
  }

  int count() {
    return classes.size();
  }

  /** The program that calls {@code run} of each class and prints what comes of it. */
  Jvm program() throws IOException {
    Jvm jvm = Jvm.program("Defines", "classes");
    try (DataOutputStream out =
        new DataOutputStream(Files.newOutputStream(jvm.folder.resolve("classes")))) {
      out.writeInt(classes.size());
      for (Map.Entry<String, byte[]> each : classes.entrySet()) {
        out.writeUTF(each.getKey());
        out.writeInt(each.getValue().length);
        out.write(each.getValue());
      }
    }
    return jvm.options("-XX:+IgnoreUnrecognizedVMOptions", "-Xverify:all");
  }

  /** Runs them plain and recorded: nothing may differ. */
  Ended sameRecorded(String... agentOptions) throws IOException, InterruptedException {
    return Ended.same(program(), program().recorded(agentOptions));
  }
}
