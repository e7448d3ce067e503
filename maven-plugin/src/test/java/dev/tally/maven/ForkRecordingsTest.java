// SPDX-License-Identifier: Apache-2.0
package dev.tally.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which recordings belong to a build. */
class ForkRecordingsTest {
  private static final Instant BEGINNING = Instant.parse("2026-11-30T08:00:00Z");

  private final Path folder;

  ForkRecordingsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void thoseOfEarlierBuildsAreDeletedAndNothingElse() throws IOException {
    Path earlier = file("1.tally", "x", BEGINNING.minusSeconds(1));
    Path ours = file("2.tally", "x", BEGINNING);
    Path empty = file("3.tally", "", BEGINNING.minusSeconds(1));
    Path another = file("notes.txt", "x", BEGINNING.minusSeconds(1));

    ForkRecordings.in(folder).deleteBefore(BEGINNING);

    assertThat(earlier).doesNotExist();
    assertThat(empty).doesNotExist();
    assertThat(ours).exists();
    assertThat(another).exists();
  }

  @Test
  void whatAJvmHasNotWrittenIsToldFromWhatItHas() throws IOException {
    Path whole = file("1.tally", "x", BEGINNING);
    Path empty = file("2.tally", "", BEGINNING);

    assertThat(ForkRecordings.in(folder).files()).containsExactly(whole);
    assertThat(ForkRecordings.in(folder).empty()).containsExactly(empty);
    assertThat(ForkRecordings.in(folder.resolve("nowhere")).files()).isEmpty();
  }

  @Test
  void aBrokenOneIsNamed() throws IOException {
    Path broken = file("1.tally", "no recording", BEGINNING);

    assertThatThrownBy(() -> ForkRecordings.in(folder).merged())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(broken + ": expected ");
  }

  private Path file(String name, String content, Instant time) throws IOException {
    Path file = ForkRecordings.below(folder).resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return Files.setLastModifiedTime(file, FileTime.from(time));
  }
}
