// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

import dev.tally.cli.shell.Arguments;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Option;
import dev.tally.format.wire.AgentOption;
import java.util.ArrayList;
import java.util.List;

/** Options about how calls are counted, the same for each verb that puts the agent into a JVM. */
public final class CountingOptions {
  static final Option INCLUDE =
      new Option("--include", "CLASSES", "record only these, such as com.acme.* (repeatable)");
  static final Option EXCLUDE =
      new Option("--exclude", "CLASSES", "do not record these (repeatable)");
  static final Option NO_BUILTINS =
      new Option("--no-builtins", null, "no rows for calls into the JDK and libraries");
  static final Option NO_SQL =
      new Option("--no-sql", null, "no rows for SQL statements and HTTP requests");
  static final Option SQL_LITERALS =
      new Option("--sql-literals", null, "rows of SQL statements show values, not ?");
  static final Option TIMING =
      new Option("--timing", "HOW", "auto (default), exact or none; calls are always exact");
  static final Option LEAVES =
      new Option("--leaves", "HOW", "counted (default) or timed: methods too small to take long");
  static final Option EVERY =
      new Option("--every", "SECONDS", "also write the recording every so often; default 5");
  static final Option MAX_CONTEXTS =
      new Option("--max-contexts", "N", "memory for at most N call paths; default 2000000");

  public static final List<Option> ALL =
      List.of(
          INCLUDE, EXCLUDE, NO_BUILTINS, NO_SQL, SQL_LITERALS, TIMING, LEAVES, EVERY, MAX_CONTEXTS);

  private final Arguments arguments;

  public CountingOptions(Arguments arguments) {
    this.arguments = arguments;
    oneOf(arguments, TIMING, List.of("auto", "exact", "none"));
    oneOf(arguments, LEAVES, List.of("counted", "timed"));
    number(EVERY, "a number of seconds from 0.1 to 86400", 0.1, 86_400);
    number(MAX_CONTEXTS, "a whole number from 0 to 2147483647", 0, Integer.MAX_VALUE);
  }

  /**
   * The agent's options, as {@code key=value}.
   *
   * @param rows whether there may be rows of SQL statements and HTTP requests
   */
  public List<String> forAgent(boolean rows) {
    List<String> options = new ArrayList<>();
    addPatterns(options, "include", INCLUDE);
    addPatterns(options, "exclude", EXCLUDE);
    if (arguments.has(NO_BUILTINS)) {
      options.add("builtins=false");
    }
    if (arguments.has(NO_SQL) || !rows) {
      options.add("sql=false");
    } else if (arguments.has(SQL_LITERALS)) {
      options.add("sql=literals");
    }
    for (Option option : List.of(TIMING, LEAVES, EVERY, MAX_CONTEXTS)) {
      String value = arguments.value(option);
      if (value != null) {
        options.add(option.name().substring(2) + "=" + AgentOption.escaped(value));
      }
    }
    return options;
  }

  private void addPatterns(List<String> options, String key, Option option) {
    if (arguments.has(option)) {
      options.add(key + "=" + AgentOption.escaped(String.join(";", arguments.values(option))));
    }
  }

  static void oneOf(Arguments arguments, Option option, List<String> words) {
    String value = arguments.value(option);
    if (value != null && !words.contains(value)) {
      throw new Misuse(
          option.name() + " takes one of " + String.join(", ", words) + "; found " + value);
    }
  }

  private void number(Option option, String what, double least, double most) {
    String value = arguments.value(option);
    if (value == null) {
      return;
    }
    try {
      double number = option.equals(EVERY) ? Double.parseDouble(value) : Integer.parseInt(value);
      if (number >= least && number <= most) {
        return;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new Misuse(option.name() + " takes " + what + "; found " + value);
  }
}
