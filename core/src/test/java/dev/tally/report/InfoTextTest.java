// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.CountedTree;
import dev.tally.profile.Engine;
import dev.tally.profile.Engine.Timing;
import dev.tally.profile.Kind;
import dev.tally.profile.LeftOut;
import dev.tally.profile.Method;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import dev.tally.pstats.TableProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

class InfoTextTest {
  @Test
  void aRecordingThatWasNotFinished() {
    CountedTree tree = new CountedTree();
    int main = tree.root(0, 0);
    tree.add(main, 1, 500_000_000, 0, 0);
    tree.add(tree.child(main, 1), 1_234_567, 1_500_000_000, 3_000_000, 9);
    tree.addEdgeNanos(main, 7);
    tree.edge(0, 1, new long[] {10, 10, 10}, new long[] {7, 7, 7});
    Profile profile =
        new Profile(
            new Origin(
                "tally 0.1.0",
                List.of("com.acme.Main one"),
                "OpenJDK 17",
                1_764_000_000_000L,
                2_000_000_000L,
                false,
                1,
                List.of("12 calls were not recorded for want of memory"),
                new Engine.Counting(
                    Timing.AUTO, false, false, "System.nanoTime", 25.25, 18, 24, 1_000_000, 2_000)),
            List.of(
                new Method("com.acme.Main", "main", "", "Main.java", 3, Kind.METHOD),
                new Method("java.lang.Math", "sin", "", "", 0, Kind.JDK)),
            Profile.framesOf(2),
            List.of(new Threads("main", 1), new Threads("pool-#", 1_000)),
            Paths.EXACT,
            tree.build(),
            tree.edges.build(),
            List.of(new LeftOut("com.acme.Odd", "class file of version 99")),
            3);
    assertThat(InfoText.of(profile))
        .isEqualTo(
            """
              program       com.acme.Main one
              JVM           OpenJDK 17
              started       2025-11-24T16:00:00Z
              duration      2.000 s, and the program was still running
              recorded by   tally 0.1.0, which counts every call; timing auto, leaves counted, no rows for calls into the JDK
              clock         System.nanoTime, 25.3 ns a read; taken off each timed call: 42.0 ns
              calls         1,234,578
              time          2.000 s, of all threads together
              methods       1 of the program, 1 of the JDK
              paths         2 contexts, at most 2 deep, exact; the budget is 2,000
              without path  1 pairs of caller and callee
              threads       1,001: main, pool-# × 1,000
              metrics       calls (count, exact), time (nanoseconds, estimated), edge time (nanoseconds, exact), hits (count, sampled)
              times         of 1 of 2 rows estimated, standard error at most 0.003 s
              left out      com.acme.Odd (class file of version 99); 2 more
              note          12 calls were not recorded for want of memory
            """);
  }

  @Test
  void callsAreThoseOfTheTables() {
    CountedTree tree = new CountedTree();
    int main = tree.root(0, 0);
    tree.add(main, 1, 500, 0, 0);
    int bridge = tree.child(main, 1);
    tree.add(bridge, 40, 20, 0, 0);
    tree.add(tree.child(bridge, 2), 40, 10, 0, 0);
    Profile profile =
        new Profile(
            Origin.foreign("tally"),
            List.of(
                new Method("com.acme.Main", "main", "([Ljava/lang/String;)V", "", 3, Kind.METHOD),
                new Method(
                    "com.acme.Name", "compareTo", "(Ljava/lang/Object;)I", "", 1, Kind.BRIDGE),
                new Method("com.acme.Name", "compareTo", "(Lcom/acme/Name;)I", "", 9, Kind.METHOD)),
            Profile.framesOf(3),
            List.of(new Threads("main", 1)),
            Paths.EXACT,
            tree.build(),
            tree.edges.build(),
            List.of(),
            0);
    assertThat(InfoText.of(profile))
        .contains("calls         41, without 40 of methods of compilers");
    assertThat(ProfileInfo.of(profile).functions()).isEqualTo(2);
  }

  @Test
  void aPythonProfile() {
    FunctionTable.Builder table = new FunctionTable.Builder();
    table.function(table.key(new FunctionKey("a.py", 1, "main")), 1, 1, 0.5, 0.5);
    assertThat(InfoText.of(TableProfile.of(table.build(), Origin.foreign("Python"))))
        .isEqualTo(
            """
              recorded by   Python
              calls         1
              time          0.500 s, of all threads together
              methods       1 functions
              paths         none: the profile has callers and callees, but no call tree
              without path  1 pairs of caller and callee
              metrics       calls (count, exact), time (nanoseconds, exact)
              left out      nothing
            """);
  }
}
