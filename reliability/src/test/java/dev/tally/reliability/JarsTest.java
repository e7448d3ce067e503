// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

/** Programs that come as jars: signed, of several versions, as named modules, in a cut image. */
class JarsTest {
  private Path folder;
  private Path jar;

  @BeforeEach
  void aJarOfSeveralVersions(@TempDir Path empty) throws Exception {
    folder = empty;
    jar = folder.resolve("versioned.jar");
    Manifest manifest = OtherAgents.manifest();
    manifest.getMainAttributes().putValue("Main-Class", "app.Versioned");
    manifest.getMainAttributes().putValue("Multi-Release", "true");
    Path sources = Files.createDirectories(folder.resolve("src/app"));
    String source = Files.readString(Path.of("src/programs/java/Versioned.java"));
    Path main = Files.writeString(sources.resolve("Versioned.java"), "package app;" + source);
    Path module = Files.writeString(folder.resolve("src/module-info.java"), "module app {}");
    Path classes = folder.resolve("classes");
    assertThat(
            ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, "-d", classes + "", main + "", module + ""))
        .isZero();
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (String name : List.of("app/Versioned.class", "app/Version.class", "module-info.class")) {
        out.putNextEntry(new JarEntry(name));
        out.write(Files.readAllBytes(classes.resolve(name)));
      }
      out.putNextEntry(new JarEntry("META-INF/versions/11/app/Version.class"));
      out.write(laterVersion());
    }
  }

  @Test
  void ofSeveralVersions() throws Exception {
    runs(Jvm.given("-jar", jar.toString()), Jvm.given("-jar", jar.toString()), "unsigned");
  }

  @Test
  void signed() throws Exception {
    Path keys = folder.resolve("keys");
    String[] store = {"-keystore", keys + "", "-storepass", "secret1", "-keypass", "secret1"};
    tool("keytool", store, "-genkeypair", "-alias", "k", "-dname", "CN=Tally", "-keyalg", "EC");
    tool("jarsigner", store, jar.toString(), "k");
    runs(Jvm.given("-jar", jar.toString()), Jvm.given("-jar", jar.toString()), "true");
  }

  @Test
  void asANamedModule() throws Exception {
    String[] options = {"-p", jar.toString(), "-m", "app/app.Versioned"};
    Ended recorded = runs(Jvm.given(options), Jvm.given(options), "unsigned");
    assertThat(recorded.out()).contains("app package app");
  }

  /** Sees what Tally takes of the JDK: one module beside the program's. */
  @Test
  void inAnImageOfTwoModules() throws Exception {
    String[] options = {"--limit-modules", "java.base,java.instrument", "-jar", jar.toString()};
    runs(Jvm.given(options), Jvm.given(options), "unsigned");
  }

  private static Ended runs(Jvm plain, Jvm recorded, String signed) throws Exception {
    Ended ended = Ended.same(plain, recorded.recorded());
    assertThat(ended.out()).contains("version=11\n" + signed + "\n");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.profile().leftOut()).isEmpty();
    assertThat(ended.calls("app.Versioned", "step")).isEqualTo(ended.printed("steps"));
    assertThat(ended.calls("app.Version", "version")).isEqualTo(1);
    return ended;
  }

  private static void tool(String name, String[] store, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", name).toString());
    command.addAll(Arrays.asList(store));
    command.addAll(Arrays.asList(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
  }

  private static byte[] laterVersion() {
    ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    type.visit(V11, ACC_SUPER, "app/Version", null, "java/lang/Object", null);
    MethodVisitor code = type.visitMethod(ACC_STATIC, "version", "()I", null, null);
    code.visitCode();
    code.visitIntInsn(BIPUSH, 11);
    code.visitInsn(IRETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    type.visitEnd();
    return type.toByteArray();
  }
}
