// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import static java.util.stream.Collectors.joining;

import dev.tally.cli.shell.Arguments;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Option;
import dev.tally.cli.shell.Streams;
import dev.tally.format.Contents;
import dev.tally.format.Format;
import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import dev.tally.query.Fold;
import dev.tally.query.OneMetric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code tally convert}: a profile in another tool's format. */
public final class ConvertCommand implements Command {
  private static final Option OUTPUT =
      new Option("-o", "OUT", "write to OUT; its extension says in which format");
  private static final Option METRIC = new Option("--metric", "NAME", "only this metric");
  private static final Option ALL = new Option("--all", null, "all contexts");

  /** More than these no tool draws well that keeps whole stacks. */
  private static final int MOST_CONTEXTS = 50_000;

  @Override
  public String help() {
    return """
        Converts a profile from one tool's format to another's.

        Usage: tally convert [options] FILE -o OUT

          -o OUT           write to OUT; its extension says in which format; - is standard output
          --metric NAME    only this metric: calls, time, or another that tally info lists
          --all            all contexts, also of a tree so large that most would be folded
          --raw-names      methods as class files name them, with all that compilers made
          --under PATTERN  a part, as of tally stats: --thread, --under, --only, --hide, --by

        Formats:
          .pb.gz              pprof: go tool pprof -http=: OUT
          .speedscope.json    speedscope: https://www.speedscope.app or npx speedscope OUT
          .collapsed          stacks in lines, for flame graphs: self microseconds, or --metric calls
          .callgrind          KCachegrind, QCachegrind, callgrind_annotate
          .firefox.json       the Firefox Profiler: https://profiler.firefox.com
          .csv .json          the rows of tally stats, for pandas, DuckDB, jq
          .pstats .prof       Python's cProfile: python3 -m pstats, SnakeViz, gprof2dot
          .tally or none      Tally's own

        To standard output goes Python's. OUT replaces a profile, and nothing else that lies there.

        FILE may be a profile of any tool: what it holds decides, whatever its name. docs/formats.md
        says what each format keeps. Methods are named as tally stats names them, in Tally's and
        Python's files as recorded. Of more than 50,000 contexts, formats that hold stacks get those
        with the largest shares; the others are added up in {folded}, and sums stay what they are.

        Examples:
          tally convert profile -o profile.pb.gz && go tool pprof -top -sample_index=calls profile.pb.gz
          tally convert profile -o profile.csv
          kubectl exec POD -- cat profile | tally convert - -o - >profile.pstats
        """;
  }

  @Override
  public int run(List<String> words, Streams streams) throws IOException {
    Arguments arguments = Arguments.parse(Parts.and(OUTPUT, METRIC, ALL, Naming.RAW), words);
    String output = arguments.value(OUTPUT);
    if (arguments.operands().size() != 1 || output == null) {
      throw new Misuse("say what to convert to what: tally convert FILE -o OUT");
    }
    String name = arguments.operands().get(0);
    Format format = output.equals(OutputFile.STANDARD_OUTPUT) ? Format.PSTATS : formatOf(output);
    Path target = OutputFile.checkProfile(output);
    Contents file = ProfileFile.of(Path.of(""), name, streams.in()).readOrFail();
    Contents read = Parts.of(arguments, List.of(file)).get(0);
    // As stats shows them; but those two are to come back as they were.
    boolean asRecorded = read.isTable() || format == Format.TALLY || format == Format.PSTATS;
    Contents named = asRecorded ? read : Contents.of(Naming.of(arguments).of(read.profile()));
    String metric = arguments.value(METRIC);
    Contents chosen = metric == null ? named : Contents.of(only(named.profile(), metric));
    Contents contents =
        format.repeatsStacks() && !arguments.has(ALL) ? folded(chosen, streams) : chosen;
    OutputFile.write(target, streams, out -> format.write(contents, out));
    return 0;
  }

  private static Profile only(Profile profile, String name) {
    for (Metric metric : profile.metrics()) {
      if (metric.name().equals(name)) {
        return OneMetric.of(profile, metric);
      }
    }
    String known = profile.metrics().stream().map(Metric::name).collect(joining(", "));
    throw new Misuse("the profile has no metric " + name + "; it has " + known);
  }

  private static Contents folded(Contents contents, Streams streams) {
    Fold fold = Fold.to(MOST_CONTEXTS, contents.profile());
    if (fold.folded() > 0) {
      streams.err().println("tally convert: " + fold.note() + "; --all keeps them");
    }
    return Contents.of(fold.profile());
  }

  static Format formatOf(String output) {
    Format format = Format.ofFileName(output.substring(output.lastIndexOf('/') + 1));
    if (format == null) {
      List<String> known = new ArrayList<>();
      for (Format each : Format.values()) {
        known.addAll(each.extensions());
      }
      throw new Misuse(
          "no format is written for a name like "
              + output
              + "; known are "
              + String.join(" ", known));
    }
    return format;
  }
}
