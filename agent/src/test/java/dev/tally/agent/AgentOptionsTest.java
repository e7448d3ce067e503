// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentOptionsTest {
  @Test
  void statementsMayHaveNoRowsOrShowValues() {
    assertThat(AgentOptions.parse("sql=false").sql).isFalse();
    assertThat(AgentOptions.parse("no-sql").sql).isFalse();
    assertThat(AgentOptions.parse("sql=literals").sqlLiterals).isTrue();
    assertThat(AgentOptions.parse("sql-literals").sqlLiterals).isTrue();
  }

  @Test
  void withoutOptionsEverythingIsRecordedIntoTallyProfile() {
    AgentOptions options = AgentOptions.parse(null);
    assertThat(options.output).isEqualTo(Path.of("tally.profile").toAbsolutePath());
    assertThat(options.timing).isEqualTo("auto");
    assertThat(options.builtins).isTrue();
    assertThat(options.sql).isTrue();
    assertThat(options.sqlLiterals).isFalse();
    assertThat(options.leavesCounted).isTrue();
    assertThat(options.everySeconds).isEqualTo(5);
    assertThat(options.include).isEmpty();
  }

  @Test
  void everyOptionIsRead() {
    AgentOptions options =
        AgentOptions.parse(
            "output=/tmp/p,include=com.acme.*;org.Foo,exclude=*Test,builtins=false,timing=exact,"
                + "leaves=timed,every=0.5,max-contexts=1000");
    assertThat(options.output).isEqualTo(Path.of("/tmp/p"));
    assertThat(options.include).containsExactly("com.acme.*", "org.Foo");
    assertThat(options.exclude).containsExactly("*Test");
    assertThat(options.builtins).isFalse();
    assertThat(options.timing).isEqualTo("exact");
    assertThat(options.leavesCounted).isFalse();
    assertThat(options.everySeconds).isEqualTo(0.5);
    assertThat(options.maxContexts).isEqualTo(1000);
  }

  @Test
  void aCommaInAValueIsEscaped() {
    assertThat(AgentOptions.parse("output=/tmp/a\\,b\\\\c").output)
        .isEqualTo(Path.of("/tmp/a,b\\c"));
  }

  @Test
  void anyLetterMayBeWrittenByItsNumber() {
    assertThat(AgentOptions.parse("include=gr\\u00f6\\u00DFe\\u002c*,exclude=C:\\users").include)
        .containsExactly("größe,*");
    assertThat(AgentOptions.parse("exclude=C:\\users;\\u12,every=9").exclude)
        .containsExactly("C:\\users", "\\u12");
  }

  @Test
  void theCommandsNamesAreUnderstoodToo() {
    AgentOptions options =
        AgentOptions.parse("-o=/tmp/p,--no-builtins,--max-contexts=7,--include=a.*,-timing=none");

    assertThat(options.output).isEqualTo(Path.of("/tmp/p"));
    assertThat(options.builtins).isFalse();
    assertThat(options.maxContexts).isEqualTo(7);
    assertThat(options.include).containsExactly("a.*");
    assertThat(options.timing).isEqualTo("none");
    assertThat(AgentOptions.parse("o=/tmp/q,no-builtins").output).isEqualTo(Path.of("/tmp/q"));
  }

  /** What JDK 17 and 25 make of {@code output=😀p,timing=none}, in every locale. */
  @Test
  void anEmojiAtWhichTheJvmCutsOffIsRefused() {
    assertThatThrownBy(() -> AgentOptions.parse("output=\u00f0\u009f\u0098\u0080p,timing=n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected no letters beyond U+FFFF, such as emoji");
    assertThat(AgentOptions.parse("include=ð,every=9").include).containsExactly("ð");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "outptu=p           | unknown option 'outptu'; known options: output=FILE, include=",
        "fast               | expected key=value, found 'fast'; known options: output=FILE",
        "output=            | option 'output' needs a value",
        "timing=fast        | option 'timing' is one of auto, exact, none, found 'fast'",
        "builtins=no        | option 'builtins' is one of true, false, found 'no'",
        "sql=no             | option 'sql' is one of true, false, literals, found 'no'",
        "every=often        | option 'every' is a number of seconds from 0.1 to 86400, found 'often'",
        "every=NaN          | option 'every' is a number of seconds from 0.1 to 86400, found 'NaN'",
        "max-contexts=-1    | option 'max-contexts' is a whole number from 0 to 2147483647, found",
      })
  void whatIsWrongIsOneSentence(String text, String sentence) {
    assertThatThrownBy(() -> AgentOptions.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(sentence);
  }

  @Property
  void anyTextIsReadOrRefusedWithASentence(@ForAll("options") String text) {
    try {
      assertThat(AgentOptions.parse(text).output).isAbsolute();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageMatching("(?s)(expected|unknown|option) .+");
    }
  }

  @Provide
  Arbitrary<String> options() {
    Arbitrary<String> words =
        Arbitraries.of(
            "output",
            "include",
            "every",
            "max-contexts",
            "timing",
            "=",
            ",",
            ";",
            "\\",
            "*",
            "1e9");
    return Arbitraries.oneOf(words, Arbitraries.strings().ofMaxLength(9))
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts));
  }

  @Test
  void aMebibyteIsRead() {
    assertThat(AgentOptions.parse("include=" + "a;".repeat(1 << 19)).include).hasSize(1 << 19);
  }
}
