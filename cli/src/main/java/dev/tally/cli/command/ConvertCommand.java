// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.shell.Arguments;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Option;
import dev.tally.cli.shell.Streams;
import dev.tally.format.Contents;
import dev.tally.format.Format;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

          -o OUT    write to OUT; its extension says in which format

        Formats:
          .pstats .prof    Python's cProfile: python3 -m pstats, SnakeViz, gprof2dot
          .tally or none   Tally's own

        FILE may be of any of them: what it holds decides, whatever its name. Python's profiles
        hold functions and their callers, but no call tree, so they cannot become Tally's.

        Example:
          tally convert profile -o profile.pstats && python3 -m pstats profile.pstats
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
    Format format = formatOf(output);
    Path target = RecordingFile.writable(output);
    Contents profile = ProfileFile.of(Path.of(""), name, streams.in()).readOrFail();
    write(profile, format, target);
    return 0;
  }

  private static Format formatOf(String output) {
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

  /** All or nothing: whoever watches the target never sees half a file, nor loses the old one. */
  private static void write(Contents profile, Format format, Path target) throws IOException {
    Path part = target.resolveSibling(".tally-" + ProcessHandle.current().pid());
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
        format.write(profile, out);
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
