// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.RawNames;
import dev.tally.profile.Merge;
import dev.tally.profile.Origin;
import dev.tally.profile.Profile;
import dev.tally.report.Look;
import dev.tally.report.TextTable;
import dev.tally.report.Unit;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JVMs that a command has started, by the folder into which each has written its recording. One
 * recording is in memory at a time, and their sum.
 */
final class RecordedJvms {
  /** What the agent makes the name of a recording of: main class and process id. */
  static final String NAME = "%n-%p.tally";

  /** A process that runs one program after the other, or the same again, adds a number. */
  private static final Pattern RECORDING = Pattern.compile(".+-[0-9]+\\.tally(\\.[0-9]+)*");

  /** What the agent leaves where a JVM is not recorded because it is a build tool's. */
  private static final Pattern LEFT_OUT = Pattern.compile("(.+)-[0-9]+\\.tally\\.left-out");

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;

  /** One of them; without an origin if it has no recording that can be read. */
  private record Jvm(String file, @Nullable Origin origin, long calls, String remark) {
    long startMillis() {
      return origin == null ? Long.MAX_VALUE : origin.startEpochMillis();
    }
  }

  private final Path folder;
  private final List<Jvm> jvms = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private @Nullable Merge sum;

  /** Reads what lies in a folder, and takes away what was left there for us alone. */
  RecordedJvms(Path folder) throws IOException {
    this.folder = folder;
    for (Path file : matching(folder, RECORDING)) {
      jvms.add(read(file));
    }
    jvms.sort(Comparator.comparingLong(Jvm::startMillis).thenComparing(Jvm::file));
    for (Path mark : matching(folder, LEFT_OUT)) {
      leftOut.add(LEFT_OUT.matcher(name(mark)).replaceFirst("$1"));
      Files.deleteIfExists(mark);
    }
  }

  /**
   * The folder for recordings that are kept, without those of an earlier run.
   *
   * @throws Misuse if nothing can be written there
   */
  static Path makeFolder(String name) throws IOException {
    Path folder = RawNames.path(name).toAbsolutePath();
    if (name.isEmpty() || Files.isRegularFile(folder)) {
      throw new Misuse(
          (name.isEmpty() ? "" : name + " is a file; ")
              + "-o needs the name of a folder, in which each JVM has a recording of its own");
    }
    if (!Files.isDirectory(folder)) {
      try {
        Files.createDirectories(folder);
      } catch (FileSystemException e) {
        String reason = e.getReason() == null ? "it cannot be made there" : e.getReason();
        throw new Misuse("cannot make the folder " + name + ": " + reason);
      }
    }
    OutputFile.checkFolder(folder, name);
    for (Path old : matching(folder, RECORDING)) {
      if (Files.isRegularFile(old) && (Files.size(old) == 0 || OutputFile.isRecording(old))) {
        Files.delete(old);
      }
    }
    return folder;
  }

  /** How many were recorded and how many were not, as a sentence. */
  String sentence(boolean kept) {
    StringBuilder text = new StringBuilder();
    if (jvms.isEmpty()) {
      text.append("the command started no JVM that could be recorded");
    } else {
      text.append(jvms.size()).append(jvms.size() == 1 ? " JVM was" : " JVMs were");
      text.append(" recorded");
      if (kept) {
        text.append(" in ").append(folder);
      }
    }
    if (!leftOut.isEmpty()) {
      boolean one = leftOut.size() == 1;
      text.append("; left out ").append(one ? "was one" : "were " + leftOut.size());
      text.append(" of build tools, which --build-tools records: ");
      text.append(String.join(", ", new TreeSet<>(leftOut)));
    }
    return text.toString();
  }

  /** A line for each, the first to start first. */
  void print(boolean kept, Appendable out, Look look) throws IOException {
    TextTable table = new TextTable(kept ? "recording" : "JVM");
    int started = table.column("started", 9, TextTable.ALWAYS);
    int ran = table.column("ran", 8, TextTable.ALWAYS);
    int calls = table.column("ncalls", 9, TextTable.ALWAYS);
    for (Jvm jvm : jvms) {
      String name = kept ? jvm.file() : jvm.file().replace(".tally", "");
      int row = table.row(name + jvm.remark());
      Origin origin = jvm.origin();
      if (origin != null) {
        long after = jvm.startMillis() - jvms.get(0).startMillis();
        table.set(row, started, Unit.SECONDS.sum(after / MILLIS_PER_SECOND));
        table.set(row, ran, Unit.SECONDS.sum(origin.durationNanos() / NANOS_PER_SECOND));
        table.set(row, calls, Long.toString(jvm.calls()));
      }
    }
    table.print(out, look);
  }

  boolean isNone() {
    return jvms.isEmpty();
  }

  /** All of them together; null if there is none. */
  @Nullable Profile sum() {
    return sum == null ? null : sum.profile();
  }

  private Jvm read(Path file) throws IOException {
    String name = name(file);
    if (Files.size(file) == 0) {
      return new Jvm(name, null, 0, " (has just begun, or was killed then)");
    }
    Profile profile;
    try {
      profile = ReportCommand.read(file);
    } catch (IOException e) {
      return new Jvm(name, null, 0, " (" + e.getMessage() + ")");
    }
    if (sum == null) {
      sum = new Merge();
    }
    sum.add(profile);
    String remark = profile.origin().complete() ? "" : " (still runs, or was killed)";
    return new Jvm(name, profile.origin(), Naming.AS_WRITTEN.of(profile).calls(), remark);
  }

  private static List<Path> matching(Path folder, Pattern names) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, file -> names.matcher(name(file)).matches())) {
      List<Path> found = new ArrayList<>();
      files.forEach(found::add);
      return found;
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
