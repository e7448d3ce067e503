// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Which methods make rows, and that a class whose methods do still loads and does the same. */
class RowMethodsTest {
  /** Has what makes it a statement, and not the interface. */
  public static class Driver {
    public boolean execute(String sql) throws SQLException {
      try {
        if (sql.isEmpty()) {
          throw new SQLException("empty");
        }
        return sql.length() > 3;
      } catch (SQLException e) {
        sql = "local variables may be used again";
        throw new SQLException(sql);
      }
    }

    public int getUpdateCount() {
      return 0;
    }

    public boolean getMoreResults() {
      return false;
    }

    public int[] executeBatch() {
      return new int[2];
    }

    public void addBatch(String sql) {}

    boolean execute(String sql, int[] notPublic) {
      return true;
    }
  }

  /** A helper of the program's, which runs who knows what. */
  public static class Helper {
    public boolean execute(String sql) throws SQLException {
      return sql.isEmpty();
    }
  }

  /** The first from before stack-map frames. */
  @ParameterizedTest
  @CsvSource({"49, true", "49, false", "61, true", "61, false"})
  void aDriverDoesWhatItDid(int version, boolean recorded) throws Exception {
    byte[] woven = weave(Driver.class, version, recorded);
    assertThat(rows(woven))
        .containsExactlyInAnyOrder(
            "execute executed",
            "execute enter",
            "execute exit",
            "execute unwind",
            "executeBatch batch",
            "executeBatch enter",
            "executeBatch batched",
            "executeBatch exit",
            "executeBatch unwind",
            "addBatch added");
    Class<?> type = new Loader().define(woven);
    Object driver = type.getConstructor().newInstance();
    assertThat(type.getMethod("execute", String.class).invoke(driver, "SELECT 1")).isEqualTo(true);
    assertThat(type.getMethod("execute", String.class).invoke(driver, "a")).isEqualTo(false);
    assertThat(type.getMethod("executeBatch").invoke(driver)).isEqualTo(new int[2]);
    type.getMethod("addBatch", String.class).invoke(driver, "SELECT 1");
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> type.getMethod("execute", String.class).invoke(driver, "")))
        .rootCause()
        .hasMessage("local variables may be used again");
  }

  @Test
  void aHelperWithAMethodOfThatNameIsNone() throws IOException {
    assertThat(rows(weave(Helper.class, Opcodes.V17, true))).isEmpty();
  }

  /** With the class file's version, and without frames before they were. */
  private static byte[] weave(Class<?> type, int version, boolean recorded) throws IOException {
    String name = type.getName().replace('.', '/');
    byte[] classFile;
    try (InputStream in = type.getResourceAsStream("/" + name + ".class")) {
      ClassReader reader = new ClassReader(Objects.requireNonNull(in).readAllBytes());
      ClassWriter writer = new ClassWriter(0);
      reader.accept(
          new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visit(
                int v, int access, String n, String sig, String superName, String[] interfaces) {
              super.visit(version, access, n, sig, superName, interfaces);
            }

            @Override
            public void visitNestHost(String host) {}
          },
          version < Opcodes.V1_7 ? ClassReader.SKIP_FRAMES : 0);
      classFile = writer.toByteArray();
    }
    CallTransformer transformer =
        new CallTransformer(
            new MethodFilter(List.of(), List.of()),
            new MethodIds(),
            new ProgramClasses(),
            true,
            true,
            true);
    byte[] woven = transformer.weave(type.getClassLoader(), name, classFile, recorded);
    return woven == null ? classFile : woven;
  }

  /** The calls of Rows in each method. */
  private static List<String> rows(byte[] classFile) {
    List<String> calls = new ArrayList<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String method, String d, String sig, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitMethodInsn(
                      int opcode, String owner, String name, String desc, boolean itf) {
                    String call = method + " " + name;
                    if (owner.endsWith("/Rows") && !name.equals("none") && !calls.contains(call)) {
                      calls.add(call);
                    }
                  }
                };
              }
            },
            0);
    return calls;
  }

  private static final class Loader extends ClassLoader {
    Loader() {
      super(RowMethodsTest.class.getClassLoader());
    }

    Class<?> define(byte[] classFile) {
      return defineClass(null, classFile, 0, classFile.length);
    }
  }
}
