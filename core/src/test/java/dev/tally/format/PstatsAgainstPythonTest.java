// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.format.wire.MarshalException;
import dev.tally.format.wire.MarshalException.Step;
import dev.tally.pstats.FunctionTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Python's marshal is the judge of what can be read, and of what was written. */
class PstatsAgainstPythonTest {
  private static final long SEED = Long.getLong("tally.seed", System.nanoTime());

  /** More with {@code ./mvnw verify -pl core -Dtest.jvm.options=-Dtally.cases=100000}. */
  private static final int CASES = Integer.getInteger("tally.cases", 1000);

  /** A profile with everything that Python may write, by the version of its format. */
  private static final String DUMP =
      """
      import marshal, sys
      main = ('/tmp/main.py', 1, '<module>')
      odd = ('/tmp/gr\\u00f6\\u00dfer\\U0001f600\\udc80' + 'x' * 300, -7, 'f\\x00\\n')
      stats = {
          main: (1, 1, 0.0, 1.5, {}),
          odd: (3, 2**40, 0.1, 5e-324, {main: (2**40, 3, 0.1, 1e300), odd: (1, 1, -0.0, 0.0)}),
          ('~', 0, '<built-in method builtins.len>'): (-5, 2**31, 1.0, 2.0, {odd: 7, main: 2**33}),
          ('\\u00e9.py', 2**31 - 1, ''): (0, 0, float('inf'), 3, {}),
      }
      marshal.dump(stats, sys.stdout.buffer, int(sys.argv[1]))
      """;

  @Test
  void everyVersionIsReadAndWrittenBackEqual() throws IOException {
    for (int version = 0; version <= 4; version++) {
      byte[] dumped = Python.run(new byte[0], "-c", DUMP, "" + version);
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      PstatsFormat.write(PstatsFormat.read(new ByteArrayInputStream(dumped)), written);
      assertEqualInPython(dumped, written.toByteArray());
    }
  }

  @Test
  void aRealProfileIsReadAndWrittenBackEqual() throws IOException {
    byte[] dumped =
        Python.run(
            new byte[0],
            "-c",
            """
            import cProfile, marshal, sys, json
            p = cProfile.Profile()
            p.runcall(json.loads, json.dumps([{'a': [1.5, None, 'x' * 9]}] * 99))
            p.create_stats()
            marshal.dump(p.stats, sys.stdout.buffer)
            """);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PstatsFormat.write(PstatsFormat.read(new ByteArrayInputStream(dumped)), written);
    assertEqualInPython(dumped, written.toByteArray());
  }

  private static void assertEqualInPython(byte[] expected, byte[] actual) throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(expected);
    both.write(actual);
    byte[] answer =
        Python.run(
            both.toByteArray(),
            "-c",
            """
            import marshal, sys
            a, b = marshal.load(sys.stdin.buffer), marshal.load(sys.stdin.buffer)
            order = lambda d: [(f, list(v[4])) for f, v in d.items()]
            # repr tells 0.0 from -0.0, and has each double's every digit.
            floats = lambda d: [repr(v[2:4]) for v in d.values() if type(v[3]) is float]
            print(a == b, order(a) == order(b), floats(a) == floats(b)[:len(floats(a))])
            """);
    assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("True True True\n");
  }

  @Test
  void brokenBytesAreRefusedWherePythonRefusesThem() throws IOException {
    List<byte[]> cases = new ArrayList<>();
    Random random = new Random(SEED);
    for (int version = 0; version <= 4; version++) {
      byte[] dumped = Python.run(new byte[0], "-c", DUMP, "" + version);
      for (int i = 0; i < CASES / 5; i++) {
        cases.add(broken(dumped, random));
      }
    }
    List<String> answers = Python.load(cases);
    assertThat(answers).hasSameSizeAs(cases);
    for (int i = 0; i < cases.size(); i++) {
      byte[] bytes = cases.get(i);
      if (answers.get(i).startsWith("MemoryError") || answers.get(i).equals("crashed")) {
        continue; // Python believed a claim, or used an object that it had not finished.
      }
      String ours = ourAnswer(bytes);
      if (ours.equals("ok") && new String(bytes, StandardCharsets.ISO_8859_1).contains("R")) {
        continue; // It has become one of Python 2's, which Python 3 does not read.
      }
      assertThat(ours)
          .as("case %d of -Dtally.seed=%d: %s", i, SEED, HexFormat.of().formatHex(bytes))
          .isIn(answers.get(i), "code object");
    }
  }

  @Test
  void aCodeObjectIsWhatPythonPrintsOfIt() throws IOException {
    byte[] dumped =
        Python.run(
            new byte[0],
            "-c",
            """
            import marshal, sys
            code = compile(open(sys.argv[1]).read(), 'gr\u00f6\u00dfer.py', 'exec')
            marshal.dump({('profile', 0, code): (1, 1, 0.0, 0.5, {('x', 1, code): 3}),
                          ('profile', 1, code): (1, 1, 0.0, 0.5, {})}, sys.stdout.buffer)
            """,
            "src/test/resources/dev/tally/format/load.py");
    FunctionTable table = PstatsFormat.read(new ByteArrayInputStream(dumped));
    assertThat(table.size()).isEqualTo(2);
    assertThat(table.key(1).label())
        .matches(
            "profile:1\\(<code object <module> at 0x7f[0-9a-f]{10},"
                + " file \"gr\u00f6\u00dfer.py\", line [12]>\\)");
    assertThat(table.keyAt(table.callerKey(0)).name()).isEqualTo(table.key(1).name());
  }

  /** What Python would say about loading these bytes, according to us. */
  private static String ourAnswer(byte[] bytes) throws IOException {
    try {
      PstatsFormat.read(new ByteArrayInputStream(bytes));
      return "ok";
    } catch (MarshalException e) {
      if (e.step() == Step.LOADING && e.python() == null) {
        return "code object";
      }
      String python = e.step() == Step.UNDERSTANDING ? "ok" : String.valueOf(e.python());
      return python.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }
  }

  private static final byte[] CODES =
      "0NFTS.iIlgfxysutaAzZ()[<>{r?R".getBytes(StandardCharsets.US_ASCII);

  private static byte[] broken(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(random.nextBoolean() ? 60 : bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes[at] = CODES[random.nextInt(CODES.length)];
        default -> bytes = Arrays.copyOf(bytes, Math.max(61, bytes.length - random.nextInt(9)));
      }
    }
    return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }
}
