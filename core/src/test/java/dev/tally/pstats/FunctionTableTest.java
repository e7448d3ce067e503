// SPDX-License-Identifier: Apache-2.0
package dev.tally.pstats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Tables are written as text here: functions by line, then their callers. */
class FunctionTableTest {

  @Test
  void keepsTheOrderOfBeingAdded() {
    assertThat(text(table("b 1 1 .5 1.5 < a 1 1 .5 .5 z 2 1 0 0", "a 3 2 1 1")))
        .isEqualTo(
            """
            b 1 1 0.5 1.5 < a 1 1 0.5 0.5 z 2 1 0.0 0.0
            a 3 2 1.0 1.0
            """);
  }

  @Test
  void whatComesAgainReplacesButKeepsItsPlace() {
    assertThat(text(table("a 1 1 1 1 < x 1 1 1 1", "b 1 1 1 1", "a 2 2 2 2 < y 2 2 2 2")))
        .isEqualTo(
            """
            a 2 2 2.0 2.0 < y 2 2 2.0 2.0
            b 1 1 1.0 1.0
            """);
    assertThat(text(table("a 1 1 1 1 < x 1 1 1 1 y 2 2 2 2 x 3 3 3 3")))
        .isEqualTo("a 1 1 1.0 1.0 < x 3 3 3.0 3.0 y 2 2 2.0 2.0\n");
  }

  @Test
  void aCallerNeedNotBeAFunction() {
    FunctionTable table = table("a 1 1 1 1 < x 1 1 1 1 b 1 1 1 1", "b 1 1 1 1");
    assertThat(table.functionOfKey(table.callerKey(0))).isEqualTo(-1);
    assertThat(table.functionOfKey(table.callerKey(1))).isEqualTo(1);
    assertThat(table.keyCount()).isEqualTo(3);
  }

  @Test
  void addsUpEqualFunctionsAndTheirEqualCallers() {
    FunctionTable sum =
        table("a 1 1 .5 .5 < x 1 1 1 1 y 2 2 2 2", "b 1 1 1 1")
            .plus(table("c 4 3 2 1 < a 4 3 2 1", "a 2 1 .25 1 < z 5 5 5 5 x 2 1 2 3"));
    assertThat(text(sum))
        .isEqualTo(
            """
            a 3 2 0.75 1.5 < x 3 2 3.0 4.0 y 2 2 2.0 2.0 z 5 5 5.0 5.0
            b 1 1 1.0 1.0
            c 4 3 2.0 1.0 < a 4 3 2.0 1.0
            """);
  }

  @Test
  void countedCallersAddUpAmongThemselves() {
    FunctionTable counted = table("a 3 3 1 1 < x 3");
    assertThat(text(counted.plus(counted))).isEqualTo("a 6 6 2.0 2.0 < x 6\n");
    assertThatThrownBy(() -> counted.plus(table("a 1 1 1 1 < x 1 1 1 1")))
        .hasMessage(
            "calls of f:1(a) from the same caller are timed in one place and only counted in"
                + " another, so they cannot be added up");
  }

  @Test
  void callsAreNeverWrong() {
    FunctionTable half = table("a " + (1L << 62) + " 1 0 0");
    assertThatThrownBy(() -> half.plus(half))
        .hasMessage("the calls of f:1(a) add up to more than 64 bits can hold");
  }

  @Test
  void withoutFoldersFunctionsAreAddedButCallersReplaceEachOther() {
    FunctionTable table =
        table(
            "p/a 1 1 1 1 < p/x 1 1 1 1 q/x 2 2 2 2 y 5 5 5 5",
            "b 1 1 1 1",
            "q/a 2 2 2 2 < r/x 7 7 7 7");
    assertThat(text(table.withoutFolders()))
        .isEqualTo(
            """
            a 3 3 3.0 3.0 < x 9 9 9.0 9.0 y 5 5 5.0 5.0
            b 1 1 1.0 1.0
            """);
  }

  @Property(tries = 50)
  void aTableKeepsItsNumbersWhenAnotherIsAdded(@ForAll Random random) {
    FunctionTable table = random(random);
    FunctionTable sum = table.plus(random(random));
    for (int k = 0; k < table.keyCount(); k++) {
      assertThat(sum.keyAt(k)).isEqualTo(table.keyAt(k));
    }
    for (int f = 0; f < table.size(); f++) {
      assertThat(sum.key(f)).isEqualTo(table.key(f));
    }
  }

  @Property(tries = 20)
  void manyFunctionsAndCallers(@ForAll Random random) {
    FunctionTable.Builder builder = new FunctionTable.Builder();
    StringBuilder expected = new StringBuilder();
    int functions = 1 + random.nextInt(3000);
    for (int f = 0; f < functions; f++) {
      builder.function(builder.key(key("f" + f)), f, f, f, f);
      expected.append("f").append(f).append(numbers(f));
      int callers = random.nextInt(5);
      for (int c = 0; c < callers; c++) {
        int caller = (f + c * 37) % (functions + 99);
        builder.caller(builder.key(key("f" + caller)), c, c, c, c);
        expected.append(c == 0 ? " < f" : " f").append(caller).append(numbers(c));
      }
      expected.append('\n');
    }
    assertThat(text(builder.build())).isEqualTo(expected.toString());
  }

  private static String numbers(int n) {
    return " " + n + " " + n + " " + (double) n + " " + (double) n;
  }

  private static FunctionTable random(Random random) {
    FunctionTable.Builder builder = new FunctionTable.Builder();
    for (int i = 0; i < 20; i++) {
      builder.function(builder.key(key("f" + random.nextInt(30))), i, i, i, i);
      for (int c = random.nextInt(4); c > 0; c--) {
        builder.caller(builder.key(key("f" + random.nextInt(60))), c, c, c, c);
      }
    }
    return builder.build();
  }

  private static FunctionTable table(String... functions) {
    FunctionTable.Builder builder = new FunctionTable.Builder();
    for (String function : functions) {
      String[] sides = function.split(" < ", -1);
      String[] own = sides[0].split(" ", -1);
      builder.function(
          builder.key(key(own[0])), calls(own[1]), calls(own[2]), seconds(own[3]), seconds(own[4]));
      String[] callers = sides.length == 1 ? new String[0] : sides[1].split(" ", -1);
      if (callers.length == 2) {
        builder.countedCaller(builder.key(key(callers[0])), calls(callers[1]));
        continue;
      }
      for (int i = 0; i < callers.length; i += 5) {
        builder.caller(
            builder.key(key(callers[i])),
            calls(callers[i + 1]),
            calls(callers[i + 2]),
            seconds(callers[i + 3]),
            seconds(callers[i + 4]));
      }
    }
    return builder.build();
  }

  private static String text(FunctionTable table) {
    StringBuilder text = new StringBuilder();
    for (int f = 0; f < table.size(); f++) {
      text.append(name(table.key(f)));
      text.append(' ').append(table.calls(f)).append(' ').append(table.primitiveCalls(f));
      text.append(' ').append(table.selfSeconds(f)).append(' ').append(table.cumulativeSeconds(f));
      for (int e = table.firstEdge(f); e < table.endEdge(f); e++) {
        text.append(e == table.firstEdge(f) ? " < " : " ");
        text.append(name(table.keyAt(table.callerKey(e)))).append(' ').append(table.edgeCalls(e));
        if (!table.isOnlyCounted(e)) {
          text.append(' ').append(table.edgePrimitiveCalls(e));
          text.append(' ').append(table.edgeSelfSeconds(e));
          text.append(' ').append(table.edgeCumulativeSeconds(e));
        }
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** {@code p/a} is function a of file p/f. */
  private static FunctionKey key(String name) {
    int slash = name.indexOf('/') + 1;
    return new FunctionKey(name.substring(0, slash) + "f", 1, name.substring(slash));
  }

  private static String name(FunctionKey key) {
    return key.file().substring(0, key.file().length() - 1) + key.name();
  }

  private static long calls(String text) {
    return Long.parseLong(text);
  }

  private static double seconds(String text) {
    return Double.parseDouble(text);
  }
}
