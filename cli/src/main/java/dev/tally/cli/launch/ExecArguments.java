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

/**
 * The arguments of {@code tally exec}: Tally's own options, then a command with its arguments,
 * which may be anything.
 */
public final class ExecArguments {
  private static final Option OUTPUT =
      new Option("-o", "DIR", "write a recording of each JVM into DIR, print no statistics");
  private static final Option BUILD_TOOLS =
      new Option("--build-tools", null, "record the JVMs of build tools and compilers, too");

  public static final List<Option> ALL =
      Stream.of(List.of(OUTPUT, RunOptions.SORT, BUILD_TOOLS), CountingOptions.ALL)
          .flatMap(List::stream)
          .toList();

  private final Arguments own = Arguments.empty();
  private final CountingOptions counting;
  private final List<Word> command = new ArrayList<>();

  public ExecArguments(List<String> arguments) {
    int i = 0;
    while (i < arguments.size() && arguments.get(i).startsWith("-")) {
      if (arguments.get(i).equals("--")) {
        i++;
        break;
      }
      int used = own.take(ALL, arguments, i);
      if (used == 0) {
        throw Arguments.unknown(arguments.get(i), ALL.stream().map(Option::name).toList());
      }
      i += used;
    }
    for (; i < arguments.size(); i++) {
      command.add(new Word(arguments.get(i), i + 1));
    }
    if (command.isEmpty()) {
      throw new Misuse("there is no command to run: tally exec ./mvnw test");
    }
    CountingOptions.oneOf(own, RunOptions.SORT, RunOptions.SORT_KEYS);
    counting = new CountingOptions(own);
  }

  public List<Word> command() {
    return List.copyOf(command);
  }

  /** Where recordings are to be kept; null if statistics are printed instead. */
  public @Nullable String folder() {
    return own.value(OUTPUT);
  }

  public String sort() {
    String key = own.value(RunOptions.SORT);
    return key == null ? "cumulative" : key;
  }

  /**
   * What goes after {@code -javaagent:tally-agent.jar=} in each JVM.
   *
   * @param recording name of a file, as the agent understands it
   */
  public String forAgent(String recording) {
    List<String> options = new ArrayList<>();
    options.add("output=" + AgentOption.escaped(recording));
    options.add("launched=" + System.currentTimeMillis());
    if (folder() == null) {
      options.add("report=all");
    }
    options.add(own.has(BUILD_TOOLS) ? "exec=all" : "exec=programs");
    options.addAll(counting.forAgent(true));
    return String.join(",", options);
  }
}
