// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.Arguments;
import dev.tally.cli.Browser;
import dev.tally.cli.Command;
import dev.tally.cli.LineSource;
import dev.tally.cli.Misuse;
import dev.tally.cli.Option;
import dev.tally.cli.Streams;
import dev.tally.cli.terminal.TerminalSession;
import dev.tally.report.Stats;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * {@code tally stats}: pstats' browser on a terminal, on a pipe, or for commands that are given as
 * options.
 *
 * <p>On a pipe it does what {@code python3 -m pstats} does, complaints and exit code included, for
 * scripts that were written for that. Elsewhere a file that cannot be read is an error.
 */
public final class StatsCommand implements Command {
  private static final Option COMMAND =
      new Option("-c", "COMMAND", "obey COMMAND instead of reading commands (repeatable)");
  private static final Option PLAIN =
      new Option("--plain", null, "print what pstats prints and nothing more");
  private static final List<Option> OPTIONS = List.of(COMMAND, PLAIN);

  @Override
  public String help() {
    return """
        Browses recordings and Python's profiles, with the commands of Python's pstats.

        Usage: tally stats [options] [FILE...]

        Several files are added up. Commands come from the terminal, with editing, history and
        completion (TAB); from a pipe or here-string; or from -c.

          -c COMMAND    obey COMMAND instead of reading commands (repeatable)
          --plain       print what pstats prints and nothing more

        Commands:
          sort cumtime          by time in a function and below; or tottime, ncalls, name …
          stats 20              the first twenty; or a fraction (.1), or a regular expression
          callers parse         who called the functions that match parse
          callees parse         whom they called
          strip  reverse  read FILE  add FILE  help  quit

        Examples:
          tally stats profile
          tally stats profile -c 'sort cumtime' -c 'stats 10'
          tally stats profile <<< $'sort tottime\\nstats 10'
        """;
  }

  @Override
  public int run(List<String> words, Streams streams) throws IOException {
    Arguments arguments = Arguments.parse(OPTIONS, words);
    StatsFiles files = new StatsFiles(Path.of(""), arguments.has(PLAIN));
    if (arguments.has(COMMAND)) {
      obey(arguments, files, streams);
    } else if (Boolean.getBoolean("tally.terminal")) {
      talk(arguments, files);
    } else {
      filter(arguments, files, streams);
    }
    return 0;
  }

  private static void obey(Arguments arguments, StatsFiles files, Streams streams)
      throws IOException {
    if (arguments.operands().isEmpty()) {
      throw new Misuse("-c needs a profile to work on: tally stats FILE -c COMMAND");
    }
    Browser browser = open(arguments.operands(), files, streams.out());
    for (String command : arguments.values(COMMAND)) {
      if (!browser.execute(command)) {
        return;
      }
    }
  }

  private static void talk(Arguments arguments, StatsFiles files) throws IOException {
    try (TerminalSession terminal = TerminalSession.open(System.getenv())) {
      terminal.run(open(arguments.operands(), files, terminal.out()));
    }
  }

  /** A browser with these files loaded, which the browser itself would survive not to be. */
  private static Browser open(List<String> names, StatsFiles files, Appendable out)
      throws IOException {
    Deque<Stats> ready = new ArrayDeque<>();
    for (String name : names) {
      ready.add(files.readOrFail(name));
    }
    Browser browser = new Browser(name -> ready.isEmpty() ? files.read(name) : ready.remove(), out);
    load(browser, names);
    return browser;
  }

  private static void filter(Arguments arguments, StatsFiles files, Streams streams)
      throws IOException {
    Browser browser = new Browser(files, streams.out());
    load(browser, arguments.operands());
    browser.run(
        LineSource.of(
            new BufferedReader(new InputStreamReader(streams.in(), StandardCharsets.UTF_8)),
            streams.out()));
  }

  private static void load(Browser browser, List<String> files) throws IOException {
    for (int i = 0; i < files.size(); i++) {
      if (i == 0) {
        browser.read(files.get(i));
      } else {
        browser.add(files.get(i));
      }
    }
  }
}
