// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind {@code -javaagent:tally-agent.jar=}: {@code key=value} pairs between commas; a
 * comma or backslash inside a value is written {@code \,} or {@code \\}, and any letter may be
 * written by its number, as in Java. Parsed strictly, because a misspelt option that is ignored
 * costs a whole run.
 *
 * <p>The options of {@code tally run} are understood, too: {@code -o=profile}, {@code no-builtins}.
 */
public final class AgentOptions {
  private static final String KNOWN =
      "output=FILE, include=PATTERN;..., exclude=PATTERN;..., builtins=true|false,"
          + " sql=true|false|literals, timing=auto|exact|none, leaves=counted|timed, every=SECONDS,"
          + " max-contexts=N";

  /** Characters that a complaint repeats of what it is about. */
  private static final int MAX_QUOTED = 100;

  private static final int NUMBER_DIGITS = 4;

  /** Where the recording goes; absolute, because it is written when the program has ended. */
  public Path output = OutputName.file("tally.profile");

  /**
   * When {@code tally run} was called, in milliseconds; 0 without it. JVMs that the program starts
   * may inherit it, and so know that they belong to one run.
   */
  public long launchedMillis;

  /**
   * {@code one} or {@code all} if a report of one JVM or of all that inherit these options follows
   * the run; null if the recording stays. Told by {@code tally run}, as the former.
   */
  public @Nullable String report;

  /**
   * {@code programs} or {@code all} if {@code tally exec} records this JVM among others, of which a
   * table follows: whether those of build tools and compilers are meant, too. Null without it.
   */
  public @Nullable String exec;

  /** Patterns of classes to record; empty for every class but the JDK's and what runs tests. */
  public List<String> include = List.of();

  /** Patterns of classes not to record. */
  public List<String> exclude = List.of();

  /** Whether calls into the JDK get rows of their own. */
  public boolean builtins = true;

  /** Whether statements and requests make rows. */
  public boolean sql = true;

  /** Whether rows of statements show values. */
  public boolean sqlLiterals;

  /** {@code auto}, {@code exact} or {@code none}. */
  public String timing = "auto";

  /** Whether bounded leaves are only counted. */
  public boolean leavesCounted = true;

  /** Seconds between two writings while the program runs. */
  public double everySeconds = 5;

  /**
   * Whether the program's classes that are there before us are recorded, too. With an AOT cache
   * they are there when the JVM starts; otherwise they are another agent's.
   */
  public boolean loaded;

  /** Budget of contexts. */
  public int maxContexts = defaultMaxContexts();

  /**
   * Reads the option string.
   *
   * @param text what stands behind the equals sign; null for none
   * @throws IllegalArgumentException with a sentence for the user
   */
  public static AgentOptions parse(@Nullable String text) {
    AgentOptions options = new AgentOptions();
    if (text != null && isCutOff(text)) {
      throw new IllegalArgumentException(
          "expected no letters beyond U+FFFF, such as emoji, where the JVM cuts off what we are told;"
              + " write them by number, as \\ud83d\\ude00, or use tally run");
    }
    if (text != null) {
      for (String pair : split(text)) {
        if (!pair.isEmpty()) {
          int equals = pair.indexOf('=');
          if (key(pair).equals("no-builtins")) {
            options.builtins = false;
          } else if (key(pair).equals("no-sql")) {
            options.sql = false;
          } else if (key(pair).equals("sql-literals")) {
            options.sqlLiterals = true;
          } else if (equals < 0) {
            throw new IllegalArgumentException(
                "expected key=value, found " + quoted(pair) + "; known options: " + KNOWN);
          } else {
            options.set(key(pair.substring(0, equals)), pair.substring(equals + 1));
          }
        }
      }
    }
    return options;
  }

  /** The agent's name of an option, which may be written as for {@code tally run}. */
  private static String key(String name) {
    String key =
        name.startsWith("--") ? name.substring(2) : name.startsWith("-") ? name.substring(1) : name;
    return key.equals("o") ? "output" : key;
  }

  private void set(String key, String value) {
    switch (key) {
      case "output" -> output = file(notEmpty(key, value));
      case "launched" -> launchedMillis = millis(value);
      case "report" -> report = oneOf(key, value, "one", "all");
      case "exec" -> exec = oneOf(key, value, "programs", "all");
      case "include" -> include = patterns(value);
      case "exclude" -> exclude = patterns(value);
      case "builtins" -> builtins = oneOf(key, value, "true", "false").equals("true");
      case "sql" -> {
        sql = !oneOf(key, value, "true", "false", "literals").equals("false");
        sqlLiterals = value.equals("literals");
      }
      case "timing" -> timing = oneOf(key, value, "auto", "exact", "none");
      case "leaves" -> leavesCounted = oneOf(key, value, "counted", "timed").equals("counted");
      case "loaded" -> loaded = oneOf(key, value, "true", "false").equals("true");
      case "every" -> everySeconds = seconds(value);
      case "max-contexts" -> maxContexts = count(value);
      default ->
          throw new IllegalArgumentException(
              "unknown option " + quoted(key) + "; known options: " + KNOWN);
    }
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        char next = text.charAt(i + 1);
        if (next == ',' || next == '\\') {
          part.append(next);
          i++;
          continue;
        }
        int number = next == 'u' ? number(text, i + 2) : -1;
        if (number >= 0) {
          part.append((char) number);
          i += 1 + NUMBER_DIGITS;
          continue;
        }
      }
      if (c == ',') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  /** What four hexadecimal digits stand for; negative if there are none. */
  private static int number(String text, int start) {
    int number = 0;
    for (int i = start; i < start + NUMBER_DIGITS; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0 || text.charAt(i) >= 0x80) {
        return -1;
      }
      number = number << 4 | digit;
    }
    return number;
  }

  /**
   * The JVM hands over its own kind of UTF-8, which has no letters beyond U+FFFF: of such a letter
   * it makes four others, and drops as many at the end.
   */
  private static boolean isCutOff(String text) {
    for (int i = 0; i + 3 < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0xF0 && c <= 0xF4 && isContinued(text, i + 1) && isContinued(text, i + 2)) {
        return isContinued(text, i + 3);
      }
    }
    return false;
  }

  private static boolean isContinued(String text, int index) {
    return text.charAt(index) >= 0x80 && text.charAt(index) < 0xC0;
  }

  private static List<String> patterns(String value) {
    List<String> patterns = new ArrayList<>();
    int start = 0;
    while (start <= value.length()) {
      int end = value.indexOf(';', start);
      end = end < 0 ? value.length() : end;
      if (end > start) {
        patterns.add(value.substring(start, end));
      }
      start = end + 1;
    }
    return patterns;
  }

  private static Path file(String value) {
    try {
      return OutputName.file(value);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "option 'output' is the name of a file, found " + quoted(value));
    }
  }

  private static String notEmpty(String key, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("option '" + key + "' needs a value");
    }
    return value;
  }

  private static String oneOf(String key, String value, String... allowed) {
    for (String each : allowed) {
      if (each.equals(value)) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "option '"
            + key
            + "' is one of "
            + String.join(", ", allowed)
            + ", found "
            + quoted(value));
  }

  /** What was found, as a part of a sentence on one line. */
  private static String quoted(String found) {
    StringBuilder out = new StringBuilder("'");
    for (int i = 0; i < Math.min(found.length(), MAX_QUOTED); i++) {
      char c = found.charAt(i);
      boolean breaks = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
      out.append(breaks ? '?' : c);
    }
    return out.append(found.length() > MAX_QUOTED ? "…'" : "'").toString();
  }

  private static long millis(String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "option 'launched' is a time in milliseconds, found " + quoted(value));
    }
  }

  private static double seconds(String value) {
    try {
      double seconds = Double.parseDouble(value);
      if (seconds >= 0.1 && seconds <= 86_400) {
        return seconds;
      }
    } catch (NumberFormatException notANumber) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "option 'every' is a number of seconds from 0.1 to 86400, found " + quoted(value));
  }

  private static int count(String value) {
    try {
      int count = Integer.parseInt(value);
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException notANumber) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "option 'max-contexts' is a whole number from 0 to 2147483647, found " + quoted(value));
  }

  /** Two million, but at most what fits an eighth of the heap at about 130 bytes a context. */
  private static int defaultMaxContexts() {
    return (int) Math.min(2_000_000, Runtime.getRuntime().maxMemory() / 8 / 130);
  }
}
