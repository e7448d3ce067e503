// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.rows;

/**
 * The text of a statement as a row is named by it: values are {@code ?}, lists of them are one,
 * white space is a blank, comments are gone. Read by no grammar, because there is one for each
 * database and each of their versions: only what may be a value is told from what may not.
 *
 * <p>Where dialects differ, no value is shown: what one of them may take for a value is one. The
 * exception are double quotes, see {@link #of}. Used once, on the program's thread; the time it
 * takes is bounded by the {@link #MOST_READ} characters that it reads.
 */
final class SqlText {
  static final int MOST_READ = 1 << 16;

  /** Of a longer text the middle is left out. */
  static final int MOST_SHOWN = 500;

  /** What a backslash in a string is. */
  private enum Backslash {
    UNKNOWN,
    PLAIN,
    ESCAPE
  }

  private static final int HEAD = 320;
  private static final int TAIL = 160;

  private final String text;
  private final int end;
  private final boolean literals;
  private final boolean quotesAreValues;
  private final StringBuilder out;
  private int at;
  private Backslash dialect;

  /**
   * How many brackets are open, and a bit for each of the first 64 that begins a list of values.
   */
  private int depth;

  private long lists;

  /** Whether the last word was IN. */
  private boolean afterIn;

  private SqlText(String text, boolean literals, boolean quotesAreValues) {
    this.text = text;
    this.end = Math.min(text.length(), MOST_READ);
    this.literals = literals;
    this.quotesAreValues = quotesAreValues;
    this.dialect = quotesAreValues ? Backslash.ESCAPE : Backslash.UNKNOWN;
    this.out = new StringBuilder(Math.min(end, 4 * MOST_SHOWN) + 8);
  }

  /**
   * What a row is called.
   *
   * @param literals whether values are kept
   * @param quotesAreValues whether {@code "..."} is a value, as in MySQL, and not a name, as in
   *     SQL's standard
   */
  static String of(String text, boolean literals, boolean quotesAreValues) {
    return new SqlText(text, literals, quotesAreValues).normalised();
  }

  private String normalised() {
    while (at < end) {
      char c = text.charAt(at);
      if (c <= ' ' || Character.isWhitespace(c) || Character.isISOControl(c)) {
        at++;
        blank();
      } else if (c == '-' && next() == '-') {
        skipTo("\n");
      } else if (c == '/' && next() == '*') {
        skipTo("*/");
      } else if (c == '\'' || (c == '"' && quotesAreValues)) {
        string(c, false);
      } else if (c == '"' || c == '`') {
        quoted(c);
      } else if (c == '[') {
        bracket();
      } else if (c == '$') {
        dollar();
      } else if (isDigit(c) || (c == '.' && isDigit(next()) && !endsWithName())) {
        number();
      } else if (isStart(c)) {
        word();
      } else {
        sign(c);
      }
    }
    return shown();
  }

  private char next() {
    return at + 1 < end ? text.charAt(at + 1) : 0;
  }

  private void skipTo(String mark) {
    int found = text.indexOf(mark, at + 2);
    at = found < 0 ? end : found + mark.length();
    blank();
  }

  private void blank() {
    if (!out.isEmpty() && last() != ' ' && last() != '(') {
      out.append(' ');
    }
  }

  private char last() {
    return out.isEmpty() ? 0 : out.charAt(out.length() - 1);
  }

  private void dropBlank() {
    if (last() == ' ') {
      out.setLength(out.length() - 1);
    }
  }

  /** A value that ends before an index. */
  private void value(int to) {
    if (literals) {
      out.append(text, at, Math.min(to, end));
    } else if ((lists >>> depth & 1) == 0 || !replacesLast()) {
      out.append('?');
    }
    at = Math.min(to, end);
    afterIn = false;
  }

  /** Whether this value follows one in a list of values, whose place it takes. */
  private boolean replacesLast() {
    int length = out.length();
    if (length >= 3 && out.charAt(length - 3) == '?' && out.charAt(length - 2) == ',') {
      out.setLength(length - 2);
      return true;
    }
    return false;
  }

  /**
   * A string, at its quote. Whether a backslash takes away the meaning of the quote behind it is up
   * to the database. Often only one of both can be, because the other leaves a string without end;
   * else what follows is not shown.
   */
  private void string(char quote, boolean backslashes) {
    int plain = afterString(at, quote, false);
    int escaped = afterString(at, quote, true);
    boolean differ = plain != escaped && !backslashes;
    if (differ && dialect == Backslash.UNKNOWN) {
      boolean isPlain = areClosed(plain, false);
      boolean isEscape = areClosed(escaped, true);
      dialect = isPlain == isEscape ? dialect : isPlain ? Backslash.PLAIN : Backslash.ESCAPE;
    }
    if (differ && dialect == Backslash.UNKNOWN) {
      value(end);
      out.append(literals ? "" : " …");
    } else {
      int close = differ && dialect == Backslash.PLAIN ? plain : escaped;
      value(close < 0 ? end : close);
    }
  }

  /** Whether all strings end that begin after one that ends before an index. */
  private boolean areClosed(int from, boolean backslashes) {
    int i = from;
    while (i >= 0) {
      i = text.indexOf('\'', i);
      if (i < 0 || i >= end) {
        return true;
      }
      i = afterString(i, '\'', backslashes);
    }
    return false;
  }

  /** Where a string ends that begins at an index, -1 if it does not. */
  private int afterString(int start, char quote, boolean backslashes) {
    for (int i = start + 1; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\\' && backslashes) {
        i++;
      } else if (c == quote) {
        if (i + 1 < end && text.charAt(i + 1) == quote) {
          i++;
        } else {
          return i + 1;
        }
      }
    }
    return -1;
  }

  /** A name in quotes, or what may be a value. */
  private void quoted(char quote) {
    int i = at + 1;
    boolean name = i < end && (quote == '`' || isStart(text.charAt(i)));
    boolean closed = false;
    for (; i < end && !closed; i++) {
      char c = text.charAt(i);
      closed = c == quote && !(i + 1 < end && text.charAt(i + 1) == quote);
      if (c == quote && !closed) {
        i++;
      } else if (!closed && !isPart(c) && " -.:#".indexOf(c) < 0) {
        name &= quote == '`' && c > ' ';
      }
    }
    if (!closed || !name) {
      value(closed ? i : end);
    } else {
      copy(i);
    }
  }

  /** As a name stands in {@code [...]}, or an index, or a list. */
  private void bracket() {
    int i = at + 1;
    if (i < end && isStart(text.charAt(i)) && !endsWithName()) {
      while (i < end && (isPart(text.charAt(i)) || text.charAt(i) == ' ')) {
        i++;
      }
      if (i < end && text.charAt(i) == ']') {
        copy(i + 1);
        return;
      }
    }
    open(true);
  }

  /** PostgreSQL's {@code $tag$...$tag$} and {@code $1}. */
  private void dollar() {
    int i = at + 1;
    if (i < end && isDigit(text.charAt(i))) {
      number();
      return;
    }
    while (i < end && text.charAt(i) != '$' && isPart(text.charAt(i))) {
      i++;
    }
    if (i < end && text.charAt(i) == '$') {
      String tag = text.substring(at, i + 1);
      int close = text.indexOf(tag, i + 1);
      value(close < 0 ? end : close + tag.length());
    } else {
      copy(at + 1);
    }
  }

  private void number() {
    int i = at + 1;
    while (i < end) {
      char c = text.charAt(i);
      boolean exponent = (c == '+' || c == '-') && isExponent(text.charAt(i - 1)) && i + 1 < end;
      if (c == '.' || isPart(c)) {
        i++;
      } else if (exponent && isDigit(text.charAt(i + 1))) {
        i += 2;
      } else {
        break;
      }
    }
    if (!literals) {
      dropSign();
    }
    value(i);
  }

  private boolean isExponent(char c) {
    // The e of 0x1e is a digit.
    return (c == 'e' || c == 'E') && !(text.charAt(at) == '0' && (next() | 0x20) == 'x');
  }

  /** Of {@code = -1}, so that it is named as {@code = 1}. */
  private void dropSign() {
    int sign = out.length() - 1;
    if (sign > 0 && out.charAt(sign) == ' ') {
      sign--;
    }
    if (sign < 0 || (out.charAt(sign) != '-' && out.charAt(sign) != '+')) {
      return;
    }
    int before = sign - 1;
    while (before >= 0 && out.charAt(before) == ' ') {
      before--;
    }
    if (before >= 0 && "(,=<>[".indexOf(out.charAt(before)) >= 0) {
      out.setLength(sign);
    }
  }

  /** A word, a name or a parameter; or the letters before a string, which belong to it. */
  private void word() {
    int i = at + 1;
    while (i < end && isOfWord(i)) {
      i++;
    }
    int length = i - at;
    if (i < end && text.charAt(i) == '\'' && isPrefix(length)) {
      char last = text.charAt(i - 1);
      int start = at;
      at = i;
      if (last == 'q' || last == 'Q') {
        otherQuotes();
      } else {
        string('\'', last == 'e' || last == 'E');
      }
      if (literals) {
        out.insert(out.length() - (at - i), text.substring(start, i));
      }
      return;
    }
    if (i < end && text.charAt(i) == '&' && length == 1 && (text.charAt(at) | 0x20) == 'u') {
      at += 2; // U&'...', U&"..."
      return;
    }
    boolean in = length == 2 && text.regionMatches(true, at, "in", 0, 2);
    boolean password = length == 10 && text.regionMatches(true, at, "identified", 0, 10);
    copy(i);
    afterIn = in;
    if (password && !literals) {
      out.append(' ');
      value(end); // Oracle's are not in quotes.
    }
  }

  /** Oracle's names may have {@code #}; in PostgreSQL a value may follow it. */
  private boolean isOfWord(int i) {
    char c = text.charAt(i);
    return isPart(c) || (c == '#' && i + 1 < end && !isDigit(text.charAt(i + 1)));
  }

  /** Whether a word before a quote says how to read the string: N'', E'', q'', nq'', _utf8''. */
  private boolean isPrefix(int length) {
    return length == 1
        || text.charAt(at) == '_'
        || (length == 2 && (text.charAt(at + 1) | 0x20) == 'q');
  }

  /** Oracle's {@code q'[...]'}. */
  private void otherQuotes() {
    char open = next();
    int pair = "[{(<".indexOf(open);
    String close = (pair < 0 ? open : "]})>".charAt(pair)) + "'";
    int found = at + 2 > end ? -1 : text.indexOf(close, at + 2);
    value(found < 0 ? end : found + 2);
  }

  private void sign(char c) {
    switch (c) {
      case '(' -> open(afterIn);
      case ')', ']' -> {
        dropBlank();
        copy(at + 1);
        depth = Math.max(0, depth - 1);
        if (c == ')' && !literals) {
          foldGroup();
        }
      }
      case ',' -> {
        dropBlank();
        copy(at + 1);
        out.append(' ');
      }
      case '?' -> parameter();
      default -> copy(at + 1);
    }
  }

  /** {@code ?} or {@code ?1}. */
  private void parameter() {
    int i = at + 1;
    while (i < end && isDigit(text.charAt(i))) {
      i++;
    }
    value(i);
  }

  private void open(boolean list) {
    copy(at + 1);
    depth = Math.min(depth + 1, 63);
    lists = (lists & ~(1L << depth)) | (list ? 1L << depth : 0);
  }

  /** Of {@code (?, ?), (?, ?)} one is enough. */
  private void foldGroup() {
    int start = out.length() - 2;
    while (start >= 0 && "?, ".indexOf(out.charAt(start)) >= 0) {
      start--;
    }
    int length = out.length() - start;
    int before = start - 2 - length;
    if (start < 0 || out.charAt(start) != '(' || before < 0 || out.charAt(start - 2) != ',') {
      return;
    }
    for (int i = 0; i < length; i++) {
      if (out.charAt(before + i) != out.charAt(start + i)) {
        return;
      }
    }
    out.setLength(start - 2);
  }

  private void copy(int to) {
    out.append(text, at, to);
    at = to;
    afterIn = false;
  }

  private boolean endsWithName() {
    char c = last();
    return isPart(c) || c == '"' || c == '`' || c == ']' || c == ')';
  }

  private static boolean isStart(char c) {
    return c == '_' || Character.isLetter(c);
  }

  private static boolean isPart(char c) {
    return c == '_' || c == '$' || Character.isLetterOrDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String shown() {
    while (last() == ' ' || last() == ';') {
      out.setLength(out.length() - 1);
    }
    boolean cut = text.length() > end;
    if (out.length() <= MOST_SHOWN && !cut) {
      return out.toString();
    }
    // In letters: that no digit is one of a value can be seen.
    StringBuilder mark = new StringBuilder(" …");
    for (int hash = out.toString().hashCode(), i = 0; i < 6; i++, hash >>>= 5) {
      mark.append((char) ('a' + (hash & 15)));
    }
    if (out.length() <= MOST_SHOWN) {
      return out.append(mark).toString();
    }
    int tail = out.length() - (cut ? 0 : TAIL);
    return out.substring(0, HEAD) + mark + (cut ? "" : "… " + out.substring(tail));
  }
}
