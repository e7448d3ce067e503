// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A screen of 5 rows and 20 columns, and a pager that writes what it gets into a file. */
class PagerTest {
  private static final String FOUR_LINES = "one\ntwo\nthree\nfour\n";
  private static final String FIVE_LINES = FOUR_LINES + "five\n";

  private final Path paged;
  private final StringWriter terminal = new StringWriter();
  private final List<Boolean> lent = new ArrayList<>();

  PagerTest(@TempDir Path folder) {
    paged = folder.resolve("paged");
  }

  @Test
  void shows_an_answer_that_fits_above_the_prompt() throws IOException {
    Pager pager = pager("cat > " + paged);

    pager.append(FOUR_LINES).finish();

    assertThat(terminal.toString()).isEqualTo(FOUR_LINES);
    assertThat(paged).doesNotExist();
    assertThat(lent).isEmpty();
  }

  @Test
  void pages_an_answer_that_does_not_fit() throws IOException {
    Pager pager = pager("cat > " + paged);

    pager.append(FIVE_LINES).append("six").append('\n').finish();

    assertThat(terminal.toString()).isEmpty();
    assertThat(paged).hasContent(FIVE_LINES + "six\n");
    assertThat(lent).containsExactly(true, false);
  }

  @Test
  void counts_rows_as_the_terminal_breaks_lines() throws IOException {
    String twentyColumns = "x".repeat(20) + "\n";
    pager("cat > " + paged).append(twentyColumns.repeat(4)).finish();
    assertThat(paged).doesNotExist();

    String twentyOneColumns = "x".repeat(21) + "\n";
    pager("cat > " + paged).append(twentyOneColumns.repeat(3)).finish();
    assertThat(paged).hasContent(twentyOneColumns.repeat(3));
  }

  @Test
  void coloursTakeNoRoom() throws IOException {
    String twentyColumns = "\033[1m" + "x".repeat(19) + "\033[0mx\n";
    pager("cat > " + paged).append(twentyColumns.repeat(4)).finish();
    assertThat(paged).doesNotExist();
    assertThat(terminal.toString()).isEqualTo(twentyColumns.repeat(4));

    pager("cat > " + paged).append(("x" + twentyColumns).repeat(3)).finish();
    assertThat(paged).exists();
  }

  @Test
  void coloursGoToAPagerThatShowsThem() {
    assertThat(Pager.takesColours(Map.of())).isTrue();
    assertThat(Pager.takesColours(Map.of("PAGER", "less -i", "LESS", "FRX"))).isTrue();
    assertThat(Pager.takesColours(Map.of("LESS", "-i"))).isFalse();
    assertThat(Pager.takesColours(Map.of("PAGER", "more"))).isFalse();
    assertThat(Pager.takesColours(Map.of("PAGER", "cat"))).isTrue();
  }

  @Test
  void decides_anew_for_each_answer() throws IOException {
    Pager pager = pager("cat >> " + paged);

    pager.append(FOUR_LINES).finish();
    pager.append(FIVE_LINES).finish();
    pager.append(FOUR_LINES).finish();

    assertThat(terminal.toString()).isEqualTo(FOUR_LINES + FOUR_LINES);
    assertThat(paged).hasContent(FIVE_LINES);
  }

  @Test
  void drops_the_rest_when_the_user_leaves_the_pager() throws IOException {
    Pager pager = pager("head -n 1 > " + paged);
    String more = "x".repeat(10_000) + "\n";

    pager.append(FIVE_LINES);
    for (int i = 0; i < 100; i++) {
      pager.append(more);
    }
    pager.finish();
    pager.append("after\n").finish();

    assertThat(paged).hasContent("one\n");
    assertThat(terminal.toString()).isEqualTo("after\n");
  }

  @Test
  void shows_everything_at_once_without_a_pager() throws IOException {
    Pager pager = pager(null);

    pager.append(FIVE_LINES).finish();

    assertThat(terminal.toString()).isEqualTo(FIVE_LINES);
  }

  @Test
  void asks_the_environment_for_a_pager() {
    assertThat(Pager.command(Map.of("PAGER", "more -d"))).isEqualTo("more -d");
    assertThat(Pager.command(Map.of("PAGER", "cat"))).isNull();
    assertThat(Pager.command(Map.of("PAGER", ""))).isNull();
    assertThat(Pager.command(Map.of())).contains("less");
  }

  @Test
  void tells_less_to_keep_columns_apart_unless_the_user_told_it_otherwise() throws IOException {
    pager("printf %s \"$LESS\" > " + paged + "; cat > /dev/null").append(FIVE_LINES).finish();

    String told = System.getenv("LESS");
    assertThat(Files.readString(paged)).isEqualTo(told == null ? "FRSX" : told);
  }

  private Pager pager(@Nullable String command) {
    Pager.Screen screen =
        new Pager.Screen() {
          @Override
          public int rows() {
            return 5;
          }

          @Override
          public int columns() {
            return 20;
          }

          @Override
          public void lent(boolean toPager) {
            lent.add(toPager);
          }
        };
    return new Pager(screen, terminal, command);
  }
}
