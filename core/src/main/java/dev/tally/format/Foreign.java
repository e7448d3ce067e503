// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Files that people hand to Tally by mistake, told by how they begin; for the sentence that refuses
 * them. Nothing here is ever read as a profile, so a wrong guess costs a word and no number.
 */
final class Foreign {
  /** How much of a file is looked at. */
  static final int START_BYTES = 4096;

  private static final int EXCERPT = 40;

  /** What a file is that begins so, byte for character, and holds so in its beginning. */
  private record Kind(String begin, Pattern holds, String words, boolean isProfile) {
    Kind(String begin, String holds, String words) {
      this(begin, Pattern.compile(holds, Pattern.DOTALL | Pattern.MULTILINE), words, false);
    }

    /** Of what {@code tally convert} writes, and may be replaced by what it writes again. */
    static Kind profile(String begin, String holds, String words) {
      Kind kind = new Kind(begin, holds, words);
      return new Kind(kind.begin, kind.holds, kind.words, true);
    }
  }

  private static final List<Kind> BINARY =
      List.of(
          new Kind("\u001f\u008b", "", "gzip data packed once more; unpack it"),
          new Kind("(\u00b5/\u00fd", "", "a zstd file; unpack it"),
          new Kind("BZh", "^BZh[1-9]1AY&SY", "a bzip2 file; unpack it"),
          new Kind("\u00fd7zXZ\0", "", "an xz file; unpack it"),
          new Kind("PK\3\4", "", "a zip or jar file"),
          new Kind("\u00ca\u00fe\u00ba\u00be", "", "a Java class"),
          new Kind("JAVA PROFILE 1.0", "", "a Java heap dump (hprof)"),
          new Kind("PERFILE2", "", "a recording of Linux' perf"),
          new Kind("SQLite format 3\0", "", "an SQLite database"),
          new Kind("\u00ff\u00fe", "^..[\t\r\n -~]\0", "a text file in UTF-16, not in UTF-8"),
          new Kind("\u00fe\u00ff", "^..\0[\t\r\n -~]", "a text file in UTF-16, not in UTF-8"),
          new Kind("\u007fELF", "", "a program or library (ELF)"),
          new Kind("\u0080", "^.[\2-\5].*(line_profiler|LineStats)", "a pickle of line_profiler's"),
          new Kind("\u0080", "^.[\2-\5].*(yappi|YFuncStat)", "a pickle of yappi's"),
          new Kind("\u0080", "^.[\2-\5]", "a Python pickle, as line_profiler writes it"));

  private static final List<Kind> TEXT =
      List.of(
          Kind.profile(
              "{", "\"tally functions", "a table of Tally's, not the profile it was made from"),
          new Kind("{", "^\\s*\\{\\s*[\"}]", "a JSON file"),
          new Kind("[", "^\\s*\\[\\s*[\\[{\"\\]\\d-]", "a JSON file"),
          new Kind("<", "^\\s*<[!?a-zA-Z]", "an HTML or XML file"),
          new Kind(
              "",
              "^version https://git-lfs",
              "what Git LFS keeps in a file's place; git lfs pull brings the file"),
          Kind.profile(CsvWriter.BEGIN, "", "a table of Tally's, not the profile it was made from"),
          new Kind("", "Line #\\s+Hits\\s+Time", "a printed report of line_profiler's"),
          new Kind(
              "",
              "^ +\\d+ function calls .*in [0-9.]+ (CPU )?seconds",
              "a printed report, not the profile it was made from"));

  private Foreign() {}

  /** What a file is, with article; null if its bytes tell nothing. */
  static @Nullable String words(byte[] start) {
    if (start.length == 0) {
      return "an empty file";
    }
    Kind kind = kind(start);
    if (kind != null) {
      return kind.words();
    }
    String text = text(start);
    if (text == null) {
      return null;
    }
    String stripped = text.strip();
    return stripped.isEmpty()
        ? "a file of nothing but white space"
        : "a text file that begins with \"" + excerpt(stripped) + "\"";
  }

  /** Whether a file is one of another tool's profiles, or a table of ours. */
  static boolean isProfile(byte[] start) {
    Kind kind = kind(start);
    return kind != null && kind.isProfile();
  }

  private static @Nullable Kind kind(byte[] start) {
    String bytes = new String(start, StandardCharsets.ISO_8859_1);
    for (Kind kind : BINARY) {
      if (bytes.startsWith(kind.begin()) && kind.holds().matcher(bytes).find()) {
        return kind;
      }
    }
    String text = text(start);
    if (text == null) {
      return null;
    }
    String stripped = text.strip();
    for (Kind kind : TEXT) {
      if (stripped.startsWith(kind.begin()) && kind.holds().matcher(text).find()) {
        return kind;
      }
    }
    return null;
  }

  /** The bytes as a text in UTF-8, whose last character may be cut; null if they are none. */
  private static @Nullable String text(byte[] start) {
    String text = new String(start, StandardCharsets.UTF_8);
    int length = text.length();
    for (int cut = 0; start.length == START_BYTES && cut < 3 && length > 0; cut++) {
      length -= text.charAt(length - 1) == '\ufffd' ? 1 : 0;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == '\ufffd' || (c < ' ' && "\t\n\r\f\b\u001b".indexOf(c) < 0) || c == 0x7f) {
        return null;
      }
    }
    return text.substring(text.startsWith("\ufeff") ? 1 : 0, length); // Windows marks UTF-8 so.
  }

  private static String excerpt(String text) {
    String line = text.lines().findFirst().orElse("").strip();
    return line.codePointCount(0, line.length()) <= EXCERPT
        ? line
        : line.substring(0, line.offsetByCodePoints(0, EXCERPT - 1)) + "…";
  }
}
