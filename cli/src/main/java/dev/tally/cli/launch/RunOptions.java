// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

import dev.tally.cli.shell.Arguments;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Option;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tally's own options of {@code tally run}: what they are, and what they make the agent do. */
public final class RunOptions {
  static final Option OUTPUT =
      new Option("-o", "FILE", "write the recording to FILE (or a pipe), print nothing");
  static final Option SORT =
      new Option("-s", "SORT", "without -o: order of the statistics; default cumulative");
  static final Option ENGINE =
      new Option(
          "--engine", "HOW", "counting (default); sampling: no calls, hardly any cost; async");
  static final Option ALLOC =
      new Option("--alloc", null, "with --engine sampling: who allocates how many bytes, too");
  static final Option ASYNC_PROFILER =
      new Option("--async-profiler", "PATH", "with --engine async: its library, or a jar with it");
  static final Option TWICE =
      new Option(
          "--twice", null, "run it twice, sampled and counted: calls, with times of the first");
  static final Option CHILDREN =
      new Option("--children", null, "record the JVMs that the program starts, too");
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
  static final Option JAVA = new Option("--java", "HOME", "the JDK that runs the program");

  public static final List<Option> ALL =
      List.of(
          OUTPUT,
          SORT,
          ENGINE,
          ALLOC,
          ASYNC_PROFILER,
          TWICE,
          CHILDREN,
          INCLUDE,
          EXCLUDE,
          NO_BUILTINS,
          NO_SQL,
          SQL_LITERALS,
          TIMING,
          LEAVES,
          EVERY,
          MAX_CONTEXTS,
          JAVA);

  /**
   * pstats' keys in its own order, and ours; the command line wants them in full, as cProfile's
   * does.
   */
  public static final List<String> SORT_KEYS =
      List.of(
          "calls",
          "ncalls",
          "cumtime",
          "cumulative",
          "filename",
          "line",
          "module",
          "name",
          "nfl",
          "pcalls",
          "stdname",
          "time",
          "tottime",
          "waiting");

  /** The others are about counting. */
  private static final List<Option> OF_ALL_ENGINES =
      List.of(OUTPUT, SORT, ENGINE, ALLOC, ASYNC_PROFILER, TWICE, JAVA);

  private final Arguments arguments;

  public RunOptions(Arguments arguments) {
    this.arguments = arguments;
    oneOf(SORT, SORT_KEYS);
    oneOf(ENGINE, List.of("counting", "sampling", "async"));
    checkEngine();
    oneOf(TIMING, List.of("auto", "exact", "none"));
    oneOf(LEAVES, List.of("counted", "timed"));
    number(EVERY, "a number of seconds from 0.1 to 86400", 0.1, 86_400);
    number(MAX_CONTEXTS, "a whole number from 0 to 2147483647", 0, Integer.MAX_VALUE);
  }

  private void checkEngine() {
    String engine = arguments.value(ENGINE);
    if (arguments.has(TWICE) && engine != null) {
      throw new Misuse("--twice samples first and counts then; leave --engine away");
    }
    if (arguments.has(TWICE) && arguments.has(CHILDREN)) {
      throw new Misuse("--twice is about one JVM; leave --children away");
    }
    if (arguments.has(TWICE) && arguments.has(SQL_LITERALS)) {
      throw new Misuse("--twice has no rows for SQL statements; leave --sql-literals away");
    }
    if (arguments.has(ALLOC) && !isSampling()) {
      throw new Misuse("--alloc goes with --engine sampling");
    }
    if (arguments.has(ASYNC_PROFILER) != "async".equals(engine)) {
      throw new Misuse(
          arguments.has(ASYNC_PROFILER)
              ? "--async-profiler goes with --engine async"
              : "--engine async needs async-profiler's library, which is not part of Tally:"
                  + " --async-profiler PATH/libasyncProfiler.so, or a jar with it");
    }
    for (Option option : ALL) {
      if (arguments.has(option) && !counts() && !OF_ALL_ENGINES.contains(option)) {
        throw new Misuse(
            option.name() + " goes with --engine counting; a sampler sees all methods of the JVM");
      }
    }
  }

  /** Whether the program is run with our agent, which counts calls. */
  public boolean counts() {
    String engine = arguments.value(ENGINE);
    return engine == null || engine.equals("counting");
  }

  /** Whether the program is run with the JDK's flight recorder. */
  public boolean isSampling() {
    return "sampling".equals(arguments.value(ENGINE));
  }

  /** Whether it is run twice, first sampled, then counted. */
  public boolean twice() {
    return arguments.has(TWICE);
  }

  public boolean allocations() {
    return arguments.has(ALLOC);
  }

  /** Where async-profiler is; null unless it is to sample. */
  public @Nullable String asyncProfiler() {
    return arguments.value(ASYNC_PROFILER);
  }

  public @Nullable String output() {
    return arguments.value(OUTPUT);
  }

  public String sort() {
    String key = arguments.value(SORT);
    return key == null ? "cumulative" : key;
  }

  public @Nullable String java() {
    return arguments.value(JAVA);
  }

  public boolean children() {
    return arguments.has(CHILDREN);
  }

  /**
   * What goes after {@code -javaagent:tally-agent.jar=}. JVMs that the program starts may inherit
   * it: the agent learns when the run began, and what for.
   */
  public String forAgent(String recording) {
    List<String> options = new ArrayList<>();
    options.add("output=" + escaped(recording));
    options.add("launched=" + System.currentTimeMillis());
    if (output() == null) {
      options.add(children() ? "report=all" : "report=one");
    }
    addPatterns(options, "include", INCLUDE);
    addPatterns(options, "exclude", EXCLUDE);
    if (arguments.has(NO_BUILTINS)) {
      options.add("builtins=false");
    }
    // A sampler knows no such rows, so that its stacks would be on other paths.
    if (arguments.has(NO_SQL) || twice()) {
      options.add("sql=false");
    } else if (arguments.has(SQL_LITERALS)) {
      options.add("sql=literals");
    }
    for (Option option : List.of(TIMING, LEAVES, EVERY, MAX_CONTEXTS)) {
      String value = arguments.value(option);
      if (value != null) {
        options.add(option.name().substring(2) + "=" + escaped(value));
      }
    }
    return String.join(",", options);
  }

  private void addPatterns(List<String> options, String key, Option option) {
    if (arguments.has(option)) {
      options.add(key + "=" + escaped(String.join(";", arguments.values(option))));
    }
  }

  /** In ASCII: the JVM and the agent may take other letters for others, each in its own way. */
  private static String escaped(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' || c == ',') {
        text.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private void oneOf(Option option, List<String> words) {
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
