// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.shell.Arguments;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Option;
import dev.tally.cli.shell.RawNames;
import dev.tally.cli.shell.Streams;
import dev.tally.format.Contents;
import dev.tally.format.PartSizes;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.JsonWriter;
import dev.tally.profile.Profile;
import dev.tally.report.InfoText;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code tally info}: what is in a file, on one screen. */
public final class InfoCommand implements Command {
  private static final Path NO_FILE = Path.of("");
  private static final Option JSON = new Option("--json", null, "print it as JSON");

  @Override
  public String help() {
    return """
        Says what is in a profile: what ran, how it was recorded, how much there is, and how well
        its times are known.

        Usage: tally info [--json] FILE

          --json    print it as JSON: raw numbers, times in nanoseconds

        Example:
          tally info profile
        """;
  }

  @Override
  public int run(List<String> words, Streams streams) throws IOException {
    Arguments arguments = Arguments.parse(List.of(JSON), words);
    if (arguments.operands().size() != 1) {
      throw new Misuse("say of which file: tally info FILE");
    }
    String name = arguments.operands().get(0);
    Contents contents = ProfileFile.of(Path.of(""), name, streams.in()).readOrFail();
    Profile profile = contents.profile();
    // Standard input has no file of that name, or one that is not meant.
    Path file = name.equals(ProfileFile.STANDARD_INPUT) ? NO_FILE : RawNames.path(name);
    Map<String, Long> parts = contents.isTable() ? Map.of() : parts(file, profile);
    long bytes = Files.isRegularFile(file) ? Files.size(file) : 0;
    if (arguments.has(JSON)) {
      InfoJson.write(new JsonWriter(streams.out()), profile, bytes, parts);
      return 0;
    }
    boolean ours = !parts.isEmpty() || profile.origin().creator().startsWith("tally");
    String others = contents.isTable() ? "a Python profile" : "another tool's profile";
    streams
        .out()
        .write(name + ": " + (ours ? "a Tally recording" : others) + "\n\n" + InfoText.of(profile));
    if (bytes > 0) {
      streams.out().write(InfoText.line("file", size(bytes, parts)));
    }
    return 0;
  }

  /** Nothing for what cannot be read twice, such as a pipe, or is packed once more. */
  private static Map<String, Long> parts(Path file, Profile profile) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Map.of();
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return PartSizes.of(in, profile.metrics());
    } catch (FormatException | EOFException packedOnceMoreOrNotOurs) {
      return Map.of();
    }
  }

  private static String size(long bytes, Map<String, Long> parts) {
    long unpacked = 0;
    for (long part : parts.values()) {
      unpacked += part;
    }
    List<String> shares = new ArrayList<>();
    for (Map.Entry<String, Long> part : parts.entrySet()) {
      shares.add(part.getKey() + " " + InfoText.grouped(part.getValue()));
    }
    return InfoText.grouped(bytes)
        + " bytes"
        + (parts.isEmpty()
            ? ""
            : ", " + InfoText.grouped(unpacked) + " unpacked: " + String.join(", ", shares));
  }
}
