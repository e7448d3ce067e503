// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

import dev.tally.profile.Profile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the recording goes: the file that was asked for or, where that is somebody else's, one
 * beside it with the process id behind its name. Used by the writer's thread only: every step can
 * wait for a folder on the network.
 */
final class Output {
  /** Each JVM takes a name once, so that no number of them comes near this. */
  private static final int MOST_TRIES = 1_000;

  private final AgentOptions options;
  private final Claim claim;
  private final Waiting waiting;

  /** The file that is written, when that is known. Who gives up waiting asks for its name. */
  private volatile Path file;

  private volatile boolean stream;

  private @Nullable String note;
  private @Nullable String sentence;

  Output(AgentOptions options, Waiting waiting) {
    this.options = options;
    this.waiting = waiting;
    this.file = options.output;
    long launched = options.launchedMillis;
    this.claim = new Claim(launched > 0 ? launched : ThisProcess.startedBeforeMillis());
  }

  /**
   * The file of this JVM in a run whose report follows: the one that was asked for is the first
   * JVM's, which is the program.
   *
   * @param all whether JVMs that the program starts have files, too
   * @return null if this JVM is not to be recorded: it has none, or the report was printed
   */
  static @Nullable Path forReport(Path wanted, boolean all) {
    try {
      if (isMade(wanted)) {
        return wanted;
      }
      if (!all) {
        return null;
      }
      Path file = beside(wanted, 1);
      for (int n = 2; !isMade(file); n++) {
        file = beside(wanted, n);
      }
      return file;
    } catch (IOException noFolder) {
      return null;
    }
  }

  /** Tells who reads the folder that this JVM is not recorded, by an empty file. */
  static void leaveOut(Path wanted) {
    try {
      isMade(OutputName.beside(wanted, ".left-out"));
    } catch (IOException noFolder) {
      // Nobody asks any more.
    }
  }

  private static boolean isMade(Path file) throws IOException {
    try {
      Files.createFile(file);
      return true;
    } catch (FileAlreadyExistsException anotherJvms) {
      return false;
    }
  }

  private static Path beside(Path wanted, int number) {
    String ending = "." + ThisProcess.id();
    return OutputName.beside(wanted, number == 1 ? ending : ending + "." + number);
  }

  /**
   * Whether it is a pipe, a device or a descriptor: what is written to one cannot be taken back, so
   * it gets one recording, at the end.
   */
  boolean isStream() {
    stream = RecordingFile.isStream(file);
    return stream;
  }

  /**
   * What is wrong with the output that can be seen before the program begins, as a sentence; null
   * for nothing. The program runs all the same, and may make the folder itself.
   */
  @Nullable String look() {
    try {
      RecordingFile.check(file);
      if (!isStream() && claim.owner(file) == Claim.Owner.USER) {
        settle();
      }
      return takeSentence();
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  /** Finds the file to write to; to be called before the profile is taken, for {@link #note}. */
  void settle() throws IOException {
    if (options.report != null || isStream()) {
      return;
    }
    Path target = RecordingFile.target(file);
    if (claim.owner(target) == Claim.Owner.US) {
      return;
    }
    Path wanted = RecordingFile.target(options.output);
    boolean user = claim.owner(wanted) == Claim.Owner.USER;
    // Those of one run may belong to one program, which reads what its processes print.
    boolean quiet = !user && options.launchedMillis > 0 && claim.isOfThisRun(wanted);
    file = beside(wanted, 1);
    for (int n = 2; claim.owner(file) != Claim.Owner.US; n++) {
      file = beside(wanted, n);
    }
    String why =
        OutputName.of(wanted)
            + (user ? " is no recording of Tally's" : " is the recording of another JVM");
    note = why;
    sentence =
        quiet
            ? null
            : why + ": it stays as it is, and this recording goes to " + OutputName.of(file);
  }

  /** What has become known meanwhile and was not said yet. */
  @Nullable String takeSentence() {
    String result = sentence;
    sentence = null;
    return result;
  }

  /** What a reader of the recording should know about where it lies. */
  @Nullable String note() {
    return note;
  }

  void write(Profile profile) throws IOException {
    if (options.report != null && !RecordingFile.hasFolder(file)) {
      return; // The report was printed, and this JVM goes on.
    }
    for (int tries = 0; !RecordingFile.write(profile, file, claim, waiting); tries++) {
      if (tries == MOST_TRIES) {
        throw new IOException(
            RecordingFile.cannotWrite(file) + "other JVMs take the name each time");
      }
      settle();
    }
  }

  void rehearse(Profile profile) throws IOException {
    RecordingFile.rehearse(profile, file, waiting);
  }

  /** The sentence about a wait that was too long, said without another look at the file. */
  String silence() {
    return RecordingFile.cannotWrite(file)
        + (stream ? "nobody has read it for " : "the file system has not answered for ")
        + Waiting.PATIENCE_SECONDS
        + " seconds";
  }

  @Override
  public String toString() {
    return OutputName.of(file);
  }
}
