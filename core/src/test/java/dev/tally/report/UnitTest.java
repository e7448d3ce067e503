// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
  @ParameterizedTest
  @CsvSource({
    "0.0000141, 14.1 µs",
    "0.726, 726 ms",
    "1.2501, 1.25 s",
    "0.0000000087, 8.7 ns",
    "0.0000000004, 0.4 ns",
    "0.00000009996, 100 ns",
    "0.0009996, 1.00 ms",
    "0.99949, 999 ms",
    "0.9996, 1.00 s",
    "86400, 86400 s",
    "-0.002, -2.00 ms",
    "0, 0 s",
    "NaN, NaN s",
  })
  void aTimeOfACallHasThreeDigitsAndItsUnit(double seconds, String text) {
    assertThat(Unit.brief(seconds)).isEqualTo(text);
    assertThat(Unit.FITTING.each(seconds)).isEqualTo(text);
  }

  @Test
  void aUnitThatIsAskedForHoldsForSumsAndCalls() {
    assertThat(Unit.MICROSECONDS.sum(0.0000141)).isEqualTo("14.100");
    assertThat(Unit.MILLISECONDS.each(0.0000141)).isEqualTo("0.014");
    assertThat(Unit.SECONDS.each(0.0000141)).isEqualTo("0.000");
    assertThat(Unit.FITTING.sum(0.0000141)).isEqualTo("0.000");
  }

  @Test
  void aShareHasOneDecimalAndIsBlankWhereThereIsNoWhole() {
    assertThat(Unit.share(1, 3)).isEqualTo("33.3%");
    assertThat(Unit.share(-0.0005, 1)).isEqualTo("-0.1%");
    assertThat(Unit.share(1, 0)).isEmpty();
    assertThat(Unit.share(0, 0)).isEmpty();
  }

  @Test
  void aLongNameLosesItsMiddle() {
    String path = "com/acme/shop/orders/OrderDao.java:12(OrderDao.load)";
    assertThat(Shortened.middle(path, 52)).isEqualTo(path);
    assertThat(Shortened.middle(path, 51))
        .isEqualTo("com/acme/sho…orders/OrderDao.java:12(OrderDao.load)");
    assertThat(Shortened.middle(path, 30)).hasSize(30).isEqualTo("com/acme/shop/…(OrderDao.load)");
    assertThat(Shortened.middle("{java.util.regex.Pattern.compile}", 25))
        .isEqualTo("{…regex.Pattern.compile}");
    assertThat(Shortened.middle("x".repeat(99), 10)).isEqualTo("x…xxxxxxxx");
    assertThat(Shortened.middle("abc", 1)).isEqualTo("…");
    assertThat(Shortened.middle("\uD83D\uDE00".repeat(9), 4))
        .isEqualTo("…\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00");
    for (int columns = 0; columns < 60; columns++) {
      assertThat(Shortened.middle(path, columns).length()).isLessThanOrEqualTo(columns);
    }
  }

  @Test
  void aSentenceIsBrokenBetweenWords() {
    StringBuilder text = new StringBuilder();
    Wrapped.line(text, "  ", "one two three averylongword", 10);
    assertThat(text).hasToString("  one two\n  three\n  averylon\n  gword\n");
  }
}
