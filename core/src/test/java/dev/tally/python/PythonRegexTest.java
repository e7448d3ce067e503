// SPDX-License-Identifier: Apache-2.0
package dev.tally.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.python.PythonRegex.InvalidException;
import dev.tally.python.PythonRegex.UnsupportedException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Python's dialect and Java's part. That they agree elsewhere, Python itself is asked. */
class PythonRegexTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        // regex, found in, not found in
        "^{ {len} len",
        "a{,2}b$ aab a{,2}",
        "x{} x{} x",
        "[[] [ a",
        "[a&&b] & c",
        "[]-] ] a",
        "(?P<x>o)(?P=x) foo for",
        "bar\\Z foobar barfoo",
        "^\\d$ ٣ ²",
        "^\\w+$ größe a-b",
        "(?a)^\\w+$ grosse größe",
        "^.$ \uD83D\uDE00 ab",
        "(?i)STRASSE strasse straße",
        "(?i)^k$ \u212A x",
        "(?i)^[A-Z]$ \u0130 ß",
        "\\bf foo ofo",
        "(?<=\uD83D\uDE00)x \uD83D\uDE00x xx",
        "\\x66\\157\\u006f foo fo",
        "\\N{COMMA} a,b ab",
        "(?#no)a(?x:\\tb\t) a\tb ab",
      })
  void meansWhatPythonMeans(String regex, String found, String notFound) throws Exception {
    assertThat(PythonRegex.compile(regex).isFoundIn(found)).isTrue();
    assertThat(PythonRegex.compile(regex).isFoundIn(notFound)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        ")",
        "*",
        "a**",
        "^*",
        "[",
        "[b-a]",
        "[\\d-x]",
        "\\",
        "\\p{L}",
        "\\h",
        "\\R",
        "\\Qa\\E",
        "\\z",
        "\\G",
        "\\8",
        "(a)\\2",
        "(?<n>a)",
        "(?P<1>a)",
        "(?P=x)",
        "a(?i)b",
        "(?L)",
        "(?-)",
        "(?<=a+)b",
        "(?au)",
        "x{2,1}",
        "\\x1",
        "\\400",
        "(?P<a>.)(?P<a>.)",
        "(\\1)",
        "(?#",
        "(?z)",
      })
  void whatPythonRefusesIsRefused(String regex) {
    assertThatThrownBy(() -> PythonRegex.compile(regex)).isInstanceOf(InvalidException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "(a)(?(1)b|c) `Java's engine has no conditions on groups`",
        "(?a:\\w) `Python applies the flags a and u to a part of an expression only in some places`",
        "x{99999999999} `the repetition number 99999999999 is too large`",
        "(?:){3000000000} `the repetition number 3000000000 is too large`",
        "(?:(?:),{2147483646}){2}|x `it asks for more than 268435456 characters in a row`",
        "(?<=(?:xx){2147483646})x `it asks for more than 268435456 characters in a row`",
        "(a)(?<=x\\1) `Java's engine cannot look behind for what a group matched`",
        "(?a)(?u) `its flags a and u exclude each other`",
        "\\N{LF} `this JVM knows no character by the name of LF`",
      })
  void whatCannotBeTranslatedIsRefusedWithAReason(String regex, String reason) {
    assertThatThrownBy(() -> PythonRegex.compile(regex)).hasMessage(reason);
  }

  @Test
  void nestingHasAnEnd() {
    assertThatThrownBy(() -> PythonRegex.compile("(".repeat(60_000)))
        .isInstanceOf(UnsupportedException.class)
        .hasMessage("it nests too deeply");
  }

  /** As it is deep within other calls, such as a test's. */
  @Test
  void nestingHasAnEndOnASmallStackToo() throws Exception {
    List<String> said = new ArrayList<>();
    Thread small =
        new Thread(
            null,
            () -> {
              try {
                PythonRegex.compile("(".repeat(390) + "a" + ")".repeat(390));
              } catch (InvalidException | UnsupportedException e) {
                said.add(e.getMessage());
              }
            },
            "small stack",
            // The least that the JVM takes, or a little more.
            180 << 10);
    small.start();
    small.join();
    assertThat(said).containsExactly("it nests too deeply");
  }

  /**
   * Without a bound, each of these would take hours, most without looking at the text at all: a
   * profile may also have a function without a name.
   */
  @ParameterizedTest
  @MethodSource("astray")
  void aSearchThatGoesAstrayEnds(String regex) throws Exception {
    for (String text : List.of("a".repeat(40), "")) {
      PythonRegex slow = PythonRegex.compile(regex, 1_000_000);
      try {
        assertThat(slow.isFoundIn(text)).isFalse();
      } catch (UnsupportedException e) {
        assertThat(e)
            .hasMessageMatching("it takes too long to search for|it needs too much memory.*");
      }
    }
  }

  static List<String> astray() {
    return List.of(
        "(?:(?:){2147483646}){2147483646}\\Z.",
        "(?:(?:|)(?:|)){100}(?!)",
        "(?:|)".repeat(100) + "(?!)",
        "(?:|){100}".repeat(20) + "(?:" + "b|".repeat(20_000) + "b)",
        "(?:|a*)".repeat(50) + "^".repeat(2_000) + "(?!)",
        "(?:|a*)".repeat(50) + "(?<!b)".repeat(1_000) + "(?!)",
        "(?:(?:a??)?){100}(?!)",
        "(?:(?:a?){1000}){1000}b",
        "(?:^|){2000000000}(?:|\\b|){2000000000}b",
        "(?:(?:a|a)*)*b",
        "((a{0,9}){0,9}){0,9}{}b");
  }

  /** The first two once took twice as long for each more alternative. */
  @ParameterizedTest
  @MethodSource("manyParts")
  void manyPartsAreCompiled(String regex) throws Exception {
    assertThat(PythonRegex.compile(regex).isFoundIn("ab")).isTrue();
  }

  static List<String> manyParts() {
    return List.of(
        "(".repeat(300) + "a" + "|b)".repeat(300),
        "(?:".repeat(300) + "a" + "|b)".repeat(300),
        "(?<!b)".repeat(1_000),
        "a".repeat(65_000) + "|b",
        "[" + "\\U00010000-\\U00010001".repeat(3_000) + "b]");
  }

  /** A wide set is gone through for each character, so a search by it has fewer steps. */
  @Test
  void aWideSetTakesItsTime() throws Exception {
    String narrow = "[a-f]*";
    String wide = "[a-cd-fg-ih-jk-lm-no-pq-rs-tu-vw-xy-zA-BC-DE-FG-HI-JK-L]*";
    assertThat(PythonRegex.compile(narrow + "1", 10_000).isFoundIn("a".repeat(90))).isFalse();
    PythonRegex slow = PythonRegex.compile(wide + "1", 10_000);
    assertThatThrownBy(() -> slow.isFoundIn("a".repeat(90)))
        .hasMessage("it takes too long to search for");
  }

  @Test
  void aLongExpressionIsRefused() {
    assertThatThrownBy(() -> PythonRegex.compile("a".repeat(1 << 17)))
        .hasMessage("it is longer than 65536 characters");
  }

  @Test
  void neitherStackNorTimeRunsOut() throws Exception {
    PythonRegex deep = PythonRegex.compile("(?:a|ba)*c");
    assertThatThrownBy(() -> deep.isFoundIn("ab".repeat(1_000_000)))
        .isInstanceOf(UnsupportedException.class);
    PythonRegex slow = PythonRegex.compile("(x+x+)+\\1y", 1_000_000);
    assertThatThrownBy(() -> slow.isFoundIn("x".repeat(60)))
        .isInstanceOf(UnsupportedException.class)
        .hasMessage("it takes too long to search for");
  }

  /**
   * Python says what it means, elsewhere; here, that it ends, and ends with one of three answers.
   */
  @Property
  void anyTextIsSearchedForOrRefused(@ForAll("regexes") String regex) {
    try {
      PythonRegex.compile(regex, 100_000).isFoundIn("a/bc.py:10(d_e)aaaaaaaaaaaaaaaaaaaaaaaa");
    } catch (InvalidException | UnsupportedException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<String> regexes() {
    Arbitrary<String> parts =
        Arbitraries.of(
            ("( ) (?: (?= (?! (?<= (?P<n> (?P=n) (?> (?i) (?i: | | * + ? *? ++ {2} {0,9} {99999} {2147483646}"
                    + " [ ] [^ - a a b . ^ $ \\b \\B \\A \\Z \\w \\1 \\d \\x61 \\ \uD83D \uDE00")
                .split(" "));
    return parts.list().ofMaxSize(16).map(list -> String.join("", list));
  }
}
