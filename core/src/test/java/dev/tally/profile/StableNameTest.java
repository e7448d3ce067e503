// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What stays of names that compilers and class generators make, by a table of real ones. */
class StableNameTest {

  @ParameterizedTest
  @CsvFileSource(resources = "stable-names.tsv", delimiter = '\t')
  void staysWhenTheProgramIsCompiledOrRunAgain(String what, String name, String stable) {
    assertThat(stable(what, name)).isEqualTo(stable);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "stable-names.tsv", delimiter = '\t')
  void ofAStableNameIsThatName(String what, String name, String stable) {
    assertThat(stable(what, stable)).as("of what stays of " + name).isEqualTo(stable);
  }

  private static String stable(String what, String name) {
    return switch (what) {
      case "class" -> StableName.ofClass(name);
      case "method" -> StableName.ofMethod(name);
      case "function" -> StableName.ofFunction(name);
      case "file" -> StableName.ofFile(name);
      default -> throw new IllegalArgumentException(what);
    };
  }
}
