// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tally.format.wire.MarshalException;
import dev.tally.pstats.FunctionTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
  @Test
  void aFileIsReadByWhatItHolds() throws IOException {
    Contents recording = read(Recordings.bytes(Recordings.small()));
    assertThat(recording.profile()).isPresent();

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Format.PSTATS.write(recording, out);
    Contents table = read(out.toByteArray());
    assertThat(table.profile()).isEmpty();
    assertThat(table.functions().size()).isEqualTo(recording.functions().size());
  }

  @ParameterizedTest
  @CsvSource({
    "profile, TALLY",
    "profile.tally, TALLY",
    ".hidden, TALLY",
    "a.b.pstats, PSTATS",
    "profile.prof, PSTATS",
    "profile.svg,",
    "profile.,",
  })
  void aFileIsWrittenByItsExtension(String name, Format format) {
    assertThat(Format.ofFileName(name)).isEqualTo(format);
  }

  @Test
  void aTableIsNotWrittenAsARecording() {
    FunctionTable table = new FunctionTable.Builder().build();
    assertThat(Format.TALLY.hasContexts()).isTrue();
    assertThatThrownBy(() -> Format.TALLY.write(Contents.of(table), new ByteArrayOutputStream()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anUnknownFileIsRefusedInOurWordsAndInPythons() {
    MarshalException e =
        catchThrowableOfType(MarshalException.class, () -> read(new byte[] {'P', 'K', 3, 4}));
    assertThat(e)
        .hasMessage(
            "expected a Tally recording or a Python profile, found 50 4b 03 04"
                + " at byte 0 of the file");
    assertThat(e.python()).isEqualTo("ValueError: bad marshal data (unknown type code)");
    assertThat(catchThrowableOfType(MarshalException.class, () -> read(new byte[0])))
        .hasMessage(
            "expected a Tally recording or a Python profile, found nothing at byte 0 of the file");
  }

  private static Contents read(byte[] file) throws IOException {
    return Format.read(new ByteArrayInputStream(file));
  }
}
