// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.shell.Arguments;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Option;
import dev.tally.cli.shell.Streams;
import dev.tally.format.Contents;
import dev.tally.format.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code tally convert}: a profile in another tool's format. */
public final class ConvertCommand implements Command {
  private static final Option OUTPUT =
      new Option("-o", "OUT", "write to OUT; its extension says in which format");

  @Override
  public String help() {
    return """
        Converts a profile from one tool's format to another's.

        Usage: tally convert FILE -o OUT

          -o OUT    write to OUT; its extension says in which format; - is standard output

        Formats:
          .pstats .prof    Python's cProfile: python3 -m pstats, SnakeViz, gprof2dot
          .tally or none   Tally's own

        To standard output goes Python's. OUT replaces a profile, and nothing else that lies there.

        FILE may be of any of them: what it holds decides, whatever its name. Python's profiles
        hold functions and their callers, but no call tree; as Tally's they have none either.

        Example:
          tally convert profile -o profile.pstats && python3 -m pstats profile.pstats
          kubectl exec POD -- cat profile | tally convert - -o - >profile.pstats
        """;
  }

  @Override
  public int run(List<String> words, Streams streams) throws IOException {
    Arguments arguments = Arguments.parse(List.of(OUTPUT), words);
    String output = arguments.value(OUTPUT);
    if (arguments.operands().size() != 1 || output == null) {
      throw new Misuse("say what to convert to what: tally convert FILE -o OUT");
    }
    String name = arguments.operands().get(0);
    Format format = output.equals(OutputFile.STANDARD_OUTPUT) ? Format.PSTATS : formatOf(output);
    Path target = OutputFile.checkProfile(output);
    Contents profile = ProfileFile.of(Path.of(""), name, streams.in()).readOrFail();
    OutputFile.write(target, streams, out -> format.write(profile, out));
    return 0;
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
