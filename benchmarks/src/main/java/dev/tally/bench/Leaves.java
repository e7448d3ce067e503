// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import dev.tally.agent.trace.CallTransformer;
import dev.tally.agent.trace.MethodFilter;
import dev.tally.agent.trace.MethodIds;
import dev.tally.agent.trace.ProgramClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * The methods that Tally counts without timing them, because they cannot take long. Their time is
 * their caller's by design, so a sampler's view of them is brought to the same rule before it is
 * taken for the truth.
 *
 * <p>Asks the agent itself: a class is woven with such methods counted and with them timed, and
 * those that get a handler only when timed are they. That is why {@code benchmarks/run} starts the
 * bench with the agent, told to record nothing.
 */
final class Leaves {
  private static final ClassLoader LOADER = ClassLoader.getSystemClassLoader();
  private static final ProtectionDomain DOMAIN = new ProtectionDomain(null, null);

  private final MethodFilter filter = new MethodFilter(List.of("*"), List.of());
  private final Map<String, Set<String>> byClass = new HashMap<>();

  Leaves(Workload workload, Jdk jdk) throws IOException {
    ClassFiles.visit(
        workload, jdk, (name, file) -> byClass.put(name, leaves(name, Files.readAllBytes(file))));
  }

  /** Whether every method of this name is one: a sampler does not tell overloads apart. */
  boolean contains(String className, String method) {
    return byClass.getOrDefault(className, Set.of()).contains(method);
  }

  private Set<String> leaves(String className, byte[] classFile) {
    Set<String> counted = withHandler(woven(className, classFile, true));
    Set<String> leaves = new HashSet<>();
    Set<String> others = new HashSet<>();
    for (String method : withHandler(woven(className, classFile, false))) {
      String name = method.substring(0, method.indexOf('('));
      (counted.contains(method) ? others : leaves).add(name);
    }
    leaves.removeAll(others);
    return leaves;
  }

  private byte[] woven(String className, byte[] classFile, boolean leavesCounted) {
    CallTransformer transformer =
        new CallTransformer(
            filter, new MethodIds(), new ProgramClasses(), false, leavesCounted, false);
    byte[] woven =
        transformer.transform(
            LOADER.getUnnamedModule(),
            LOADER,
            className.replace('.', '/'),
            null,
            DOMAIN,
            classFile);
    return woven == null ? classFile : woven;
  }

  /** Names and descriptors of methods that catch something. */
  private static Set<String> withHandler(byte[] classFile) {
    Set<String> methods = new HashSet<>();
    ClassVisitor visitor =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
                methods.add(name + descriptor);
              }
            };
          }
        };
    new ClassReader(classFile).accept(visitor, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return methods;
  }
}
