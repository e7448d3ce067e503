// SPDX-License-Identifier: Apache-2.0
package dev.tally.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class CodePointsTest {

  @Test
  void ordersByCodePoint() {
    List<String> ordered =
        List.of(
            "",
            "A",
            "a",
            "a\ud83d\ude00",
            "é",
            "\ud800",
            "\ud800\ud83d",
            "\ud800\ud83e",
            "\ud83d",
            "\udc00",
            "\uffff",
            "\ud800\udc00",
            "\ud83d\ude00",
            "\ud83d\ude01");
    List<String> sorted = new ArrayList<>(ordered);
    sorted.sort(Comparator.reverseOrder());
    sorted.sort(CodePoints::compare);
    assertThat(sorted).isEqualTo(ordered);
  }

  @Property
  void ordersAsArraysOfCodePoints(
      @ForAll @CharRange(from = '\ud7fe', to = '\ue001') String a,
      @ForAll @CharRange(from = '\ud7fe', to = '\ue001') String b) {
    int expected = java.util.Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    assertThat(Integer.signum(CodePoints.compare(a, b))).isEqualTo(Integer.signum(expected));
  }

  @Test
  void measuresInCodePoints() {
    assertThat(CodePoints.width("größe")).isEqualTo(5);
    assertThat(CodePoints.width("\ud83d\ude00.py")).isEqualTo(4);
    assertThat(CodePoints.width("\ud83d")).isEqualTo(1);
  }
}
