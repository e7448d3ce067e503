// SPDX-License-Identifier: Apache-2.0
package dev.tally.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.Calls;
import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Engine;
import dev.tally.profile.Kind;
import dev.tally.profile.LeftOut;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a recording says of methods that were called, and class files of those that were not. */
class ProjectMethodsTest {
  private static final String HERE = "dev.tally.maven.";

  /** It was called three times, on a path and past the budget of paths. */
  private static final Method CALLED = method(HERE + "Selection", "selects");

  @Test
  void callsOnPathsAndPastThemAreCounted() {
    Calls calls = calls(new Selection(List.of(), List.of()));

    assertThat(calls.of("Selection.selects")).isEqualTo(3);
    assertThat(calls.exceeding("Selection.selects", 2, "<budget>"))
        .hasValue(
            String.format(
                "Selection.selects was called 3 times, allowed are 2 by <budget>. By%n"
                    + "        2  Selection.selects%n"
                    + "        1  Caller.call > Selection.selects%n"));
    assertThat(calls.exceeding("Selection.selects", 3, "<budget>")).isEmpty();
  }

  @Test
  void whatWasNotCalledIsKnownByItsClassFile() {
    Calls calls = calls(new Selection(List.of(), List.of()));

    assertThat(calls.of("ForkRecordings.merged")).isZero();
    assertThat(calls.of("ForkRecordings.<init>")).isZero();
    assertThat(calls.of("java.util.regex.Pattern.compile")).isZero();
    assertThat(calls.of("Assertions.assertThat(int)")).as("in a jar").isZero();
  }

  @Test
  void whatHasNoCallsToCountIsRefused() {
    Calls calls = calls(new Selection(List.of(), List.of(HERE + "Report")));

    assertThatThrownBy(() -> calls.of("ForkRecordings.mregde"))
        .hasMessageContaining("no recorded method matches")
        .hasMessageContaining("near are ForkRecordings.merged");
    assertThatThrownBy(() -> calls.of("TallyMojo.run")).hasMessageContaining("it is abstract");
    assertThatThrownBy(() -> calls.of("Report.write"))
        .hasMessageContaining("class dev.tally.maven.Report is not recorded");
    assertThatThrownBy(() -> calls.of("AgentOptions.quoted"))
        .hasMessageContaining("class dev.tally.maven.AgentOptions is not recorded");
  }

  @Test
  void patternsSelectClassesAsTheAgentDoes() {
    Selection selection = new Selection(List.of("com.acme.*", "org/lib/A"), List.of("com.acme.b*"));

    assertThat(selection.selects("com.acme.Order")).isTrue();
    assertThat(selection.selects("com.acme.b.Order")).isFalse();
    assertThat(selection.selects("org.lib.A$Nested")).isTrue();
    assertThat(selection.selects("org.lib.AB")).isFalse();
  }

  private static Calls calls(Selection selection) {
    Profile profile = profile();
    String classPath = System.getProperty("java.class.path");
    return RecordedCalls.of(
        profile,
        new ProjectMethods(profile, new ClassFiles(List.of(classPath.split(":+"))), selection));
  }

  private static Profile profile() {
    Metrics metrics = Metrics.of(List.of(Metric.CALLS));
    CallTree.Builder tree = new CallTree.Builder(metrics);
    tree.add(tree.root(0, 0), 0, 2);
    Edges.Builder edges = new Edges.Builder(metrics);
    edges.add(edges.edge(1, 0), 0, 1, 1, 1);
    return new Profile(
        Origin.of(new Engine.Foreign("a test")),
        List.of(CALLED, method("a.Caller", "call")),
        Profile.framesOf(2),
        List.of(new Threads("main", 1)),
        Paths.EXACT,
        tree.build(),
        edges.build(),
        List.of(new LeftOut(HERE + "AgentOptions", "it was loaded before the recording began")),
        1);
  }

  private static Method method(String className, String name) {
    return new Method(className, name, "(Ljava/lang/String;)Z", "", 0, Kind.METHOD);
  }
}
