// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

import dev.tally.cli.shell.Misuse;
import dev.tally.format.wire.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code tally} script is to do, in its own language: it evaluates {@link #script}.
 *
 * <p>Our arguments are not repeated in it but named by their positions. So they reach the program
 * as the bytes that they are, and a mebibyte of them costs nothing.
 *
 * @param arguments how many arguments {@code tally run} has
 * @param first a command that runs the program before, in silence; empty for none
 * @param command the command that runs the program; the script becomes it, or waits for it
 * @param folder where lies what is to be read and deleted when the program has ended; null for
 *     none, and the script becomes the command
 * @param collected the recording that is then made of what a sampler has left in the folder; null
 *     if the program makes it itself
 * @param reported the recording, or the folder of several, that is reported then; null for none
 * @param sort by what its statistics are sorted; null for none of a folder's
 * @param misplaced one of our options that stands behind the program, to be told then; null if none
 *     does
 * @param note what the user should know before the program runs; null for nothing
 */
public record Plan(
    int arguments,
    List<Word> first,
    List<Word> command,
    @Nullable String folder,
    @Nullable String collected,
    @Nullable String reported,
    @Nullable String sort,
    @Nullable String misplaced,
    @Nullable String note) {

  /**
   * Hands the plan over to the script.
   *
   * @param file from which the script reads; null if there is no script
   */
  public void tell(@Nullable String file) throws IOException {
    if (file == null) {
      throw new Misuse("start it by the tally script, which takes care of the program's streams");
    }
    Files.write(Path.of(file), FileNames.encode(script()));
  }

  /** The script's commands, and its arguments as it is to see them. */
  public String script() {
    StringBuilder script = new StringBuilder();
    // The verb and what may stand before it.
    script.append("shift $(($# - ").append(arguments).append("))\n");
    assign(script, "folder", folder);
    assign(script, "collected", collected);
    assign(script, "reported", reported);
    assign(script, "sort", sort);
    assign(script, "misplaced", misplaced);
    if (!first.isEmpty()) {
      script.append("first=(");
      first.forEach(word -> script.append(' ').append(inPlace(word)));
      script.append(")\n");
    }
    int rest = restOfArguments();
    int until = command.size() - (arguments - rest);
    for (Word word : command.subList(0, until)) {
      if (word.position() > 0) {
        script.append("local tally_").append(word.position()).append("=${");
        script.append(word.position()).append("}\n");
      }
    }
    script.append("shift ").append(rest).append("\nset --");
    for (Word word : command.subList(0, until)) {
      script.append(' ');
      if (word.position() > 0) {
        script.append("\"$tally_").append(word.position()).append('"');
      } else {
        script.append(quoted(word.text()));
      }
    }
    return script.append(" \"$@\"\n").toString();
  }

  /** How many arguments stand before those with which the command ends. */
  private int restOfArguments() {
    int rest = arguments;
    int i = command.size() - 1;
    while (rest > 0 && command.get(i).position() == rest) {
      rest--;
      i--;
    }
    return rest;
  }

  private static String inPlace(Word word) {
    return word.position() > 0 ? "\"${" + word.position() + "}\"" : quoted(word.text());
  }

  private static void assign(StringBuilder script, String name, @Nullable String value) {
    if (value != null) {
      script.append(name).append('=').append(quoted(value)).append('\n');
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
