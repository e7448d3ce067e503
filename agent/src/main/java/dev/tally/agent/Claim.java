// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

import dev.tally.format.TallyProto;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Whose a file is: a program that starts itself again, or workers that inherit their options, give
 * several JVMs one name to write to. A recording is another JVM's while that runs, which holds a
 * lock on it; and for ever if it was written since this JVM was started, for then a program may
 * have handed over to us and ended.
 *
 * <p>The lock is on the file itself, not on one beside it that would have to be cleared away; the
 * system drops it however the JVM ends.
 */
final class Claim {
  /** To whom a file belongs that lies where the recording is to go. */
  enum Owner {
    /** To us, or to nobody: there is no file, or it is empty, or an old recording. */
    US,
    /** To another JVM, which may be an ancestor of this one. */
    ANOTHER_JVM,
    /** To the user: it is no recording. */
    USER
  }

  private final long sinceMillis;

  /** The file that we have written last, with our lock on it. */
  private @Nullable FileChannel held;

  /** What the system knows that file by, whatever its name is by now. */
  private @Nullable Object key;

  /**
   * @param sinceMillis when this JVM, or the run that it belongs to, was started
   */
  Claim(long sinceMillis) {
    this.sinceMillis = sinceMillis;
  }

  Owner owner(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) == 0 || isOurs(file)) {
      return Owner.US;
    }
    if (!isRecording(file)) {
      return Owner.USER;
    }
    return isOfThisRun(file) || isLocked(file) ? Owner.ANOTHER_JVM : Owner.US;
  }

  /** Whether a file was written since this JVM, or the run that it belongs to, was started. */
  boolean isOfThisRun(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toMillis() >= sinceMillis;
  }

  /** Whether a file is the one that we have written last. */
  boolean isOurs(Path file) throws IOException {
    return key != null && Files.exists(file) && key.equals(key(file));
  }

  /**
   * Gives a finished file its name where another JVM may want to do the same at this moment: both
   * may have found the name free, or the same old recording under it.
   *
   * @return false if another was faster; its file stays
   */
  boolean takeFirst(Path temporary, Path target) throws IOException {
    take(temporary);
    boolean taken;
    try {
      // Unlike a move this fails where there is a file.
      Files.createLink(target, temporary);
      return true;
    } catch (FileAlreadyExistsException oldOrAnothers) {
      taken = replaceOld(temporary, target);
    } catch (IOException | UnsupportedOperationException aFolderWithoutLinks) {
      RecordingFile.move(temporary, target);
      return true;
    }
    if (!taken) {
      letGo();
    }
    return taken;
  }

  /** Whoever has the lock on the old file may replace it; when it is free again it is no more. */
  private boolean replaceOld(Path temporary, Path target) throws IOException {
    try {
      Object old = key(target);
      try (FileChannel channel =
              FileChannel.open(target, StandardOpenOption.READ, StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        if (lock == null || isAnothers(target) || !old.equals(key(target))) {
          return false;
        }
        RecordingFile.move(temporary, target);
        return true;
      }
    } catch (OverlappingFileLockException byAnotherAgentInThisJvm) {
      return false;
    } catch (IOException notToBeLocked) {
      // Read-only, gone meanwhile, or in a folder without locks: no reason to lose the recording.
      if (isAnothers(target)) {
        return false;
      }
      RecordingFile.move(temporary, target);
      return true;
    }
  }

  /** Whether another JVM has written a file since we were started. */
  private boolean isAnothers(Path target) throws IOException {
    return Files.exists(target) && Files.size(target) > 0 && isOfThisRun(target);
  }

  private void letGo() throws IOException {
    FileChannel before = held;
    held = null;
    key = null;
    if (before != null) {
      before.close();
    }
  }

  /** Takes a finished file, which is about to get its name; lets the one before go. */
  void take(Path file) throws IOException {
    FileChannel next = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      next.tryLock();
    } catch (IOException aFolderWithoutLocks) {
      // What was written since we were started is safe from us all the same.
    }
    FileChannel before = held;
    held = next;
    key = key(file);
    if (before != null) {
      before.close();
    }
  }

  private static Object key(Path file) throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return key == null ? file : key; // Not every system has one.
  }

  /** Whether a file is a recording of Tally's, by how it begins. */
  static boolean isRecording(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return TallyProto.isBegunBy(in.readNBytes(TallyProto.MAGIC_BYTES));
    }
  }

  private static boolean isLocked(Path file) {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
        FileLock lock = in.tryLock(0, Long.MAX_VALUE, true)) {
      return lock == null;
    } catch (OverlappingFileLockException byAnotherAgentInThisJvm) {
      return true;
    } catch (IOException aFolderWithoutLocks) {
      return false;
    }
  }
}
