// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods are numbered, and a program of ever new names finds an end of them. */
class MethodIdsTest {
  private static final long ENOUGH = 64 << 20;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "größe",
        "日本語",
        "\uD83D\uDE00",
        "\uDC00half\uD800",
        "nul\0",
        "\u00FF\u0100"
      })
  void anyNameComesBack(String name) {
    Method method = new Method(name + "C", name, "(" + name + ")V", name, 7, Kind.NATIVE);
    for (int mostInHeap = 0; mostInHeap < 2; mostInHeap++) {
      MethodIds ids = new MethodIds(mostInHeap, ENOUGH);
      assertThat(ids.method(ids.id(method))).isEqualTo(method);
    }
  }

  @Test
  void theSameMethodHasTheSameNumber() {
    MethodIds ids = new MethodIds(10, ENOUGH);
    int f = ids.id(method("A", "f"));
    int g = ids.id(method("A", "g"));
    assertThat(ids.id(method("A", "f"))).isEqualTo(f).isNotEqualTo(g);
    assertThat(ids.id(new Method("A", "f", "()V", "A.java", 2, Kind.METHOD))).isNotIn(f, g);
    assertThat(ids.note()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "Script12, Script#",
    "Script, Script",
    "a.Gen_3fa85f64$1, a.Gen_#$#",
    "Item2Factory, Item#Factory",
    "Foo$$EnhancerByX$$7f00ab1c, Foo$$EnhancerByX$$#c",
    "1, #",
  })
  void namesAreAlikeButForNumbers(String name, String alike) {
    assertThat(MethodIds.alike(name)).isEqualTo(alike);
  }

  @Test
  void aThousandClassesThatAreAlikeKeepTheirNamesAndFurtherOnesShareOne() {
    MethodIds ids = new MethodIds(10, ENOUGH);
    Set<Integer> numbers = new HashSet<>();
    for (int round = 0; round < 2; round++) { // Loaded again, the first still have their own.
      for (int i = 0; i < MethodIds.MOST_ALIKE; i++) {
        numbers.add(ids.id(method("Script" + i, "run")));
      }
    }
    assertThat(numbers).hasSize(MethodIds.MOST_ALIKE);
    assertThat(ids.note()).isNull();
    int shared = ids.id(method("Script" + MethodIds.MOST_ALIKE, "run7"));
    assertThat(ids.id(method("Script99999", "run8"))).isEqualTo(shared);
    assertThat(ids.method(shared))
        .isEqualTo(new Method("Script#", "run#", "()V", "Script#.java", 0, Kind.METHOD));
    assertThat(ids.id(method("Other1", "run"))).isNotEqualTo(shared);
    assertThat(ids.note())
        .isEqualTo(
            "the names of 2 methods were too many to keep: they share names with others, such as"
                + " Script#");
  }

  @Test
  void aLongNameIsCutShortInTheSentence() {
    MethodIds ids = new MethodIds(10, 1 << 20);
    for (int i = 0; i <= MethodIds.MOST_ALIKE; i++) {
      ids.id(method("x".repeat(300) + i, "run"));
    }
    assertThat(ids.note()).endsWith("such as " + "x".repeat(100) + "…");
  }

  @Test
  void namesThatAreNotAlikeFindAnEndToo() {
    MethodIds ids = new MethodIds(10, 1 << 20);
    Random random = new Random(1);
    int known = ids.id(method("Known", "f"));
    int jdk = ids.id(new Method("java.lang.Thread", "sleep", "", "", 0, Kind.JDK));
    int most = 0;
    for (int i = 0; i < 100_000; i++) {
      most = Math.max(most, ids.id(method(letters(random), letters(random))));
    }
    assertThat(most).isLessThan(20_000);
    assertThat(ids.method(ids.id(method(letters(random), "f"))).className()).isEqualTo("(others)");
    assertThat(ids.id(method("Known", "f"))).isEqualTo(known);
    assertThat(ids.id(new Method("java.lang.Thread", "sleep", "", "", 0, Kind.JDK))).isEqualTo(jdk);
    assertThat(ids.note()).endsWith("such as (others)");
  }

  private static Method method(String className, String name) {
    return new Method(className, name, "()V", className + ".java", 1, Kind.METHOD);
  }

  private static String letters(Random random) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      letters.append((char) ('a' + random.nextInt(26)));
    }
    return letters.toString();
  }
}
