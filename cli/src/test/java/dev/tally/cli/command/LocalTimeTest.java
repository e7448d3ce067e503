// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalTimeTest {
  private static final long SEED = Long.getLong("tally.seed", System.nanoTime());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-07-05T08:09:07Z | CET-1CEST,M3.5.0,M10.5.0/3        | 'Sun Jul  5 10:09:07 2026'",
        "2026-12-15T08:09:07Z | CET-1CEST,M3.5.0,M10.5.0/3        | 'Tue Dec 15 09:09:07 2026'",
        "2026-07-05T08:09:07Z | NZST-12NZDT,M9.5.0,M4.1.0/3       | 'Sun Jul  5 20:09:07 2026'",
        "2026-01-05T08:09:07Z | NZST-12NZDT,M9.5.0,M4.1.0/3       | 'Mon Jan  5 21:09:07 2026'",
        "2026-07-05T08:09:07Z | XST5XDT                           | 'Sun Jul  5 04:09:07 2026'",
        "2026-07-05T08:09:07Z | <+0330>-3:30                      | 'Sun Jul  5 11:39:07 2026'",
        "2026-07-05T08:09:07Z | UTC+3                             | 'Sun Jul  5 05:09:07 2026'",
        "2026-07-05T08:09:07Z | :XXX-1:15:30                      | 'Sun Jul  5 09:24:37 2026'",
        "2024-02-29T23:30:00Z | AAA0BBB-2,J60,J300                | 'Thu Feb 29 23:30:00 2024'",
        "2024-02-29T23:30:00Z | AAA0BBB-2,59,300/1                | 'Fri Mar  1 01:30:00 2024'",
        "2026-07-05T08:09:07Z | Nonsense                          | 'Sun Jul  5 08:09:07 2026'",
        "2026-07-05T08:09:07Z | CET-1CEST                         | 'Sun Jul  5 10:09:07 2026'",
        "2026-12-15T08:09:07Z | CET-1CEST,                        | 'Tue Dec 15 09:09:07 2026'",
        "2026-07-05T08:09:07Z | CET-1CEST,M3.5.0                  | 'Sun Jul  5 10:09:07 2026'",
        "2026-07-05T08:09:07Z | CET-1CE                           | 'Sun Jul  5 09:09:07 2026'",
        "2026-07-05T08:09:07Z | CET-25                            | 'Mon Jul  6 08:09:07 2026'",
        "2026-07-05T08:09:07Z | AB3                               | 'Sun Jul  5 08:09:07 2026'",
      })
  void aZoneThatTheEnvironmentSpellsOut(Instant instant, String tz, String expected) {
    assertThat(LocalTime.ctime(instant, tz)).isEqualTo(expected);
  }

  @Test
  void theCLibraryTellsTheSameTime() throws IOException {
    Random random = new Random(SEED);
    List<String> cases = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      cases.add(random.nextLong(4_000_000_000L) + " " + rule(random));
    }
    String[] times = python(String.join("\n", cases)).split("\n", -1);
    for (int i = 0; i < cases.size(); i++) {
      String[] parts = cases.get(i).split(" ", 2);
      Instant instant = Instant.ofEpochSecond(Long.parseLong(parts[0]));
      assertThat(LocalTime.ctime(instant, parts[1]))
          .as("-Dtally.seed=%d: %s", SEED, cases.get(i))
          .isEqualTo(times[i]);
    }
  }

  private static String rule(Random random) {
    String standard = "QST" + offset(random);
    return switch (random.nextInt(5)) {
      case 0 -> standard;
      case 1 -> standard + "<-S3>" + offset(random) + "," + change(random) + "," + change(random);
      default -> standard + "QDT," + change(random) + "," + change(random);
    };
  }

  private static String offset(Random random) {
    return (random.nextBoolean() ? "-" : "")
        + random.nextInt(13)
        + (random.nextInt(3) == 0 ? ":" + (10 + random.nextInt(50)) : "");
  }

  private static String change(Random random) {
    String day =
        switch (random.nextInt(5)) {
          case 0 -> "J" + (1 + random.nextInt(365));
          case 1 -> "" + random.nextInt(365);
          default ->
              "M"
                  + (1 + random.nextInt(12))
                  + "."
                  + (1 + random.nextInt(5))
                  + "."
                  + random.nextInt(7);
        };
    return day + (random.nextBoolean() ? "" : "/" + random.nextInt(25));
  }

  private static String python(String input) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(
                  "python3",
                  "-c",
                  """
                  import os, sys, time
                  for line in sys.stdin.read().split('\\n'):
                      seconds, os.environ['TZ'] = line.split(' ')
                      time.tzset()
                      print(time.ctime(int(seconds)))
                  """)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      assumeTrue(false, "needs python3 on the path: " + e.getMessage());
      throw e;
    }
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
