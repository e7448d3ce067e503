// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

import dev.tally.cli.shell.Misuse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments in a file given to {@code java} as {@code @FILE}, read as the launcher reads them:
 * separated by white space; {@code '…'} and {@code "…"} keep white space; inside quotes a backslash
 * escapes, and at the end of a line it continues on the next; {@code #} begins a comment.
 *
 * <p>Read only to see whether the program is named in it. The JVM gets the file itself.
 */
final class ArgumentFile {
  /** The launcher refuses files beyond 2 GiB; nobody writes class paths beyond this. */
  private static final long MOST_BYTES = 64 << 20;

  private ArgumentFile() {}

  static List<String> read(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        throw new Misuse("no such argument file: " + file);
      }
      // The launcher looks at bytes and gives them on as they are; ISO-8859-1 loses none of them.
      return split(Files.readString(file, Charset.forName("ISO-8859-1")));
    } catch (IOException e) {
      throw new Misuse("cannot read the argument file " + file + ": " + e.getMessage());
    }
  }

  static List<String> split(String text) {
    List<String> arguments = new ArrayList<>();
    StringBuilder argument = new StringBuilder();
    boolean inside = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0 && c == '\\' && i + 1 < text.length()) {
        i = escaped(text, i + 1, argument);
      } else if (quote != 0 && c == quote) {
        quote = 0;
      } else if (quote != 0 && c != '\n' && c != '\r') {
        argument.append(c);
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
        inside = true;
      } else if (quote == 0 && c == '#' && !inside) {
        i = endOfLine(text, i);
      } else if (quote != 0 || " \t\n\r\f".indexOf(c) >= 0) {
        // White space, or a quote that was left open at the end of its line.
        quote = 0;
        if (inside) {
          arguments.add(argument.toString());
          argument.setLength(0);
          inside = false;
        }
      } else {
        argument.append(c);
        inside = true;
      }
    }
    if (inside) {
      arguments.add(argument.toString());
    }
    return arguments;
  }

  /** Appends what the character after a backslash stands for; gives the last index it used. */
  private static int escaped(String text, int index, StringBuilder argument) {
    char c = text.charAt(index);
    switch (c) {
      case 'n' -> argument.append('\n');
      case 't' -> argument.append('\t');
      case 'r' -> argument.append('\r');
      case 'f' -> argument.append('\f');
      case '\n', '\r' -> {
        int next = index + 1;
        while (next < text.length() && " \t\n\r\f".indexOf(text.charAt(next)) >= 0) {
          next++;
        }
        return next - 1;
      }
      default -> argument.append(c);
    }
    return index;
  }

  private static int endOfLine(String text, int index) {
    int i = index;
    while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
      i++;
    }
    return i;
  }
}
