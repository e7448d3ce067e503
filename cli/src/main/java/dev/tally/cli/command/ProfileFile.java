// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.RawNames;
import dev.tally.format.Contents;
import dev.tally.format.Format;
import dev.tally.format.wire.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A profile of any format, somewhere among the files. */
final class ProfileFile {
  private ProfileFile() {}

  static Contents read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Format.read(new ReadOnly(in));
    }
  }

  /**
   * Nothing but reads: what else a stream of a file can do, such as say how much is available, JDK
   * 17 does by its position in the file, and a pipe has none ("Illegal seek").
   */
  private static final class ReadOnly extends InputStream {
    private final InputStream in;

    ReadOnly(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return in.read(bytes, offset, length);
    }
  }

  /**
   * Reads a file of the command line.
   *
   * @throws Misuse if there is no such file
   * @throws IOException if it is not a profile, with the file's name
   */
  static Contents readOrFail(String name) throws IOException {
    Path file = RawNames.path(name);
    require(file, name);
    try {
      return read(file);
    } catch (FormatException e) {
      throw about(name, e);
    }
  }

  /** Refuses a file of the command line that is none, by the name that was typed. */
  static void require(Path file, String name) {
    if (!Files.exists(file)) {
      throw new Misuse("no such file: " + name);
    }
    if (Files.isDirectory(file)) {
      throw new Misuse(name + " is a folder; expected a profile");
    }
  }

  /** The same complaint with the file's name. */
  static IOException about(String name, FormatException e) {
    return new IOException(name + ": " + e.getMessage(), e);
  }
}
