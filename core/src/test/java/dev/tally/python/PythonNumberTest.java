// SPDX-License-Identifier: Apache-2.0
package dev.tally.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonNumberTest {

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5",
    "1e-4, 0.0001",
    "1e-5, 1e-05",
    "1.5e-5, 1.5e-05",
    "123456789012345680.0, 1.2345678901234568e+17",
    "1e16, 1e+16",
    "9999999999999998.0, 9999999999999998.0",
    "1e100, 1e+100",
    "5e-324, 5e-324",
    "2e-44, 2e-44",
    "0.1, 0.1",
    "100.0, 100.0",
    "-2.5, -2.5",
    "0.30000000000000004, 0.30000000000000004",
    "5.684341886080802e-14, 5.684341886080802e-14",
    "-0.0, -0.0",
    "NaN, nan",
    "-Infinity, -inf",
  })
  void reprIsTheShortestText(double value, String text) {
    assertThat(PythonNumber.repr(value)).isEqualTo(text);
  }

  @Property
  void reprReadsBack(@ForAll double value) {
    assertThat(PythonNumber.parseFloat(PythonNumber.repr(value))).isEqualTo(Double.valueOf(value));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0005, 0.001",
    "0.0015, 0.002",
    "0.0025, 0.003",
    "1.0005, 1.000",
    "0.0625, 0.062",
    "0.1875, 0.188",
    "0.9995, 1.000",
    "999.9995, 1000.000",
    "-0.0, -0.000",
    "-0.0004, -0.000",
    "1e22, 10000000000000000000000.000",
    "123456789.125, 123456789.125",
    "Infinity, inf",
    "NaN, nan",
  })
  void threeDecimalsOfTheExactValue(double value, String text) {
    assertThat(fixed3(value)).isEqualTo(text);
  }

  @Property
  void threeDecimalsAreRoundedOnce(@ForAll int thousandths, @ForAll short ulps) {
    double value = Math.abs(thousandths / 2000.0);
    value += ulps * Math.ulp(value);
    String exact = new BigDecimal(value).setScale(3, RoundingMode.HALF_EVEN).toPlainString();
    assertThat(fixed3(value)).isEqualTo(value < 0 && !exact.startsWith("-") ? "-" + exact : exact);
  }

  @ParameterizedTest
  @CsvSource({"20, 20", "-1, -1", "+3, 3", "007, 7", "1_000, 1000", "٣٤, 34", "0_0, 0"})
  void intsAsPythonReadsThem(String word, BigInteger number) {
    assertThat(PythonNumber.parseInt(word)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "+", "-", "_1", "1_", "1__0", "0x10", "1.", "1e3", "--1", "²", "x"})
  void whatIsNoInt(String word) {
    assertThat(PythonNumber.parseInt(word)).isNull();
  }

  @Test
  void pythonReadsNoIntOfMoreThan4300Digits() {
    assertThat(PythonNumber.parseInt("9".repeat(4300))).isNotNull();
    assertThat(PythonNumber.parseInt("9".repeat(4301))).isNull();
    assertThat(PythonNumber.parseFloat("9".repeat(4301))).isInfinite();
  }

  @ParameterizedTest
  @CsvSource({
    ".1, 0.1",
    "1., 1",
    "-.5, -0.5",
    "1e5, 100000",
    "1E-2, 0.01",
    "1_0.2_5, 10.25",
    "٠.٥, 0.5",
    "inf, Infinity",
    "-Infinity, -Infinity",
    "NaN, NaN",
    "1e400, Infinity",
  })
  void floatsAsPythonReadsThem(String word, double number) {
    assertThat(PythonNumber.parseFloat(word)).isEqualTo(Double.valueOf(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ".", "e5", "1e", "1e+", "1d", "1f", "0x1p3", "1__0.", "._5", "1_.5", "in", "+"
      })
  void whatIsNoFloat(String word) {
    assertThat(PythonNumber.parseFloat(word)).isNull();
  }

  private static String fixed3(double value) {
    StringBuilder text = new StringBuilder();
    PythonNumber.appendFixed3(text, value);
    return text.toString();
  }
}
