// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli;

import dev.tally.cli.shell.Streams;
import dev.tally.format.TallyFormat;
import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Engine;
import dev.tally.profile.Engine.Timing;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Goes once through what the commands do on an ordinary day, so that the JVM can put the classes
 * they need into an archive ({@code -XX:ArchiveClassesAtExit}) from which later JVMs start. Run by
 * the {@code tally} script when it makes that archive; prints nothing.
 */
final class Rehearsal {
  private Rehearsal() {}

  public static void main(String[] arguments) throws IOException {
    // Where a plan goes to; the script does the same with a descriptor of its own.
    System.setProperty("tally.plan", "/dev/null");
    Path file = Path.of("rehearsal-" + ProcessHandle.current().pid());
    try (OutputStream out = Files.newOutputStream(file)) {
      TallyFormat.write(recording(), out);
    }
    String name = file.toString();
    String commands = "sort cumtime\nstats 10 ain\ncallers .5\ncallees\nhelp\n";
    play("", "--version");
    play("", "run", "-o", name, "-Xmx1g", "-s", "calls", "-cp", "lib", "Main");
    play("", "report", name, "cumulative");
    play("", "stats", name, "-c", "sort cumtime", "-c", "stats 10");
    play(commands, "stats", name);
    play("", "convert", name, "-o", name + ".pstats");
    play(commands, "stats", name + ".pstats");
    play("", "diff", name, name + ".pstats");
    Files.delete(file);
    Files.delete(Path.of(name + ".pstats"));
  }

  private static void play(String input, String... words) {
    StringWriter out = new StringWriter();
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    Main.execute(
        List.of(words),
        new Streams(in, out, OutputStream.nullOutputStream(), new PrintWriter(out)));
  }

  /** A method that calls itself and a built-in, with times that are partly estimated. */
  static Profile recording() {
    Metrics metrics = new Metrics();
    int calls = metrics.add(Metric.CALLS);
    int time = metrics.add(Metric.TIME);
    CallTree.Builder tree = new CallTree.Builder(metrics);
    int main = tree.root(0, 0);
    int again = tree.child(main, 0);
    int builtin = tree.child(again, 1);
    tree.add(main, calls, 2);
    tree.add(main, time, 1_000);
    tree.add(again, calls, 1);
    tree.add(again, time, 2_000);
    tree.addError(again, time, 10);
    tree.add(builtin, calls, 7);
    tree.add(builtin, time, 3_000);
    CallTree built = tree.build();
    Engine engine = new Engine.Counting(Timing.AUTO, false, true, "clock", 1, 0, 0, 1, 1);
    return new Profile(
        new Origin("tally", List.of("Main"), "JVM", 1, 1, true, 1, List.of(), engine),
        List.of(
            new Method("a.Main", "main", "([Ljava/lang/String;)V", "Main.java", 3, Kind.METHOD),
            new Method("java.util.Map$Entry", "getKey", "()Ljava/lang/Object;", "", 0, Kind.JDK)),
        Profile.framesOf(2),
        List.of(new Threads("main", 1)),
        Paths.EXACT,
        built,
        Edges.empty(built.metrics()),
        List.of(),
        0);
  }
}
