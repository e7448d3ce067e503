// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.probe.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * By these sizes HotSpot's compilers decide what becomes of a probe where the program calls it:
 * docs/decisions/40. They are the defaults of its options on JDK 17 and on 25.
 */
class ProbeSizeTest {
  /**
   * {@code MaxInlineSize}: C2 inlines what has no more bytes, also where calls are not frequent.
   */
  private static final int MAX_INLINE_SIZE = 35;

  /** {@code C1InlineStackLimit}: C1 inlines nothing that takes more words than its parameters. */
  private static final int C1_INLINE_STACK_LIMIT = 5;

  @Test
  void everyProbeIsInlinedByC2AndByC1Never() throws IOException {
    Map<String, int[]> probes = sizes();
    assertThat(probes).hasSize(8); // One enter, one count, and six kinds of result.
    assertThat(probes).allSatisfy((name, size) -> assertThat(size[0]).isLessThan(MAX_INLINE_SIZE));
    assertThat(probes)
        .allSatisfy((name, size) -> assertThat(size[1]).isGreaterThan(C1_INLINE_STACK_LIMIT));
  }

  /** By name: bytes of code, and words of stack and locals beyond the parameters. */
  private static Map<String, int[]> sizes() throws IOException {
    Map<String, int[]> sizes = new TreeMap<>();
    ClassReader reader;
    try (InputStream code = Probe.class.getResourceAsStream("Probe.class")) {
      reader = new ClassReader(code);
    }
    ClassWriter writer = new ClassWriter(0); // Places in code are known to who writes it.
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            boolean probe = name.equals("enter") || name.equals("exit") || name.equals("count");
            if (!probe || (access & Opcodes.ACC_PUBLIC) == 0) {
              return next;
            }
            return new MethodVisitor(Opcodes.ASM9, next) {
              @Override
              public void visitMaxs(int maxStack, int maxLocals) {
                Label end = new Label();
                super.visitLabel(end);
                int parameters = Type.getArgumentsAndReturnSizes(descriptor) >> 2;
                int words = maxStack + maxLocals - (parameters - 1); // It counts a this.
                sizes.put(name + descriptor, new int[] {end.getOffset(), words});
                super.visitMaxs(maxStack, maxLocals);
              }
            };
          }
        },
        0);
    return sizes;
  }
}
