// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Screen;
import dev.tally.cli.shell.Streams;
import dev.tally.format.TallyFormat;
import dev.tally.profile.Merge;
import dev.tally.profile.Profile;
import dev.tally.pstats.ProfileFunctions;
import dev.tally.pstats.SortKey;
import dev.tally.query.Waiting;
import dev.tally.report.Caveats;
import dev.tally.report.Extras;
import dev.tally.report.Look;
import dev.tally.report.Stats;
import dev.tally.report.Unit;
import dev.tally.report.WorkAndWaiting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code tally report FILE SORT [MISPLACED]}: the statistics that follow a program run by {@code
 * tally run} without {@code -o}. Called by the {@code tally} script when the program has ended; not
 * for users.
 *
 * <p>It prints what {@code tally stats} would, without a heading with the file's name; to a
 * terminal no more functions than can be looked at.
 */
public final class ReportCommand implements Command {
  private static final String REST =
      "a pipe gets all %d; -o FILE keeps the recording, for tally stats FILE";

  @Override
  public String help() {
    return "Prints what tally run prints when the program has ended; use tally stats.\n";
  }

  @Override
  public int run(List<String> arguments, Streams streams) throws IOException {
    if (arguments.size() < 2 || arguments.size() > 3) {
      throw new Misuse("expected a recording and a sort key; use tally stats");
    }
    SortKey key = SortKey.ofOurWord(arguments.get(1));
    if (key == null) {
      throw new Misuse("there is no sort key " + arguments.get(1));
    }
    Profile profile = Waiting.apart(Naming.AS_WRITTEN.of(all(Path.of(arguments.get(0)))));
    ProfileFunctions functions = ProfileFunctions.of(profile);
    Stats stats = Stats.of(functions.table());
    String waiting = WorkAndWaiting.line(profile, false);
    if (waiting != null) {
      stats.note(waiting);
    }
    String caveats = Caveats.line(profile, functions);
    if (caveats != null) {
      stats.note(caveats);
    }
    Look look = Screen.ofProcess().look(REST, Unit.FITTING, false);
    stats.extras(Extras.NONE.in(look)).sort(key).print(streams.out());
    if (arguments.size() == 3) {
      streams.out().flush();
      streams
          .err()
          .println(
              "tally run: "
                  + arguments.get(2)
                  + " stands behind the program and was given to it; Tally's own options come before");
    }
    return 0;
  }

  /** The program's recording, and those of the JVMs that it has started, which lie beside it. */
  private static Profile all(Path recording) throws IOException {
    Profile program = read(recording);
    Merge merge = null;
    try (DirectoryStream<Path> others =
        Files.newDirectoryStream(recording.resolveSibling(""), recording.getFileName() + ".*")) {
      for (Path other : others) {
        // What is being written has another name, and a JVM that has just begun an empty file.
        if (!other.toString().contains(".tmp") && Files.size(other) > 0) {
          if (merge == null) {
            merge = new Merge();
            merge.add(program);
          }
          merge.add(read(other));
        }
      }
    }
    return merge == null ? program : merge.profile();
  }

  static Profile read(Path recording) throws IOException {
    try (InputStream in = Files.newInputStream(recording)) {
      // The agent makes an empty file when it starts.
      if (Files.size(recording) > 0) {
        return TallyFormat.read(in);
      }
    } catch (NoSuchFileException noAgent) {
      // The same to the reader.
    }
    throw new IOException("the program left no recording behind");
  }
}
