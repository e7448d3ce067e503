// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Streams;
import dev.tally.format.TallyFormat;
import dev.tally.profile.Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeAndInfoCommandTest {
  private final Path folder;
  private final Path profile;

  MergeAndInfoCommandTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    profile = folder.resolve("profile");
    try (OutputStream out = Files.newOutputStream(profile)) {
      TallyFormat.write(ConvertCommandTest.recording(), out);
    }
  }

  @Test
  void theSumOfAProfileWithItselfHasTwiceTheCalls() throws IOException {
    Path sum = folder.resolve("sum");
    new MergeCommand()
        .run(List.of(profile.toString(), profile.toString(), "-o", sum.toString()), streams());
    assertThat(calls(sum)).isEqualTo(2 * calls(profile)).isPositive();
  }

  @Test
  void aDashIsStandardOutput() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new MergeCommand()
        .run(List.of(profile.toString(), "-o", "-"), streams(new StringWriter(), bytes));
    Path sum = Files.write(folder.resolve("sum"), bytes.toByteArray());
    assertThat(calls(sum)).isEqualTo(calls(profile));
    assertThat(Path.of("-")).doesNotExist();
  }

  /** What is being written, and what is none of ours, is passed over. */
  @Test
  void aFolderIsTheSumOfItsRecordings() throws IOException {
    Path recordings = Files.createDirectory(folder.resolve("recordings"));
    Files.copy(profile, recordings.resolve("a.tally"));
    Files.copy(profile, recordings.resolve("b"));
    Files.copy(profile, recordings.resolve("c.tally.tmp3k2j9"));
    Files.createFile(recordings.resolve("just-begun.tally"));
    Files.writeString(recordings.resolve("index.txt"), "seconds");
    Files.copy(profile, Files.createDirectory(recordings.resolve("inside")).resolve("d.tally"));

    Path sum = folder.resolve("sum");
    new MergeCommand().run(List.of(recordings.toString(), "-o", sum.toString()), streams());
    assertThat(calls(sum)).isEqualTo(2 * calls(profile));

    byte[] broken = Files.readAllBytes(profile);
    Files.write(recordings.resolve("b"), Arrays.copyOf(broken, broken.length - 9));
    assertThatThrownBy(
            () ->
                new MergeCommand()
                    .run(List.of(recordings.toString(), "-o", sum.toString()), streams()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(recordings.resolve("b") + ": ");
  }

  @Test
  void mergeNeedsFilesAndATarget() {
    assertThatThrownBy(() -> new MergeCommand().run(List.of(profile.toString()), streams()))
        .isInstanceOf(Misuse.class)
        .hasMessage("say what to add up, and where to: tally merge FILE... -o OUT");
    assertThat(folder.resolve("sum")).doesNotExist();
  }

  @Test
  void aFileThatIsNoProfileIsNamed() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "PK");
    Path sum = folder.resolve("sum");
    assertThatThrownBy(
            () ->
                new MergeCommand()
                    .run(
                        List.of(profile.toString(), other.toString(), "-o", sum.toString()),
                        streams()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            other + ": expected a Tally recording or another tool's profile, found");
    assertThat(sum).doesNotExist();
  }

  @Test
  void infoSaysWhatIsInAFileAndHowLargeItsPartsAre() throws IOException {
    String info = info(profile.toString());
    assertThat(info).startsWith(profile + ": a Tally recording\n\n  recorded by");
    assertThat(info).contains("  metrics       calls (count, exact), time (nanoseconds, exact)\n");
    assertThat(info)
        .containsPattern(
            "  file +[0-9,]+ bytes, [0-9,]+ unpacked: the rest .*paths .*calls .*time ");
  }

  @Test
  void infoAsJson() throws IOException {
    String json = info("--json", profile.toString());
    assertThat(json).startsWith("{\n  \"creator\": \"\",");
    assertThat(json).contains("\"calls\": " + calls(profile) + ",");
    assertThat(json).contains("\"startEpochMillis\": null,");
  }

  private String info(String... words) throws IOException {
    StringWriter out = new StringWriter();
    new InfoCommand().run(List.of(words), streams(out, OutputStream.nullOutputStream()));
    return out.toString();
  }

  private static long calls(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      Profile read = TallyFormat.read(in);
      long calls = 0;
      for (int c = 0; c < read.tree().size(); c++) {
        calls += read.tree().calls(c);
      }
      return calls;
    }
  }

  private static Streams streams() {
    return streams(new StringWriter(), OutputStream.nullOutputStream());
  }

  private static Streams streams(StringWriter out, OutputStream bytes) {
    return new Streams(InputStream.nullInputStream(), out, bytes, new PrintWriter(out));
  }
}
