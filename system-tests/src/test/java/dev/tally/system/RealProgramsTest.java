// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.Profile;
import dev.tally.system.Program.Preparation;
import dev.tally.system.Program.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Programs that others wrote do not notice that they are recorded, and nothing of them is missed.
 */
class RealProgramsTest {
  private static final Preparation NOTHING = folder -> {};

  @Test
  void googleJavaFormatFormatsAFolder() throws IOException {
    List<String> files = List.of("Callbacks.java", "Exceptions.java", "Futures.java", "Loops.java");
    Preparation unformatted =
        folder -> {
          for (String file : files) {
            try (Stream<String> lines = Files.lines(Path.of("src/targets/java/targets", file))) {
              Files.write(folder.resolve(file), lines.map(String::strip).toList());
            }
          }
        };
    Program program =
        formatter(
            "reformat",
            Stream.concat(Stream.of("--replace"), files.stream()).toArray(String[]::new));
    Run plain = program.plain(unformatted);
    assertThat(plain.fork().exit()).as(plain.fork().story()).isZero();
    assertThat(plain.files().get("Loops.java"))
        .isEqualTo(Files.readString(Path.of("src/targets/java/targets/Loops.java")));

    Profile profile = program.recordedLike(plain, unformatted);
    assertThat(
            Recordings.calls(
                profile, "com.google.googlejavaformat.java.FormatFileCallable", "<init>"))
        .isEqualTo(files.size());
  }

  /** Ends by System.exit(1). */
  @Test
  void googleJavaFormatFindsAFileUnformatted() throws IOException {
    Preparation unformatted = folder -> Files.writeString(folder.resolve("A.java"), "class  A{}");
    Program program = formatter("check", "--set-exit-if-changed", "--dry-run", "A.java");
    Run plain = program.plain(unformatted);
    assertThat(plain.fork().exit()).as(plain.fork().story()).isEqualTo(1);
    program.recordedLike(plain, unformatted);
  }

  /** The script's last statement fails: exit code 1 and a stack trace. */
  @Test
  void h2RunsAScript() throws IOException {
    Program program =
        new Program(
            "h2",
            "h2",
            "org.h2.tools.RunScript",
            "-url",
            "jdbc:h2:mem:work",
            "-script",
            "{sources}/work.sql",
            "-showResults");
    Run plain = program.plain(NOTHING);
    assertThat(plain.fork().out()).contains("--> 26143");
    assertThat(plain.fork().err()).contains("IllegalStateException: refused 7");
    Profile profile = program.recordedLike(plain, NOTHING);
    assertThat(Discrepancies.between(program.driver("Functions"), profile, "", true)).isEmpty();
  }

  @Test
  void jacksonGoesRound() throws IOException {
    Program program = new Program("jackson", "jackson", "RoundTrips");
    Run plain = program.plain(NOTHING);
    assertThat(plain.fork().out()).startsWith("118621 200 13437.5\n");
    Profile profile = program.recordedLike(plain, NOTHING);
    assertThat(Discrepancies.between(program.driver("RoundTrips"), profile, "", true)).isEmpty();
  }

  @Test
  void jettyServesAClientInTheSameJvm() throws IOException {
    Program program = new Program("jetty", "jetty", "Serve");
    Run plain = program.plain(NOTHING);
    assertThat(plain.fork().out()).endsWith("404\n500\n500\nSTOPPED\n");
    Profile profile = program.recordedLike(plain, NOTHING);
    assertThat(Discrepancies.between(program.driver("Serve"), profile, "", true)).isEmpty();
  }

  @Test
  void kotlinCompilesAFile() throws IOException {
    Program program =
        new Program(
                "kotlin",
                "kotlin",
                "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
                "-no-stdlib",
                "-no-reflect",
                "-cp",
                "{jars}/kotlin-stdlib-2.2.20.jar",
                "-d",
                "classes",
                "{sources}/Shapes.kt")
            .withJvmOptions("-Xshare:auto");
    if (Installation.FEATURE >= 24) {
      program.withJvmOptions(
          "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    }
    Run plain = program.plain(NOTHING);
    assertThat(plain.fork().exit()).as(plain.fork().story()).isZero();
    assertThat(plain.files()).containsKey("classes/shapes/ShapesKt.class");
    Profile profile = program.recordedLike(plain, NOTHING);
    assertThat(
            Recordings.calls(
                profile, "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler$Companion", "main"))
        .isEqualTo(1);
  }

  private static Program formatter(String run, String... arguments) {
    String[] command =
        Stream.concat(Stream.of("com.google.googlejavaformat.java.Main"), Stream.of(arguments))
            .toArray(String[]::new);
    return new Program(run, "google-java-format", command)
        .withJvmOptions(
            Stream.of("api", "code", "file", "parser", "tree", "util")
                .map(p -> "--add-exports=jdk.compiler/com.sun.tools.javac." + p + "=ALL-UNNAMED")
                .toArray(String[]::new));
  }
}
