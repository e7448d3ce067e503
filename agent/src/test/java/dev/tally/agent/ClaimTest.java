// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.agent.Claim.Owner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a file is. That a lock tells other JVMs is tested where there are some. */
class ClaimTest {
  private static final long START = 1_000_000;

  private final Path file;
  private final Claim claim = new Claim(START);

  ClaimTest(@TempDir Path folder) {
    file = folder.resolve("profile");
  }

  @Test
  void whatIsNotThereIsOurs() throws IOException {
    assertThat(owner()).isEqualTo(Owner.US);
    Files.createFile(file);
    assertThat(owner()).isEqualTo(Owner.US);
  }

  @Test
  void whatIsNoRecordingIsTheUsers() throws IOException {
    for (String content : new String[] {"x", "class App {}", "\u0089PNG\n", "\u0089TALLY"}) {
      Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
      assertThat(owner()).as(content).isEqualTo(Owner.USER);
    }
  }

  @Test
  void aRecordingFromBeforeOurStartIsOursAndALaterOneAnothers() throws IOException {
    record(file, START - 1);
    assertThat(owner()).isEqualTo(Owner.US);
    record(file, START);
    assertThat(owner()).isEqualTo(Owner.ANOTHER_JVM);
  }

  /** By what it is, not by its name: somebody may have put another file in its place. */
  @Test
  void whatWeHaveWrittenIsOurs() throws IOException {
    Path written = record(file.resolveSibling("profile.tmp"), START + 1);
    claim.take(written);
    Files.move(written, file);
    assertThat(owner()).isEqualTo(Owner.US);

    Path other = record(file.resolveSibling("other"), START + 1);
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(owner()).isEqualTo(Owner.ANOTHER_JVM);
  }

  @Test
  void aRecordingThatIsHeldIsAnothersHoweverOldItIs() throws IOException {
    Claim another = new Claim(0);
    another.take(record(file, START - 1));
    assertThat(owner()).isEqualTo(Owner.ANOTHER_JVM);

    another.take(record(file.resolveSibling("next"), START));
    assertThat(owner()).isEqualTo(Owner.US);
  }

  private Owner owner() throws IOException {
    return claim.owner(file);
  }

  private static Path record(Path file, long millis) throws IOException {
    Files.write(file, new byte[] {(byte) 0x89, 'T', 'A', 'L', 'L', 'Y', '\n', 1});
    return Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
  }
}
