// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.shell.Arguments;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Option;
import dev.tally.cli.shell.RestrictionWord;
import dev.tally.cli.shell.Streams;
import dev.tally.format.Contents;
import dev.tally.format.wire.JsonWriter;
import dev.tally.profile.Diff;
import dev.tally.pstats.Restriction;
import dev.tally.pstats.SortKey;
import dev.tally.report.DiffData;
import dev.tally.report.DiffReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code tally diff}: what changed between two profiles. */
public final class DiffCommand implements Command {
  /** As {@code git diff --exit-code} has 1, which here says that the command failed. */
  private static final int CALLS_DIFFER = 3;

  private static final Option SORT =
      new Option("-s", "KEY", "order by the difference in what sort KEY of tally stats orders by");
  private static final Option PERCENT =
      new Option("--percent", null, "beside each difference its part of what was before");
  private static final Option EXIT_CODE =
      new Option("--exit-code", null, "exit with 3 if calls differ");
  private static final Option JSON = new Option("--json", null, "all of it as JSON");
  private static final List<Option> OPTIONS = Parts.and(SORT, PERCENT, EXIT_CODE, JSON, Naming.RAW);

  @Override
  public String help() {
    return """
        Says what changed between two profiles: calls first, which are exact, then times.

        Usage: tally diff [options] BEFORE AFTER [RESTRICTION...]

        First come the places where calls changed: calls that a caller makes more often, or less
        often, each time it is called. Then the methods that are called more or less often, those
        that appeared and those that vanished, with their callers. Times are shown where they
        differ by more than the errors of both profiles. Methods are the same if their names are;
        lines, and numbers that a compiler gives to lambdas and anonymous classes, do not matter.

          -s KEY         order by the difference in calls, pcalls, tottime or cumtime; or by name …
          --percent      beside each difference its part of what was before
          --raw-names    methods as class files name them, with all that compilers made
          --exit-code    exit with 3 if calls differ
          --json         all of it as JSON; docs/formats.md says what the names mean
          --under PATTERN  a part, as of tally stats: --thread, --under, --only, --hide, --by

        Restrictions are those of stats in tally stats: a number or a fraction of rows, which is 20
        if nobody says otherwise, or a regular expression.

        Examples:
          tally diff before after
          tally diff before after 50 OrderDao
          tally diff --exit-code before after >/dev/null || echo 'calls differ'
        """;
  }

  @Override
  public int run(List<String> words, Streams streams) throws IOException {
    Arguments arguments = Arguments.parse(OPTIONS, words);
    List<String> operands = arguments.operands();
    if (operands.size() < 2) {
      throw new Misuse("say what to compare with what: tally diff BEFORE AFTER");
    }
    SortKey key = key(arguments.value(SORT));
    List<Restriction> restrictions = new ArrayList<>();
    for (String word : operands.subList(2, operands.size())) {
      restrictions.add(restriction(word));
    }
    String before = operands.get(0);
    String after = operands.get(1);
    if (before.equals(ProfileFile.STANDARD_INPUT) && after.equals(before)) {
      throw new Misuse("standard input can be one of the two profiles, not both");
    }
    Naming names = Naming.of(arguments);
    List<Contents> read = List.of(read(before, streams), read(after, streams));
    List<Contents> parts = Parts.of(arguments, read);
    Diff diff = diff(names, before, parts.get(0), after, parts.get(1));
    boolean percent = arguments.has(PERCENT);
    if (arguments.has(JSON)) {
      if (percent) {
        throw new Misuse("--json has raw numbers; leave --percent away");
      }
      DiffData data = new DiffData(diff, key, restrictions);
      DiffJson.write(new JsonWriter(streams.out()), diff, data, before, after);
    } else {
      DiffReport.print(diff, before, after, key, percent, restrictions, streams.out());
    }
    return arguments.has(EXIT_CODE) && diff.callsDiffer() ? CALLS_DIFFER : 0;
  }

  private static Contents read(String name, Streams streams) throws IOException {
    return ProfileFile.of(Path.of(""), name, streams.in()).readOrFail();
  }

  private static Diff diff(
      Naming names, String before, Contents first, String after, Contents second) {
    try {
      return Comparison.of(names, before, first, after, second);
    } catch (IllegalArgumentException e) {
      throw new Misuse(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable SortKey key(@Nullable String word) {
    SortKey key = word == null ? null : SortKey.ofWord(word);
    if (word != null && key == null) {
      throw new Misuse(
          "there is no sort key "
              + word
              + "; known are "
              + String.join(" ", SortKey.words().keySet()));
    }
    return key;
  }

  private static Restriction restriction(String word) {
    Restriction restriction = RestrictionWord.parse(word);
    if (restriction == null) {
      throw new Misuse("a fraction of the rows is between 0 and 1, found " + word);
    }
    return restriction;
  }
}
