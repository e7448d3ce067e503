// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The library of the program Natives, for the JDK that the tests run on. */
final class NativeLibrary {
  private NativeLibrary() {}

  /** Skips the test where there is no C compiler, or no headers of the JVM's. */
  static Path compiled() throws IOException, InterruptedException {
    Path compiler = Path.of("/usr/bin/cc");
    Path headers = Path.of(System.getProperty("java.home"), "include");
    assumeTrue(Files.isExecutable(compiler), "no C compiler");
    assumeTrue(Files.isDirectory(headers.resolve("linux")), "no jni.h");
    Path library = Files.createDirectories(Path.of("target/native")).resolve("libnatives.so");
    Process process =
        new ProcessBuilder(
                compiler.toString(),
                "-shared",
                "-fPIC",
                "-I" + headers,
                "-I" + headers.resolve("linux"),
                "-o",
                library.toString(),
                "src/programs/c/natives.c")
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    return library.toAbsolutePath();
  }
}
