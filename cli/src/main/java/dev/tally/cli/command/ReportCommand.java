// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.RawNames;
import dev.tally.cli.shell.Screen;
import dev.tally.cli.shell.Streams;
import dev.tally.format.TallyFormat;
import dev.tally.profile.Merge;
import dev.tally.profile.Profile;
import dev.tally.pstats.SortKey;
import dev.tally.query.Waiting;
import dev.tally.report.Extras;
import dev.tally.report.Look;
import dev.tally.report.RecordingStats;
import dev.tally.report.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code tally report FILE SORT [MISPLACED]}: the statistics that follow a program run by {@code
 * tally run} without {@code -o}; {@code tally report FOLDER [SORT]}: which JVMs a command has
 * started that was run by {@code tally exec}, and their statistics unless they are kept. Called by
 * the {@code tally} script when the program has ended; not for users.
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
    if (arguments.isEmpty() || arguments.size() > 3) {
      throw new Misuse("expected a recording and a sort key; use tally stats");
    }
    Path recording = RawNames.path(arguments.get(0));
    if (Files.isDirectory(recording)) {
      folder(recording, arguments.size() > 1 ? key(arguments) : null, streams);
      return 0;
    }
    statistics(all(recording), key(arguments), streams);
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

  private static SortKey key(List<String> arguments) {
    SortKey key = arguments.size() < 2 ? null : SortKey.ofOurWord(arguments.get(1));
    if (key == null) {
      throw new Misuse("expected a sort key behind " + arguments.get(0));
    }
    return key;
  }

  /** Without a key the recordings are kept, and standard output is the command's alone. */
  private static void folder(Path folder, @Nullable SortKey key, Streams streams)
      throws IOException {
    RecordedJvms jvms = new RecordedJvms(folder);
    Profile sum = jvms.sum();
    boolean kept = key == null;
    if (jvms.isNone()) {
      streams.err().println("tally exec: " + jvms.sentence(kept));
      return;
    }
    StringWriter table = new StringWriter();
    table.write("tally exec: " + jvms.sentence(kept) + "\n\n");
    jvms.print(kept, table, Screen.ofProcess().look("%d more", Unit.FITTING, false));
    if (key == null) {
      streams.err().print(table);
      return;
    }
    streams.out().write(table + "\n");
    if (sum != null) {
      statistics(sum, key, streams);
    }
  }

  private static void statistics(Profile all, SortKey key, Streams streams) throws IOException {
    Profile profile = Waiting.apart(Naming.AS_WRITTEN.of(all));
    Look look = Screen.ofProcess().look(REST, Unit.FITTING, false);
    RecordingStats.of(profile, null, false)
        .extras(Extras.NONE.in(look))
        .sort(key)
        .print(streams.out());
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
