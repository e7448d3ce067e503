// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.objectweb.asm.Opcodes.*;

import dev.tally.profile.MethodStats;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassVisitor;

/**
 * Names that are legal in the JVM and nowhere else. They are recorded as they are, and can be read
 * by our browser and by Python's.
 */
class OddNamesTest {
  private static final String LONGEST = "x".repeat(60_000);

  /** No dot, semicolon, bracket or slash may be in a name; all else may. */
  private static final List<String> NAMES =
      List.of(
          "plain",
          "with space",
          " ",
          "a,b",
          "\"quoted\"",
          "it's",
          "back\\slash",
          "(I)V",
          "line\nbreak",
          "tab\t",
          "nul\0nul",
          "{braces}",
          "a:b(c)",
          "größe",
          "名前",
          "\uD83D\uDE00",
          "high \uD800",
          "\uDC00 low",
          "\uDC00\uD800",
          "\u202Eright to left",
          "%s%n",
          "$(reboot)",
          "switch",
          "1st",
          "~",
          "-",
          LONGEST);

  /** Besides, a class's name may have arrows, and a method's may not. */
  private static final List<String> CLASS_NAMES =
      List.of("a->b", "<init>", "List<String>", "p a.c k", "\uD83D\uDE00.\uD800", "Agent->x");

  @Test
  void areRecordedAndRead() throws Exception {
    ClassFiles files = new ClassFiles();
    List<String> classNames = new ArrayList<>(NAMES.subList(0, NAMES.size() - 1));
    classNames.addAll(CLASS_NAMES);
    // A class's name has to fit into one constant together with what stands around it.
    classNames.add(LONGEST);
    classNames.forEach(name -> files.add(name, V17, type -> members(type, name)));
    Ended recorded = files.sameRecorded();
    assertThat(recorded.out().lines().filter(line -> line.contains(" 27 27 ")))
        .hasSize(files.count());
    Profile profile = recorded.profile();
    assertThat(profile.leftOut()).isEmpty();
    MethodStats stats = MethodStats.of(profile);
    Set<String> called = new HashSet<>();
    for (int m = 0; m < profile.methods().size(); m++) {
      if (stats.calls(m) > 0) {
        called.add(profile.methods().get(m).className() + "|" + profile.methods().get(m).name());
      }
    }
    for (String type : classNames) {
      for (String name : NAMES.subList(1, NAMES.size())) {
        assertThat(called.contains(text(type) + "|" + text(name))).as("%s.%s", type, name).isTrue();
      }
    }
    readByTheBrowserAndByPython(recorded.recording(), profile);
  }

  /** A recording is in UTF-8, where half of a surrogate pair is a question mark. */
  private static String text(String name) {
    return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** A field and a method of each name; {@code run} stands for the first and calls the others. */
  private static void members(ClassVisitor type, String owner) {
    for (String name : NAMES) {
      type.visitField(ACC_STATIC, name, "I", null, null).visitEnd();
    }
    for (String name : NAMES.subList(1, NAMES.size())) {
      ClassFiles.method(
          type,
          name,
          code -> {
            code.visitFieldInsn(GETSTATIC, owner.replace('.', '/'), name, "I");
            code.visitInsn(ICONST_1);
            code.visitInsn(IADD);
            code.visitInsn(IRETURN);
          });
    }
    ClassFiles.method(
        type,
        "run",
        code -> {
          code.visitInsn(ICONST_0);
          for (String name : NAMES.subList(1, NAMES.size())) {
            code.visitMethodInsn(INVOKESTATIC, owner.replace('.', '/'), name, "()I", false);
            code.visitInsn(IADD);
          }
          code.visitInsn(IRETURN);
        });
  }

  private static void readByTheBrowserAndByPython(Path recording, Profile profile)
      throws Exception {
    Path converted = recording.resolveSibling("converted.pstats");
    String summary = "function calls";
    assertThat(tally("stats", recording.toString(), "-c", "sort name", "-c", "stats"))
        .contains(summary, "a->b.with space", "größe.名前", "\uD83D\uDE00");
    tally("convert", recording.toString(), "-o", converted.toString());
    Process python;
    try {
      python = start("python3", "-m", "pstats", converted.toString());
    } catch (IOException e) {
      assumeTrue(false, "there is no python3");
      return;
    }
    python.getOutputStream().write("stats\ncallers plain\n".getBytes(StandardCharsets.UTF_8));
    python.getOutputStream().close();
    String out = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor()).as(out).isZero();
    assertThat(out).contains(summary, "a->b.with space").doesNotContain("Error");
    assertThat(profile.methods().size()).isGreaterThan(NAMES.size() * NAMES.size());
  }

  private static String tally(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("../cli/target/tally/tally.jar").toString()));
    command.addAll(Arrays.asList(arguments));
    Process process = start(command.toArray(String[]::new));
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }

  private static Process start(String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("PYTHONIOENCODING", "utf-8:surrogateescape");
    return builder.start();
  }
}
