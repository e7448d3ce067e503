// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.shell.Arguments;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Option;
import dev.tally.cli.shell.Streams;
import dev.tally.format.Contents;
import dev.tally.format.Format;
import dev.tally.profile.Merge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code tally merge}: one profile of many. */
public final class MergeCommand implements Command {
  private static final Option OUTPUT =
      new Option("-o", "OUT", "write to OUT; its extension says in which format");

  @Override
  public String help() {
    return """
        Adds profiles up: of several runs, processes or machines.

        Usage: tally merge FILE... -o OUT

          -o OUT    write to OUT; its extension says in which format, as for tally convert;
                    - is standard output, which gets Tally's own

        Call trees are united by path, counts and times added; threads of one name are one group.
        It makes no difference in which order the files come. Profiles that count calls and those
        that sample cannot be added up.

        Example:
          tally merge monday tuesday -o week
          tally merge profile profile.* -o - | tally stats - -c 'sort cumtime' -c 'stats 10'
        """;
  }

  @Override
  public int run(List<String> words, Streams streams) throws IOException {
    Arguments arguments = Arguments.parse(List.of(OUTPUT), words);
    String output = arguments.value(OUTPUT);
    if (arguments.operands().isEmpty() || output == null) {
      throw new Misuse("say what to add up, and where to: tally merge FILE... -o OUT");
    }
    Format format = ConvertCommand.formatOf(output);
    Path target = OutputFile.checkProfile(output);
    Merge sum = new Merge();
    // One after the other, so that memory is taken by the sum and by one of them.
    for (String name : arguments.operands()) {
      try {
        sum.add(ProfileFile.of(Path.of(""), name, streams.in()).readOrFail().profile());
      } catch (IllegalArgumentException e) {
        throw new IOException("cannot add " + name + " to the files before: " + e.getMessage(), e);
      }
    }
    Contents contents = Contents.of(sum.profile());
    OutputFile.write(target, streams, out -> format.write(contents, out));
    return 0;
  }
}
