// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.shell.Arguments;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Option;
import dev.tally.cli.shell.Streams;
import dev.tally.format.Contents;
import dev.tally.format.Format;
import dev.tally.profile.Join;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code tally join}: the counts of one profile with the times of another. */
public final class JoinCommand implements Command {
  private static final Option OUTPUT =
      new Option("-o", "OUT", "write to OUT; its extension says in which format");
  private static final Option INTERVAL =
      new Option("--interval", "TIME", "what one sample of TIMES stands for, such as 10ms");

  private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ns|us|ms|s)");
  private static final Map<String, Long> NANOS =
      Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L);

  @Override
  public String help() {
    return """
        Joins the counts of one profile with the times of another.

        Usage: tally join COUNTS TIMES -o OUT

          -o OUT            write to OUT; its extension says in which format, as for tally convert;
                            - is standard output, which gets Tally's own
          --interval TIME   what one sample of TIMES stands for, such as 10ms; for files that do not
                            say it, as collapsed stacks do not

        COUNTS is a recording by tally run. TIMES is any sampler's profile of the same program, run
        without Tally: a flight recording, or a file of async-profiler's. Counting costs time where
        calls take a few nanoseconds each; a sampler has the times right, and counts nothing.

        The result has the calls and paths of COUNTS, and each sample where its stack belongs: found
        by path, else by caller and callee, else by method. It says how much was found in which way,
        and how much belongs to no counted method and is left out, such as the JVM's own threads.

        Example:
          tally run -o counts -jar app.jar
          java -agentpath:libasyncProfiler.so=start,event=cpu,jfr,file=times.jfr -jar app.jar
          tally join counts times.jfr -o profile && tally stats profile
        """;
  }

  @Override
  public int run(List<String> words, Streams streams) throws IOException {
    Arguments arguments = Arguments.parse(List.of(OUTPUT, INTERVAL), words);
    String output = arguments.value(OUTPUT);
    if (arguments.operands().size() != 2 || output == null) {
      throw new Misuse("say what to join, and where to: tally join COUNTS TIMES -o OUT");
    }
    long interval = nanos(arguments.value(INTERVAL));
    Format format = ConvertCommand.formatOf(output);
    Path target = OutputFile.checkProfile(output);
    String countsName = arguments.operands().get(0);
    String timesName = arguments.operands().get(1);
    Profile counts = ProfileFile.of(Path.of(""), countsName, streams.in()).readOrFail().profile();
    Profile times = ProfileFile.of(Path.of(""), timesName, streams.in()).readOrFail().profile();
    Contents joined;
    try {
      joined = Contents.of(Join.of(counts, times, interval));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "cannot join " + countsName + " with the times of " + timesName + ": " + e.getMessage(),
          e);
    }
    OutputFile.write(target, streams, out -> format.write(joined, out));
    return 0;
  }

  private static long nanos(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    Matcher time = TIME.matcher(text);
    long nanos =
        time.matches() ? Long.parseLong(time.group(1)) * NANOS.getOrDefault(time.group(2), 0L) : 0;
    if (nanos == 0) {
      throw new Misuse(
          "expected --interval with a number and ns, us, ms or s, such as 10ms; found " + text);
    }
    return nanos;
  }
}
