// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.format.TallyFormat;
import dev.tally.profile.CountedTree;
import dev.tally.profile.Engine;
import dev.tally.profile.Engine.Timing;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import dev.tally.pstats.ProfileFunctions;
import dev.tally.pstats.SortKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A hundred threads that did nothing but call for a week, 2 ns a call: no number in the file, the
 * sums or the table overflows.
 */
class WeekOfCallsTest {
  private static final long WEEK_NANOS = 7L * 24 * 3600 * 1_000_000_000;
  private static final long CALLS = WEEK_NANOS / 2;
  private static final int THREADS = 100;

  @Test
  void isWrittenReadAddedUpAndPrinted() throws IOException {
    StringBuilder text = new StringBuilder();
    Stats.of(ProfileFunctions.of(writtenAndRead(week())).table())
        .sort(SortKey.CUMULATIVE)
        .print(text);
    assertThat(text.toString())
        .isEqualTo(
            """
                     30240000000000100 function calls in 60480000.000 seconds

               Ordered by: cumulative time

               ncalls  tottime  percall  cumtime  percall filename:lineno(function)
                  100    0.000    0.000 60480000.000 604800.000 Busy.java:3(Busy.run)
            30240000000000000 60480000.000    0.000 60480000.000    0.000 Busy.java:9(Busy.call)


            """);
  }

  private static Profile week() {
    CountedTree tree = new CountedTree();
    for (int thread = 0; thread < THREADS; thread++) {
      int run = tree.root(thread, 0);
      tree.add(run, 1, 0, 0, 0);
      tree.add(tree.child(run, 1), CALLS, WEEK_NANOS, 1, WEEK_NANOS / 1_000_000);
    }
    List<Threads> threads =
        IntStream.range(0, THREADS).mapToObj(i -> new Threads("t" + i, 1)).toList();
    return new Profile(
        new Origin(
            "tally",
            List.of(),
            "JVM",
            0,
            WEEK_NANOS,
            true,
            1,
            List.of(),
            new Engine.Counting(
                Timing.AUTO, false, true, "System.nanoTime", 25, 30, 30, 1_000_000, 2_000_000)),
        List.of(
            new Method("Busy", "run", "()V", "Busy.java", 3, Kind.METHOD),
            new Method("Busy", "call", "()V", "Busy.java", 9, Kind.METHOD)),
        Profile.framesOf(2),
        threads,
        Paths.EXACT,
        tree.build(),
        tree.edges.build(),
        List.of(),
        0);
  }

  private static Profile writtenAndRead(Profile profile) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TallyFormat.write(profile, out);
    return TallyFormat.read(new ByteArrayInputStream(out.toByteArray()));
  }
}
