// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compilers, interpreters and checkers that others wrote do the same with and without Tally. */
@Tag("long")
class ProgramsTest {
  @ParameterizedTest
  @MethodSource("programs")
  void theSame(String program) throws Exception {
    int bar = program.indexOf(" | ");
    String jars = MavenJars.classPath(program.substring(0, bar));
    String[] words =
        Arrays.stream(program.substring(bar + 3).split(" ", -1))
            .map(
                word ->
                    word.replace("{sources}", Path.of("src/programs/java").toAbsolutePath() + ""))
            .map(word -> word.replace("{classes}", Programs.classes() + ""))
            .toArray(String[]::new);
    Ended recorded =
        Ended.same(
            Jvm.given(words).alsoOnClassPath(jars),
            Jvm.given(words).alsoOnClassPath(jars).recorded("max-contexts=100000"));
    assertThat(recorded.profile().tree().size()).isGreaterThan(1_000);
  }

  static List<String> programs() throws IOException {
    return MavenJars.coordinates(Path.of("src/test/resources/programs.txt"));
  }
}
