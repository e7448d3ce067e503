// SPDX-License-Identifier: Apache-2.0
package dev.tally.pstats;

import dev.tally.python.CodePoints;
import org.jspecify.annotations.Nullable;

/**
 * What pstats calls a function: a file, a line and a bare name. Methods whose keys are equal are
 * one function, so a key is all that two profiles need to be added up.
 *
 * <p>Keys are ordered as Python orders the tuple {@code (file, line, name)}: texts by code point,
 * lines as numbers.
 *
 * @param file path of the source file, or {@code ~} for a function that has none
 * @param line first line of the function, 0 if unknown
 * @param name bare name, such as {@code Foo.bar}, or {@code <java.lang.Thread.sleep>} for a
 *     built-in
 */
public record FunctionKey(String file, int line, String name) implements Comparable<FunctionKey> {
  private static final String NO_FILE = "~";

  /**
   * The name that reports print and regular expressions are searched in: {@code file:line(name)},
   * and for a built-in the name alone, with braces for its angle brackets.
   */
  public String label() {
    if (line == 0 && file.equals(NO_FILE)) {
      return name.length() > 1 && name.charAt(0) == '<' && name.endsWith(">")
          ? "{" + name.substring(1, name.length() - 1) + "}"
          : name;
    }
    return file + ":" + line + "(" + name + ")";
  }

  /** The same function without the folders of its file. */
  public FunctionKey withoutFolders() {
    int slash = file.lastIndexOf('/');
    return slash < 0 ? this : new FunctionKey(file.substring(slash + 1), line, name);
  }

  // What a record has by itself is linked when first called, which takes a starting JVM 20 ms.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FunctionKey key
        && line == key.line
        && file.equals(key.file)
        && name.equals(key.name);
  }

  @Override
  public int hashCode() {
    return (file.hashCode() * 31 + line) * 31 + name.hashCode();
  }

  @Override
  public int compareTo(FunctionKey other) {
    int byFile = CodePoints.compare(file, other.file);
    if (byFile != 0) {
      return byFile;
    }
    int byLine = Integer.compare(line, other.line);
    return byLine != 0 ? byLine : CodePoints.compare(name, other.name);
  }
}
