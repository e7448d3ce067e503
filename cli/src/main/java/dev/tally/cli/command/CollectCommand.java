// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.launch.FlightRecorder;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Streams;
import dev.tally.format.Format;
import dev.tally.format.TallyFormat;
import dev.tally.profile.Join;
import dev.tally.profile.Origin;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * {@code tally collect FOLDER OUT PID}: makes a recording of what a program has left that was run
 * by {@code tally run --engine sampling}, or of both runs of {@code --twice}. Called by the {@code
 * tally} script when the program has ended; not for users.
 *
 * <p>The process is that of the program. Those that it has started, with the options that it was
 * given itself, may have left something in the folder, too. The last chunk of a JVM that was killed
 * is whole up to a second before.
 */
public final class CollectCommand implements Command {
  /** In the folder: the recording of the second run. */
  static final String COUNTED = "counted";

  /** As our agent's. */
  private static final int PATIENCE_SECONDS = 10;

  /** To the script: that there is nothing to keep. */
  private static final int NOTHING = 3;

  @Override
  public String help() {
    return "Makes the recording of a program that was sampled; use tally run --engine sampling.\n";
  }

  @Override
  public int run(List<String> arguments, Streams streams) throws IOException {
    if (arguments.size() != 3) {
      throw new Misuse("expected a folder, a file and a process; use tally run --engine sampling");
    }
    Path folder = Path.of(arguments.get(0));
    Path counted = folder.resolve(COUNTED);
    List<Path> files = files(folder, arguments.get(2));
    if (files.isEmpty()) {
      streams.err().println("tally run: the program left nothing behind that was sampled");
      return NOTHING;
    }
    Profile profile = sampled(files);
    if (Files.exists(counted)) {
      try {
        profile = Join.of(ReportCommand.read(counted), profile, 0);
      } catch (IllegalArgumentException e) {
        throw new IOException("the two runs cannot be joined: " + e.getMessage(), e);
      }
    }
    Profile result = profile;
    Path target = OutputFile.checkProfile(arguments.get(1));
    new PatientWrite(PATIENCE_SECONDS)
        .write(target, streams, out -> TallyFormat.write(result, out));
    return 0;
  }

  private static Profile sampled(List<Path> files) throws IOException {
    List<InputStream> chunks = new ArrayList<>();
    try {
      for (Path file : files) {
        chunks.add(Files.newInputStream(file));
      }
      InputStream all = new SequenceInputStream(Collections.enumeration(chunks));
      return ofTally(Format.read(all).profile());
    } finally {
      for (InputStream chunk : chunks) {
        chunk.close();
      }
    }
  }

  private static List<Path> files(Path folder, String pid) throws IOException {
    List<Path> written = new ArrayList<>();
    for (Path file : FlightRecorder.recordings(folder, pid)) {
      if (Files.size(file) > 0) {
        written.add(file);
      }
    }
    return written;
  }

  /** The recorder was ours to set up. */
  private static Profile ofTally(Profile profile) {
    String version = CollectCommand.class.getPackage().getImplementationVersion();
    Origin of = profile.origin();
    Origin ours =
        new Origin(
            (version == null ? "tally" : "tally " + version) + " with " + of.creator(),
            of.commandLine(),
            of.jvm(),
            of.startEpochMillis(),
            of.durationNanos(),
            of.complete(),
            of.recordings(),
            of.notes(),
            of.engine(),
            of.places());
    return profile.from(ours);
  }
}
