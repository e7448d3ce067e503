// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import dev.tally.report.Stats;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;

/**
 * Whatever lines the browser gets, it answers each, and ends. The profiles that lines may name are
 * {@code shop} and {@code counted}, and in no file: others are not to be found. To look for new
 * inputs:
 *
 * <pre>
 * JAZZER_FUZZ=1 JAZZER_MAX_DURATION=30m ./mvnw test -pl cli -am -Dtest=BrowserFuzzTest#lines
 * </pre>
 */
class BrowserFuzzTest {
  /** The longest answers, to help and about keys, have some hundred characters. */
  private static final int ANSWER_A_LINE = 4_000;

  @FuzzTest(maxDuration = "1m")
  void lines(byte[] input) throws IOException {
    String lines = new String(input, StandardCharsets.UTF_8);
    StringBuilder out = new StringBuilder();
    Browser browser = new Browser(BrowserFuzzTest::profile, out);
    browser.read("shop");
    browser.run(LineSource.of(new BufferedReader(new StringReader(lines))::readLine, out));
    assertThat(out.toString())
        .startsWith("Welcome to the profile statistics browser.\nshop% ")
        .endsWith("Goodbye.\n");
    long ends = lines.chars().filter(c -> c == '\n' || c == '\r').count() + 2;
    long repeated = 100L * lines.length();
    assertThat((long) out.length()).isLessThan(ends * (ANSWER_A_LINE + repeated));
    assertThat(browser.complete(lines)).doesNotHaveDuplicates();
  }

  /** Functions with all that a report can show: callers, a built-in, odd names, and none. */
  private static Stats profile(String name) throws IOException {
    FunctionTable.Builder builder = new FunctionTable.Builder();
    int price = builder.key(new FunctionKey("/src/cart.py", 2, "price"));
    int total = builder.key(new FunctionKey("/src/cart.py", 5, "total"));
    int stripped = builder.key(new FunctionKey("/lib/cart.py", 5, "total"));
    int sleep = builder.key(new FunctionKey("~", 0, "<java.lang.Thread.sleep>"));
    int odd = builder.key(new FunctionKey("", 0, "\ud83d\ude00 \ud800\n{}"));
    int empty = builder.key(new FunctionKey("~", 0, ""));
    builder.function(total, 7, 6, 0.125, 1.125);
    if (name.equals("counted")) {
      builder.countedCaller(total, 1);
      return Stats.of(builder.build(), "heading");
    }
    if (!name.equals("shop")) {
      throw new NoSuchFileException(name);
    }
    builder.caller(total, 1, 1, 0.125, 0.125);
    builder.function(price, 36, 36, 1, 1);
    builder.caller(total, 36, 36, 1, 1);
    builder.function(stripped, 1, 1, -1, Double.NaN);
    builder.function(sleep, Long.MAX_VALUE, 1, Double.MAX_VALUE, Double.POSITIVE_INFINITY);
    builder.caller(price, 1, 1, 0, 0);
    builder.countedCaller(odd, 3);
    builder.function(odd, 3, 3, 0, 0);
    builder.function(empty, 0, 0, 0, 0);
    builder.caller(empty, 5, 0, 1e-9, 0);
    return Stats.of(builder.build(), "heading");
  }
}
