// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How statements are named, of every dialect; {@code statements.txt} lists them. */
class SqlTextTest {
  @ParameterizedTest
  @MethodSource("statements")
  void namesARowByAStatement(String statement, String name) {
    assertThat(of(statement)).isEqualTo(name);
    assertThat(of(name)).as("of the name").isEqualTo(name);
  }

  static Stream<Arguments> statements() throws IOException {
    try (InputStream in = SqlTextTest.class.getResourceAsStream("statements.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      List<String> lines =
          text.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
      List<Arguments> pairs = new ArrayList<>();
      for (int i = 0; i < lines.size(); i += 2) {
        String statement = lines.get(i).replace("\\n", "\n").replace("\\t", "\t");
        pairs.add(Arguments.of(statement, lines.get(i + 1)));
      }
      return pairs.stream();
    }
  }

  @Test
  void doubleQuotesAreValuesWhereTheDriverSaysSo() {
    String mysql = "SELECT `name` FROM t WHERE a = \"secret 5\" AND b = \"it\\\"s 6\"";
    assertThat(SqlText.of(mysql, false, true))
        .isEqualTo("SELECT `name` FROM t WHERE a = ? AND b = ?");
  }

  @Test
  void valuesAreShownIfAskedFor() {
    assertThat(SqlText.of("SELECT  a FROM t\nWHERE b = -5 AND c IN ( 'x  y', N'z' )", true, false))
        .isEqualTo("SELECT a FROM t WHERE b = -5 AND c IN ('x  y', N'z')");
  }

  @Test
  void theMiddleOfALongStatementIsLeftOut() {
    String columns = String.join(", ", java.util.Collections.nCopies(200, "column"));
    String name = of("SELECT " + columns + " FROM t WHERE id = 5");
    assertThat(name)
        .hasSizeLessThanOrEqualTo(SqlText.MOST_SHOWN)
        .startsWith("SELECT column, column")
        .endsWith(" FROM t WHERE id = ?")
        .contains("…");
    assertThat(of("SELECT x, " + columns + " FROM t WHERE id = 5")).isNotEqualTo(name);
    String other = of("SELECT " + columns.replaceFirst("(.{600})column", "$1other!") + " FROM t");
    assertThat(other).isNotEqualTo(of("SELECT " + columns + " FROM t"));
  }

  @Test
  void noMoreThanItsBeginningIsReadOfAVeryLongStatement() {
    String start = "INSERT INTO t VALUES (";
    String name = of(start + "1, ".repeat(1_000_000) + "1)");
    assertThat(name).hasSizeLessThanOrEqualTo(SqlText.MOST_SHOWN).startsWith(start + "?, ?");
    assertThat(of("SELECT '" + "x".repeat(70_000) + "', secret")).matches("SELECT \\? …[a-p]{6}");
  }

  /** Of whatever characters: bounded, the same when named again, and no digit but in a name. */
  @Test
  void anyTextHasAName() {
    String[] pieces = {
      "'", "''", "\"", "`", "[", "]", "(", ")", ",", " ", "\n", "--", "/*", "*/", "$", "$a$", "\\",
      "E'", "q'[", "]'", "N'", "?", ":", "-", "+", ".", "#", "@", "IN", "in (", "VALUES", "a", "e",
      "0x", ";", "7", "77.7e-7", "…", "é", "\u0000", "\ud83d"
    };
    Random random = new Random(18);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(20); n > 0; n--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      String name = of(text.toString());
      assertThat(name.length()).isLessThanOrEqualTo(text.length() + 2);
      if (name.matches("[^`\"\\[]*")) { // Quoted names may have any digits.
        assertThat(name.replaceAll("[\\p{IsAlphabetic}_$#@…][\\w$#]*", ""))
            .as("name of %s", text)
            .doesNotContain("7");
      }
      assertThat(of(name)).as("name of the name of %s", text).isEqualTo(name);
    }
  }

  private static String of(String statement) {
    return SqlText.of(statement, false, false);
  }
}
