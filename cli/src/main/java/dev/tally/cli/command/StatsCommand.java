// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.browser.Browser;
import dev.tally.cli.browser.Comparer;
import dev.tally.cli.browser.CsvReports;
import dev.tally.cli.browser.DataReports;
import dev.tally.cli.browser.JsonReports;
import dev.tally.cli.browser.LineSource;
import dev.tally.cli.browser.NoAnswer;
import dev.tally.cli.browser.Opened;
import dev.tally.cli.browser.Scope;
import dev.tally.cli.browser.StatsReader;
import dev.tally.cli.shell.Arguments;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Option;
import dev.tally.cli.shell.RawLines;
import dev.tally.cli.shell.Screen;
import dev.tally.cli.shell.Streams;
import dev.tally.cli.terminal.TerminalSession;
import dev.tally.profile.Profile;
import dev.tally.pstats.SortKey;
import dev.tally.python.PythonText;
import dev.tally.report.Extras;
import dev.tally.report.Look;
import dev.tally.report.Stats;
import dev.tally.report.Unit;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code tally stats}: pstats' browser on a terminal, on a pipe, or for commands that are given as
 * options.
 *
 * <p>On a pipe it does what {@code python3 -m pstats} does, complaints and exit code included, for
 * scripts that were written for that. Elsewhere a file that cannot be read is an error, and so is a
 * folder without recordings anywhere.
 */
public final class StatsCommand implements Command {
  private static final Option COMMAND =
      new Option("-c", "COMMAND", "obey COMMAND instead of reading commands (repeatable)");
  private static final Option PLAIN =
      new Option("--plain", null, "print what pstats prints and nothing more");
  private static final Option SORT =
      new Option("-s", "KEYS", "begin with the order that sort KEYS makes");
  private static final Option TOP =
      new Option("--top", "N", "callers and callees: the N most expensive of each function");
  private static final Option PERCENT =
      new Option("--percent", null, "beside each time its part of the whole");
  private static final Option FIRST = new Option("-n", "N", "print the first N functions, and end");
  private static final Option UNIT =
      new Option("--unit", "us|ms|s", "print all times in that unit");
  private static final Option PATHS =
      new Option("--paths", null, "names with the file's path and the line");
  private static final Option NO_WAIT =
      new Option("--no-wait", null, "leave waiting out of all times");
  private static final Option JSON = new Option("--json", null, "reports as JSON");
  private static final Option CSV = new Option("--csv", null, "reports as comma-separated values");
  private static final List<Option> OPTIONS =
      Parts.and(
          COMMAND, SORT, FIRST, TOP, PERCENT, UNIT, PATHS, NO_WAIT, PLAIN, JSON, CSV, Naming.RAW);

  @Override
  public String help() {
    return """
        Browses recordings and Python's profiles, with the commands of Python's pstats.

        Usage: tally stats [options] [FILE...]

        Several files are added up; - is standard input. Files may be packed by gzip. Commands come from the terminal, with editing, history and
        completion (TAB); from a pipe or here-string; or from -c.

          -c COMMAND    obey COMMAND instead of reading commands (repeatable)
          -s KEYS       begin with the order that sort KEYS makes: -s 'tottime name'
          -n N          print the first N functions, and end; as -c 'stats N'
          --top N       callers and callees: the N most expensive of each function
          --percent     beside each time its part of the whole, also where there is little room
          --unit UNIT   print all times in us, ms or s
          --paths       names with the file's path and the line
          --no-wait     leave waiting for threads, time, network and processes out of all times
          --raw-names   methods as class files name them, with all that compilers made
          --json --csv  answers as data, in nanoseconds: of all functions, or of what -n or -c asks
                        for; docs/formats.md says what the names mean
          --plain       print what pstats prints and nothing more

        A part of each profile; PATTERN is a regular expression, searched in functions' names:

          --thread GLOB    only what threads did whose names match, such as 'http-*'
          --under PATTERN  only what happened in functions that match, and below
          --only PATTERN   only functions that match; the others look inlined
          --hide PATTERN   without functions that match; these look inlined
          --by WHAT        a line each package, class, file or jar

        Commands:
          sort cumtime          by time in a function and below; or tottime, ncalls, name …
          stats 20              the first twenty; or a fraction (.1), or a regular expression
          stats 20 !Test        of those without Test in their names
          stats Dao under Test  what functions that match Dao did under those that match Test;
                                the options above may follow each command, too
          callers parse         who called the functions that match parse
          callees parse         whom they called
          tree parse 3          what they called, as a tree, three levels; --up: who called them
          by Test Dao           calls of functions that match Dao, by the nearest that matches Test
          threads               what groups of threads did
          packages              a line each package
          diff FILE             what changed from FILE to the profile in hand
          strip  reverse  read FILE  add FILE  help  quit

        Examples:
          tally stats profile
          tally stats profile -s cumtime -n 20
          tally stats profile -s tottime --percent -c 'stats 10'
          tally stats profile --json -n 20 | jq -r '.functions[] | select(.calls > 1000) | .name'
          tally stats profile <<< $'sort tottime\\nstats 10'
        """;
  }

  @Override
  public int run(List<String> words, Streams streams) throws IOException {
    Arguments arguments = Arguments.parse(OPTIONS, words);
    // Where the script has left standard input if that is a profile and commands are to be typed.
    String piped = System.getProperty("tally.piped");
    InputStream standardInput = piped == null ? streams.in() : new FileInputStream(piped);
    Look look =
        Screen.ofProcess().look("stats %d shows all", unit(arguments), arguments.has(PATHS));
    StatsFiles files = files(arguments, look, standardInput);
    checkSort(arguments);
    List<String> commands = commands(arguments);
    if (!commands.isEmpty()) {
      return obey(commands, arguments, files, streams) ? 0 : 1;
    }
    if (piped == null && arguments.operands().contains(ProfileFile.STANDARD_INPUT)) {
      throw new Misuse(
          "standard input is the profile, so no commands come from there; give them with -c:"
              + " tally stats - -c 'stats 20'");
    }
    if (Boolean.getBoolean("tally.terminal")) {
      talk(arguments, look, standardInput);
    } else {
      filter(arguments, files, streams);
    }
    return 0;
  }

  private static StatsFiles files(Arguments arguments, Look look, InputStream standardInput) {
    return new StatsFiles(
        Path.of(""),
        extras(arguments),
        look,
        arguments.has(PLAIN),
        arguments.has(NO_WAIT),
        arguments.has(PLAIN) ? Naming.AS_RECORDED : Naming.of(arguments),
        standardInput);
  }

  private static Extras extras(Arguments arguments) {
    for (Option option : List.of(TOP, PERCENT, UNIT, PATHS, NO_WAIT)) {
      if (arguments.has(PLAIN) && arguments.has(option)) {
        throw new Misuse("--plain prints what pstats prints; leave " + option.name() + " away");
      }
    }
    if (arguments.has(PLAIN) && !Parts.scope(arguments).isWhole()) {
      throw new Misuse("--plain prints what pstats prints, and that knows no parts of a profile");
    }
    int edges = arguments.has(TOP) ? number(arguments, TOP) : Extras.ALL_BY_NAME;
    return new Extras(arguments.has(PERCENT), edges);
  }

  private static int number(Arguments arguments, Option option) {
    String number = String.valueOf(arguments.value(option));
    if (!number.matches("[1-9][0-9]{0,8}")) {
      throw new Misuse(option.name() + " needs a number from 1 on, found " + number);
    }
    return Integer.parseInt(number);
  }

  private static Unit unit(Arguments arguments) {
    String word = arguments.value(UNIT);
    if (word == null) {
      return Unit.FITTING;
    }
    for (Unit unit : Unit.values()) {
      if (unit.word().equals(word) && unit != Unit.FITTING) {
        return unit;
      }
    }
    throw new Misuse("--unit is one of us, ms and s, found " + word);
  }

  /** What is to be done instead of reading commands; empty if these are to be read. */
  private static List<String> commands(Arguments arguments) {
    if (!arguments.has(FIRST)) {
      boolean all = isData(arguments) && !arguments.has(COMMAND);
      return all ? List.of("stats") : arguments.values(COMMAND);
    }
    if (arguments.has(COMMAND)) {
      throw new Misuse(
          "-n prints the first functions and ends; with -c, say it there: -c 'stats 20'");
    }
    return List.of("stats " + number(arguments, FIRST));
  }

  private static void checkSort(Arguments arguments) {
    String keys = arguments.value(SORT);
    boolean plain = arguments.has(PLAIN);
    if (keys == null || !(plain ? SortKey.ofWords(keys) : SortKey.ofOurWords(keys)).isEmpty()) {
      return;
    }
    String unknown = keys;
    for (String word : PythonText.split(keys)) {
      SortKey key = plain ? SortKey.ofWord(word) : SortKey.ofOurWord(word);
      unknown = key == null ? word : unknown;
    }
    throw new Misuse(
        "there is no sort key "
            + unknown
            + "; known are "
            + String.join(" ", SortKey.words().keySet())
            + (plain ? "" : " " + SortKey.WAITING_WORD));
  }

  /** Obeys the commands; gives whether all of them could be. */
  private static boolean obey(
      List<String> commands, Arguments arguments, StatsFiles files, Streams streams)
      throws IOException {
    if (arguments.operands().isEmpty()) {
      throw new Misuse(
          isData(arguments)
              ? "--json and --csv need a profile to work on: tally stats FILE --json"
              : arguments.has(FIRST)
                  ? "-n needs a profile to work on: tally stats FILE -n 20"
                  : "-c needs a profile to work on: tally stats FILE -c COMMAND");
    }
    Browser browser = open(arguments, files, streams);
    for (String command : commands) {
      if (!browser.execute(command)) {
        break;
      }
    }
    return !browser.failed();
  }

  private static boolean isData(Arguments arguments) {
    return arguments.has(JSON) || arguments.has(CSV);
  }

  private static void talk(Arguments arguments, Look look, InputStream standardInput)
      throws IOException {
    try (TerminalSession terminal = TerminalSession.open(System.getenv())) {
      // What is longer than the screen goes through a pager, so there may be any number of rows.
      StatsFiles files = files(arguments, terminal.look(look), standardInput);
      terminal.run(
          opened(
              new Browser(ready(arguments, files), comparer(arguments), terminal.out()),
              arguments));
    }
  }

  /** The browser for commands that are given: its reports are text, or data. */
  private static Browser open(Arguments arguments, StatsFiles files, Streams streams)
      throws IOException {
    StatsReader reader = ready(arguments, files);
    if (!isData(arguments)) {
      return opened(new Browser(reader, comparer(arguments), streams.out()), arguments);
    }
    boolean both = arguments.has(JSON) && arguments.has(CSV);
    if (both || arguments.has(PLAIN) || arguments.has(PERCENT) || arguments.has(UNIT)) {
      throw new Misuse(
          "--json and --csv are of one kind, with raw numbers; leave the other, --plain, --percent"
              + " and --unit away");
    }
    DataReports data =
        arguments.has(JSON)
            ? new JsonReports(streams.out())
            : new CsvReports(streams.out(), streams.err());
    return opened(new Browser(reader, streams.err(), data), arguments);
  }

  private static Browser opened(Browser browser, Arguments arguments) throws IOException {
    load(browser, arguments);
    return browser;
  }

  /**
   * What has read the files of the command line, which the browser itself would survive not to be.
   */
  private static StatsReader ready(Arguments arguments, StatsFiles files) throws IOException {
    Deque<Opened> ready = new ArrayDeque<>();
    for (String name : arguments.operands()) {
      ready.add(files.openOrFail(name));
    }
    return new StatsReader() {
      @Override
      public Stats read(String name) throws IOException {
        return open(name).stats();
      }

      @Override
      public Opened open(String name) throws IOException {
        return ready.isEmpty() ? files.open(name) : ready.remove();
      }

      @Override
      public Stats statsOf(Profile part, String heading) {
        return files.statsOf(part, heading);
      }

      @Override
      public List<String> files(String start) {
        return files.files(start);
      }
    };
  }

  private static void filter(Arguments arguments, StatsFiles files, Streams streams)
      throws IOException {
    if (!arguments.has(PLAIN)) {
      for (String name : arguments.operands()) {
        ProfileFile.of(files.folder(), name, files.standardInput()).noEmptyFolder();
      }
    }
    Browser browser = new Browser(files, comparer(arguments), streams.out());
    load(browser, arguments);
    browser.run(LineSource.of(new RawLines(streams.in())::next, streams.out()));
  }

  private static @Nullable Comparer comparer(Arguments arguments) {
    return arguments.has(PLAIN)
        ? null
        : new Comparison(Parts.scope(arguments), arguments.has(PERCENT), Naming.of(arguments));
  }

  private static void load(Browser browser, Arguments arguments) throws IOException {
    List<String> files = arguments.operands();
    for (int i = 0; i < files.size(); i++) {
      if (i == 0) {
        browser.read(files.get(i));
      } else {
        browser.add(files.get(i));
      }
    }
    narrow(browser, arguments);
    String key = arguments.value(SORT);
    if (key != null && !files.isEmpty()) {
      browser.execute("sort " + key);
    }
  }

  private static void narrow(Browser browser, Arguments arguments) {
    Scope scope = Parts.scope(arguments);
    if (scope.isWhole()) {
      return;
    }
    try {
      browser.narrow(scope);
    } catch (NoAnswer | IllegalArgumentException e) {
      throw new Misuse(String.valueOf(e.getMessage()));
    }
  }
}
