// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.LeftOut;
import java.security.ProtectionDomain;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Which classes the JVM gets back changed, and what is said of the others. */
class CallTransformerTest {
  private final ProgramClasses classes = new ProgramClasses();
  private final ClassLoader loader = getClass().getClassLoader();

  @Test
  void aClassDefinedWithoutANameIsRecorded() {
    assertThat(transform(List.of(), null, classFile("a/Named", Opcodes.V17))).isNotNull();
    assertThat(classes.leftOut().listed()).isEmpty();
    assertThat(classes.whyNothing())
        .isEqualTo("no calls were recorded: no method of the one recorded class was called");
  }

  @Test
  void aClassDefinedWithoutANameIsExcludedByItsName() {
    assertThat(transform(List.of("a.*"), null, classFile("a/Named", Opcodes.V17))).isNull();
    assertThat(classes.whyNothing())
        .isEqualTo(
            "no calls were recorded: include and exclude leave out the program's one class,"
                + " a.Named");
  }

  @Test
  void aClassFileOfANewerJavaIsLeftAloneAndListed() {
    assertThat(transform(List.of(), "a/Newer", classFile("a/Newer", 99))).isNull();
    assertThat(transform(List.of(), null, classFile("a/Unnamed", 99))).isNull();
    String reason = "its class file is of version 99.0, for a newer Java than this Tally knows";
    assertThat(classes.leftOut().listed())
        .containsExactly(new LeftOut("a.Newer", reason), new LeftOut("a.Unnamed", reason));
    assertThat(classes.whyNothing())
        .isEqualTo(
            "no calls were recorded: all 2 classes were left alone, the first is a.Newer ("
                + reason
                + ")");
  }

  @Test
  void aProgramOfTheJdkAloneHasNothingToRecord() {
    assertThat(classes.whyNothing())
        .isEqualTo("no calls were recorded: the program has loaded only classes of the JDK");
  }

  @Test
  void whatWasLoadedBeforeIsListed() {
    transformer(List.of("java.*")).listEarly(List.of(CallTransformerTest.class, String.class));
    assertThat(classes.leftOut().listed()).isEmpty(); // Our own packages are never recorded.
    transformer(List.of()).listEarly(List.of(Assertions.class, String.class));
    assertThat(classes.leftOut().listed())
        .containsExactly(
            new LeftOut(Assertions.class.getName(), "it was loaded before the recording began"));
  }

  /** As of a compiler in memory: what its classes inherit is known when they are defined. */
  @Test
  void aClassThatWasCalledBeforeItCouldBeKnownIsListed() {
    CallTransformer transformer = transformer(List.of());
    ClassLoader inMemory = new ClassLoader(null) {};
    for (String callee : List.of("a/Names", "a/Plain")) {
      weave(transformer, inMemory, callerOf(callee));
    }
    weave(transformer, inMemory, classFile("a/Names", "java/util/ArrayList", Opcodes.V17));
    weave(transformer, inMemory, classFile("a/Others", "java/util/ArrayList", Opcodes.V17));
    weave(transformer, inMemory, classFile("a/Plain", Opcodes.V17));
    assertThat(classes.leftOut().listed())
        .containsExactly(
            new LeftOut(
                "a.Names",
                "its loader shows no class file, so calls by classes loaded before it of methods"
                    + " that it inherits from the JDK may have no rows"));
  }

  private static void weave(CallTransformer transformer, ClassLoader of, byte[] classFile) {
    String name = new ClassReader(classFile).getClassName();
    transformer.weave(of, name, classFile, true);
  }

  private byte @Nullable [] transform(
      List<String> exclude, @Nullable String name, byte[] classFile) {
    ProtectionDomain domain = getClass().getProtectionDomain();
    return transformer(exclude)
        .transform(loader.getUnnamedModule(), loader, name, null, domain, classFile);
  }

  private CallTransformer transformer(List<String> exclude) {
    return new CallTransformer(
        new MethodFilter(List.of(), exclude), new MethodIds(), classes, true, true, true);
  }

  private static byte[] classFile(String name, int version) {
    return classFile(name, "java/lang/Object", version);
  }

  private static byte[] classFile(String name, String superName, int version) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(version, Opcodes.ACC_PUBLIC, name, null, superName, null);
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** Calls {@code size()} of what it is given. */
  private static byte[] callerOf(String callee) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V17, 0, "a/CallerOf" + callee.substring(2), null, "java/lang/Object", null);
    MethodVisitor method =
        writer.visitMethod(Opcodes.ACC_STATIC, "sizeOf", "(L" + callee + ";)I", null, null);
    method.visitCode();
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, callee, "size", "()I", false);
    method.visitInsn(Opcodes.IRETURN);
    method.visitMaxs(1, 1);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
