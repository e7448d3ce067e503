// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tally.format.wire.MarshalException;
import dev.tally.format.wire.MarshalException.Step;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PstatsFormatTest {
  /** {@code {('f.py', 1, 'main'): (2, 3, 1.5, 2.5, {})}} */
  private static final String ONE =
      "{)\3z\4f.pyi\1\0\0\0z\4main)\5i\2\0\0\0i\3\0\0\0" + "g\0\0\0\0\0\0\370?g\0\0\0\0\0\0\4@{00";

  // What is read

  @Test
  void aFunction() throws IOException {
    assertThat(lines(read(ONE)))
        .containsExactly("f.py:1(main) calls=3 primitive=2 self=1.5 cumulative=2.5");
  }

  @Test
  void integersUpToTheEndsOf64Bits() throws IOException {
    String noDigit = "\0\0";
    String digits = noDigit.repeat(4);
    String calls = "i\3\0\0\0";
    String least = "l\373\377\377\377" + digits + "\10\0";
    String most = "l\5\0\0\0" + "\377\177".repeat(4) + "\7\0";
    assertThat(lines(read(ONE.replace(calls, least))).get(0))
        .contains("calls=-9223372036854775808 ");
    assertThat(lines(read(ONE.replace(calls, most))).get(0)).contains("calls=9223372036854775807 ");
    String oneMore = "l\5\0\0\0" + digits + "\10\0";
    String oneLess = "l\373\377\377\377\1\0" + noDigit.repeat(3) + "\10\0";
    String sevenDigits = "l\7\0\0\0" + digits + "\0\0\0\0\1\0";
    for (String beyond : List.of(oneMore, oneLess, sevenDigits)) {
      assertRefused(
          ONE.replace(calls, beyond),
          "expected an integer of at most 64 bits, found a longer one at byte 27 of the file",
          null);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.7", "3.6", "3.8", "3.11", "3.13"})
  void theCodeObjectThatTheModuleProfileWritesForAName(String python) throws IOException {
    FunctionTable table = read(resource("code-object-of-" + python));
    assertThat(table.key(0).label())
        .matches(
            "profile:0\\(<code object <module> at 0x7f[0-9a-f]{10}, file \"t.py\", line 1>\\)");
    assertThat(lines(table).get(0)).endsWith("calls=1 primitive=1 self=0.0 cumulative=0.5");
    assertThat(lines(table).get(1)).isEqualTo("  profile:0(profiler) counted=1");
  }

  /** Python 3.14 keeps {@code [:]} so; the rest is as 3.13 writes it. */
  @Test
  void aCodeObjectWithASliceAmongItsConstants() throws IOException {
    String profile = resource("code-object-of-3.13");
    String sliced = profile.replace("g\0\0\0\0\0\0\4@", ":NNN");
    assertThat(sliced).isNotEqualTo(profile);
    assertThat(lines(read(sliced)).get(1)).isEqualTo("  profile:0(profiler) counted=1");
  }

  @Test
  void equalCodeObjectsAreOneFunctionAndOthersAreNot() throws IOException {
    String profile = resource("code-object-of-3.8");
    String other = profile.replace("\4@", "\5@"); // another constant
    assertThat(other).isNotEqualTo(profile);
    assertThat(read(profile).plus(read(profile)).size()).isEqualTo(1);
    assertThat(read(profile).plus(read(other)).size()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aProfileOfPython2(int version) throws IOException {
    assertThat(lines(read(resource("python-2-version-" + version))))
        .contains(
            "gr\u00f6\u00dfe \udcff.py:1(main) calls=1 primitive=1 self=0.1 cumulative=1.5",
            "  f.py:7(helper) calls=4611686018427387904 primitive=1 self=0.0 cumulative=0.0",
            "  gr\u00f6\u00dfe \udcff.py:1(main) calls=1099511627776 primitive=2 self=-0.0"
                + " cumulative=1.0E300",
            "{len} calls=5 primitive=5 self=1.0 cumulative=2.0",
            "  gr\u00f6\u00dfe \udcff.py:1(main) counted=5");
  }

  @Property(tries = 200)
  void whatPython2WritesIsRead(@ForAll long seed, @ForAll @IntRange(max = 2) int version)
      throws IOException {
    FunctionTable table = random(new Random(seed));
    byte[] dumped = Python2.dump(table, version);
    assertThat(lines(PstatsFormat.read(new ByteArrayInputStream(dumped)))).isEqualTo(lines(table));
  }

  @Test
  void bytesBehindTheEndAreLeftAlone() throws IOException {
    assertThat(read(ONE + "anything").size()).isEqualTo(1);
  }

  @Test
  void aProfileWithoutFunctions() throws IOException {
    assertThat(read("{0").size()).isZero();
  }

  @Test
  void theMarkOfPythonsSampler() throws IOException {
    FunctionTable table = read("{)\1z\13__sampled__T" + ONE.substring(1));
    assertThat(table.sampled()).isTrue();
    assertThat(table.size()).isEqualTo(1);
    assertThat(read(new String(write(table), StandardCharsets.ISO_8859_1)).sampled()).isTrue();
  }

  @Test
  void wholeFunctionsAndCallersMayBeReferences() throws IOException {
    String table =
        "{\251\3z\1fi\1\0\0\0z\1a\251\5i\2\0\0\0\351\3\0\0\0g\0\0\0\0\0\0\370?r\2\0\0\0"
            + "\373r\0\0\0\0\251\4i\1\0\0\0i\1\0\0\0g\0\0\0\0\0\0\0\0g\0\0\0\0\0\0\0\0000"
            + ")\3z\1fi\2\0\0\0z\1br\1\0\0\0"
            + ")\3z\1fi\3\0\0\0z\1c)\5i\2\0\0\0i\3\0\0\0g\0\0\0\0\0\0\370?r\2\0\0\0r\3\0\0\0"
            + "0";
    assertThat(lines(read(table)))
        .containsExactly(
            "f:1(a) calls=3 primitive=2 self=1.5 cumulative=3.0",
            "  f:1(a) calls=1 primitive=1 self=0.0 cumulative=0.0",
            "f:2(b) calls=3 primitive=2 self=1.5 cumulative=3.0",
            "  f:1(a) calls=1 primitive=1 self=0.0 cumulative=0.0",
            "f:3(c) calls=3 primitive=2 self=1.5 cumulative=3.0",
            "  f:1(a) calls=1 primitive=1 self=0.0 cumulative=0.0");
    assertRefused(
        table.replaceFirst("\\?r\2", "?r\0"),
        "expected the cumulative time of a function, found a reference to something else"
            + " at byte 35 of the file",
        null);
  }

  @Property(tries = 200)
  void whatWasWrittenIsRead(@ForAll long seed) throws IOException {
    FunctionTable table = random(new Random(seed));
    assertThat(lines(PstatsFormat.read(new ByteArrayInputStream(write(table)))))
        .isEqualTo(lines(table));
  }

  // What is refused, and what Python says to it (measured with CPython 3.11.7)

  @Test
  void aFileCutShortAnywhere() {
    for (int length = 0; length < ONE.length(); length++) {
      String cut = ONE.substring(0, length);
      MarshalException e = catchThrowableOfType(MarshalException.class, () -> read(cut));
      assertThat(e).as("%d bytes", length).isNotNull();
      assertThat(e.step()).isEqualTo(Step.LOADING);
      assertThat(e.offset()).isEqualTo(length);
      assertThat(e.python()).startsWith("EOFError: EOF read where ");
    }
  }

  @Test
  void aForeignFile() {
    assertRefused(
        "\211TALLY\n",
        "expected the type code of an object, found 0x9 at byte 0 of the file",
        "ValueError: bad marshal data (unknown type code)");
    assertRefused(
        "\312\376\272\276",
        "expected the type code of an object, found 0x4a at byte 0 of the file",
        "ValueError: bad marshal data (unknown type code)");
  }

  @Test
  void anotherValueThanADictionary() {
    assertRefused(
        "i\1\0\0\0",
        "expected a dictionary of functions, found an integer at byte 0 of the file",
        "AttributeError: 'int' object has no attribute 'items'");
  }

  @Test
  void aFunctionWithoutItsNumbers() {
    assertRefused(
        "{)\3z\1fi\1\0\0\0z\1mT0",
        "expected the numbers of a function, found True at byte 14 of the file",
        "TypeError: cannot unpack non-iterable bool object");
    assertRefused(
        "{)\3z\1fi\1\0\0\0z\1m)\2NN0",
        "expected the five numbers of a function, found a tuple of 2 at byte 14 of the file",
        "ValueError: not enough values to unpack (expected 5, got 2)");
  }

  @Test
  void brokenBytesBehindAMisunderstandingAreWhatPythonComplainsAbout() {
    assertRefused(
        "{)\3z\1fi\1\0\0\0z\1mT?",
        "expected the type code of an object, found 0x3f at byte 15 of the file",
        "ValueError: bad marshal data (unknown type code)");
  }

  @Test
  void aCodeObjectOfAnUnknownLayout() {
    assertRefused(
        "{(\3\0\0\0z\1fi\1\0\0\0c" + "\0".repeat(40),
        "expected a code object of Python 2.6 to 3.15, found a code object with another beginning"
            + " at byte 14 of the file",
        null);
    assertRefused(
        "{c\0\0\0\0",
        "expected a code object of Python 2.6 to 3.15, found a code object with another beginning"
            + " at byte 1 of the file",
        null);
  }

  @Test
  void codeObjectsInEachOtherWithoutEnd() {
    String code = "c" + "\0".repeat(16) + "s\1\0\0\0x";
    assertRefused(
        "{(\3\0\0\0z\1fi\1\0\0\0" + code.repeat(5000),
        "expected code objects at most 100 deep, found more at byte 2314 of the file",
        null);
  }

  @Test
  void whatPython3SaysToAFileOfPython2ThatIsBroken() throws IOException {
    String whole = resource("python-2-version-2");
    String cut = whole.substring(0, whole.length() - 3);
    assertThat(whole).contains("R\0\0\0\0");
    assertRefused(
        cut,
        "expected more data, found the end of the file at byte " + cut.length() + " of the file",
        "ValueError: bad marshal data (unknown type code)");
    assertRefused(
        "{(\3\0\0\0t\1\0\0\0\377i\1\0\0\0z\1fT0",
        "expected text in UTF-8, found other bytes at byte 6 of the file",
        "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte");
  }

  @Test
  void nestingWithoutEnd() {
    assertRefused(
        "{" + "[\1\0\0\0".repeat(5000),
        "expected at most 2000 nested objects, found more at byte 9996 of the file",
        "ValueError: recursion limit exceeded");
  }

  @Test
  void countsThatClaimGigabytes() {
    for (char type : "([<>".toCharArray()) {
      assertRefused(
          type + "\377\377\377\177",
          "expected another object, found the end of the file at byte 5 of the file",
          "EOFError: EOF read where object expected");
    }
    for (char type : "suatA".toCharArray()) {
      assertRefused(
          type + "\377\377\377\177",
          "expected 2147483647 more bytes, found the end of the file at byte 5 of the file",
          "EOFError: EOF read where not expected");
    }
  }

  @Test
  void fewBytesThatStandForBillionsOfEdges() {
    StringBuilder bomb = new StringBuilder("{)\3z\1fi\0\0\0\0z\1m");
    String numbers = ")\5i\1\0\0\0i\1\0\0\0i\0\0\0\0i\0\0\0\0";
    bomb.append(numbers).append("\373");
    for (int caller = 0; caller < 10_000; caller++) {
      bomb.append(key(caller)).append("i\1\0\0\0");
    }
    bomb.append("0");
    for (int function = 0; function < 10_000; function++) {
      bomb.append(key(function)).append(numbers).append("r\0\0\0\0");
    }
    MarshalException e =
        catchThrowableOfType(MarshalException.class, () -> read(bomb.append("0").toString()));
    assertThat(e)
        .hasMessageStartingWith(
            "expected callers that belong to one function, found a reference to something else");
  }

  private static String key(int line) {
    return ")\3z\1fi" + (char) (line & 0xFF) + (char) (line >> 8) + "\0\0z\1m";
  }

  // Helpers

  private static FunctionTable read(String latin1) throws IOException {
    return PstatsFormat.read(
        new ByteArrayInputStream(latin1.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** A file that the fuzzing begins with, byte for character. */
  private static String resource(String name) throws IOException {
    try (InputStream in =
        PstatsFormatTest.class.getResourceAsStream("ReadersFuzzTestInputs/pythonProfile/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static byte[] write(FunctionTable table) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      PstatsFormat.write(table, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertRefused(String latin1, String sentence, @Nullable String python) {
    MarshalException e = catchThrowableOfType(MarshalException.class, () -> read(latin1));
    assertThat(e).isNotNull();
    assertThat(e).hasMessage(sentence);
    assertThat(e.python()).isEqualTo(python);
  }

  private static List<String> lines(FunctionTable table) {
    List<String> lines = new ArrayList<>();
    for (int f = 0; f < table.size(); f++) {
      lines.add(
          table.key(f).label()
              + numbers(
                  table.calls(f),
                  table.primitiveCalls(f),
                  table.selfSeconds(f),
                  table.cumulativeSeconds(f)));
      for (int e = table.firstEdge(f); e < table.endEdge(f); e++) {
        lines.add(
            "  "
                + table.keyAt(table.callerKey(e)).label()
                + (table.isOnlyCounted(e)
                    ? " counted=" + table.edgeCalls(e)
                    : numbers(
                        table.edgeCalls(e),
                        table.edgePrimitiveCalls(e),
                        table.edgeSelfSeconds(e),
                        table.edgeCumulativeSeconds(e))));
      }
    }
    return lines;
  }

  private static String numbers(long calls, long primitive, double self, double cumulative) {
    return " calls="
        + calls
        + " primitive="
        + primitive
        + " self="
        + self
        + " cumulative="
        + cumulative;
  }

  private static final List<String> NAMES =
      Arrays.asList(
          "", "main", "gr\u00f6\u00dfer", "\ud83d\ude00", "\udc80", "~", "x".repeat(256), "\0\n");

  private static FunctionTable random(Random random) {
    FunctionTable.Builder table = new FunctionTable.Builder();
    int functions = random.nextInt(20);
    for (int f = 0; f < functions; f++) {
      table.function(
          key(table, random), number(random), number(random), real(random), real(random));
      for (int callers = random.nextInt(5); callers > 0; callers--) {
        int caller = key(table, random);
        if (random.nextInt(4) == 0) {
          table.countedCaller(caller, number(random));
        } else {
          table.caller(caller, number(random), number(random), real(random), real(random));
        }
      }
    }
    return table.build();
  }

  private static int key(FunctionTable.Builder table, Random random) {
    String file = NAMES.get(random.nextInt(NAMES.size()));
    int line = random.nextInt(5) == 0 ? random.nextInt() : random.nextInt(10);
    return table.key(new FunctionKey(file, line, NAMES.get(random.nextInt(NAMES.size()))));
  }

  private static long number(Random random) {
    return random.nextLong() >> random.nextInt(64);
  }

  private static double real(Random random) {
    double any = Double.longBitsToDouble(random.nextLong());
    return Double.isNaN(any) ? -0.0 : any;
  }
}
