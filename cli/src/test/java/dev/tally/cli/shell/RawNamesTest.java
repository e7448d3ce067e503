// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawNamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"plain", "a b%20c", "größe", "😀", "ba\uDCFFd", "what?"})
  void aNameIsAFileAndBack(String name, @TempDir Path folder) throws IOException {
    Path file = RawNames.path(folder + "/" + name);

    Files.writeString(file, "");

    assertThat(RawNames.name(file)).isEqualTo(folder + "/" + name);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aRelativeNameStaysRelative() {
    assertThat(RawNames.path("a/größe")).isRelative().hasToString("a/größe");
    assertThat(RawNames.path("")).isEqualTo(Path.of(""));
  }

  @Test
  void theNameOfAFolderDoesNotEndWithASlash(@TempDir Path folder) {
    assertThat(RawNames.name(folder)).isEqualTo(folder.toString());
    assertThat(RawNames.name(Path.of("/"))).isEqualTo("/");
  }

  @Test
  void noFileHasANulInItsName() {
    assertThatThrownBy(() -> RawNames.path("grö\0ße")).isInstanceOf(InvalidPathException.class);
  }
}
