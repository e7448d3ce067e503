// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

import dev.tally.cli.shell.Arguments;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Option;
import dev.tally.format.wire.AgentOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
  static final Option JAVA = new Option("--java", "HOME", "the JDK that runs the program");

  public static final List<Option> ALL =
      Stream.of(
              List.of(OUTPUT, SORT, ENGINE, ALLOC, ASYNC_PROFILER, TWICE, CHILDREN),
              CountingOptions.ALL,
              List.of(JAVA))
          .flatMap(List::stream)
          .toList();

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
  private final CountingOptions counting;

  public RunOptions(Arguments arguments) {
    this.arguments = arguments;
    CountingOptions.oneOf(arguments, SORT, SORT_KEYS);
    CountingOptions.oneOf(arguments, ENGINE, List.of("counting", "sampling", "async"));
    checkEngine();
    counting = new CountingOptions(arguments);
  }

  private void checkEngine() {
    String engine = arguments.value(ENGINE);
    if (arguments.has(TWICE) && engine != null) {
      throw new Misuse("--twice samples first and counts then; leave --engine away");
    }
    if (arguments.has(TWICE) && arguments.has(CHILDREN)) {
      throw new Misuse("--twice is about one JVM; leave --children away");
    }
    if (arguments.has(TWICE) && arguments.has(CountingOptions.SQL_LITERALS)) {
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
    options.add("output=" + AgentOption.escaped(recording));
    options.add("launched=" + System.currentTimeMillis());
    if (output() == null) {
      options.add(children() ? "report=all" : "report=one");
    }
    // A sampler knows no rows of statements, so that its stacks would be on other paths.
    options.addAll(counting.forAgent(!twice()));
    return String.join(",", options);
  }
}
