// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The JDK on which this runs keeps the threads' seeds as expected, and no other class will do. */
class RandomTransformerTest {
  @Test
  void thisJdksRandomNoLongerTouchesTheThreadsSeeds() throws IOException {
    byte[] woven = Objects.requireNonNull(RandomTransformer.weave(random(), false));
    List<String> called = new ArrayList<>();
    for (Call call : calls(woven)) {
      if (call.name().matches("getLong|putLong") || call.isOfSeeds()) {
        called.add(call.in() + " " + call.name());
      }
    }
    assertThat(called).contains("localInit begin", "nextSeed next", "writeObject next");
    assertThat(called).allMatch(each -> each.matches(".* (begin|next)"));
  }

  @Test
  void aClassThatStoresSeedsElsewhereIsLeftAsItIs() throws IOException {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(random())
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String desc, String sig, String[] exceptions) {
                String other = name.equals("nextSeed") ? "anotherName" : name;
                return super.visitMethod(access, other, desc, sig, exceptions);
              }
            },
            0);
    assertThat(RandomTransformer.weave(writer.toByteArray(), false)).isNull();
    assertThat(RandomTransformer.weave(writer.toByteArray(), true)).isNotNull(); // Too late.
  }

  @Test
  void allThatTakesALongInAnObjectAsksWhereItIs() throws IOException {
    Map<String, Integer> asked = new TreeMap<>();
    try (InputStream code = ClassLoader.getSystemResourceAsStream("sun/misc/Unsafe.class")) {
      byte[] woven = RandomTransformer.weaveUnsafe(Objects.requireNonNull(code).readAllBytes());
      calls(woven).stream()
          .filter(Call::isOfSeeds)
          .forEach(call -> asked.merge(call.in(), 1, Integer::sum));
    }
    assertThat(asked)
        .containsOnlyKeys(
            "compareAndSwapLong",
            "getAndAddLong",
            "getAndSetLong",
            "getLong",
            "getLongVolatile",
            "putLong",
            "putLongVolatile",
            "putOrderedLong");
    assertThat(asked).allSatisfy((method, times) -> assertThat(times).isEqualTo(2));
  }

  /** A call that a class makes, in one of its methods. */
  private record Call(String in, String owner, String name) {
    boolean isOfSeeds() {
      return owner.endsWith("Seeds");
    }
  }

  private static List<Call> calls(byte[] classFile) {
    List<Call> calls = new ArrayList<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String in, String desc, String sig, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitMethodInsn(
                      int opcode, String owner, String name, String desc, boolean itf) {
                    calls.add(new Call(in, owner, name));
                  }
                };
              }
            },
            0);
    return calls;
  }

  private static byte[] random() throws IOException {
    try (InputStream code =
        ThreadLocalRandom.class.getResourceAsStream("ThreadLocalRandom.class")) {
      return Objects.requireNonNull(code).readAllBytes();
    }
  }
}
