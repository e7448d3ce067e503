// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.python.PythonText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the system says about a file that cannot be read, in the words of the C library, which
 * Python repeats and Java mostly keeps as a reason.
 */
record SystemError(String text) {
  private static final Map<String, Integer> NUMBERS =
      Map.of(
          "No such file or directory", 2,
          "Input/output error", 5,
          "No such device or address", 6,
          "Permission denied", 13,
          "Not a directory", 20,
          "Is a directory", 21,
          "Too many open files", 24,
          "File name too long", 36,
          "Too many levels of symbolic links", 40);

  static SystemError of(IOException e) {
    if (e instanceof NoSuchFileException) {
      return new SystemError("No such file or directory");
    }
    if (e instanceof AccessDeniedException) {
      return new SystemError("Permission denied");
    }
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return new SystemError(text(reason, e));
  }

  private static String text(@Nullable String reason, IOException e) {
    return reason == null ? e.toString() : reason;
  }

  /** As Python prints its OSError: with the error's number and the file's name. */
  String withName(String name) {
    Integer number = NUMBERS.get(text);
    return number == null ? text : "[Errno " + number + "] " + text + ": " + PythonText.repr(name);
  }
}
