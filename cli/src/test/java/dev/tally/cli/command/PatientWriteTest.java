// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.cli.shell.Streams;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatientWriteTest {
  private static final byte[] LARGE = new byte[1 << 20]; // A pipe holds a sixteenth of it.

  private static final Streams NOWHERE =
      new Streams(
          InputStream.nullInputStream(),
          Writer.nullWriter(),
          OutputStream.nullOutputStream(),
          new PrintWriter(Writer.nullWriter()));

  private final Path pipe;

  PatientWriteTest(@TempDir Path folder) {
    pipe = folder.resolve("pipe");
  }

  @BeforeEach
  void makePipe() throws Exception {
    run("mkfifo " + pipe).waitFor();
  }

  @Test
  void givesUpAPipeWithoutAReader() {
    assertThatThrownBy(() -> write(1))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot write " + pipe + ": nobody has read it for 1 seconds");
  }

  @Test
  void givesUpAReaderThatDoesNotRead() throws IOException {
    Process reader = run("exec 3<" + pipe + "; read wait");
    assertThatThrownBy(() -> write(1)).hasMessageContaining("nobody has read it");
    reader.destroy();
  }

  @Test
  void waitsForWhoReads() throws Exception {
    Path copy = pipe.resolveSibling("copy");
    Process reader = run("cat " + pipe + " >" + copy);
    write(60);
    reader.waitFor();
    assertThat(Files.size(copy)).isEqualTo(LARGE.length);
  }

  @Test
  void saysWhatWentWrong() throws IOException {
    run("head -c 1 " + pipe);
    assertThatThrownBy(() -> write(60)).hasMessageContaining("Broken pipe");
  }

  private void write(int seconds) throws IOException {
    new PatientWrite(seconds).write(pipe, NOWHERE, out -> out.write(LARGE));
  }

  private static Process run(String script) throws IOException {
    return new ProcessBuilder(List.of("sh", "-c", script)).start();
  }
}
