// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Streams;
import dev.tally.format.TallyFormat;
import dev.tally.profile.Profile;
import dev.tally.pstats.ProfileFunctions;
import dev.tally.pstats.SortKey;
import dev.tally.report.Caveats;
import dev.tally.report.Stats;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code tally report FILE SORT [MISPLACED]}: the statistics that follow a program run by {@code
 * tally run} without {@code -o}. Called by the {@code tally} script when the program has ended; not
 * for users.
 *
 * <p>It prints what cProfile prints then: all functions, folders stripped from their files, no
 * heading with the file's name.
 */
public final class ReportCommand implements Command {
  @Override
  public String help() {
    return "Prints what tally run prints when the program has ended; use tally stats.\n";
  }

  @Override
  public int run(List<String> arguments, Streams streams) throws IOException {
    if (arguments.size() < 2 || arguments.size() > 3) {
      throw new Misuse("expected a recording and a sort key; use tally stats");
    }
    SortKey key = SortKey.ofWord(arguments.get(1));
    if (key == null) {
      throw new Misuse("there is no sort key " + arguments.get(1));
    }
    Profile profile;
    try (InputStream in = Files.newInputStream(Path.of(arguments.get(0)))) {
      profile = TallyFormat.read(in);
    } catch (NoSuchFileException e) {
      throw new IOException("the program left no recording behind", e);
    }
    ProfileFunctions functions = ProfileFunctions.of(profile);
    Stats stats = Stats.of(functions.table());
    String caveats = Caveats.line(profile, functions);
    if (caveats != null) {
      stats.note(caveats);
    }
    stats.strip().sort(key).print(streams.out());
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
}
