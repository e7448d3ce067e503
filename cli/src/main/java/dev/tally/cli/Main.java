// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli;

import dev.tally.cli.command.AgentLineCommand;
import dev.tally.cli.command.CollectCommand;
import dev.tally.cli.command.Command;
import dev.tally.cli.command.ConvertCommand;
import dev.tally.cli.command.DiffCommand;
import dev.tally.cli.command.ExecCommand;
import dev.tally.cli.command.InfoCommand;
import dev.tally.cli.command.JoinCommand;
import dev.tally.cli.command.MergeCommand;
import dev.tally.cli.command.ReportCommand;
import dev.tally.cli.command.RunCommand;
import dev.tally.cli.command.StatsCommand;
import dev.tally.cli.command.ViewCommand;
import dev.tally.cli.launch.OurJars;
import dev.tally.cli.shell.Arguments;
import dev.tally.cli.shell.Errors;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Nearest;
import dev.tally.cli.shell.RawNames;
import dev.tally.cli.shell.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the {@code tally} command begins: finds the verb and hands over to it. */
public final class Main {
  private static final String HELP =
      """
      Tally counts every call a Java program makes, and tells where the time went.

      Usage: tally VERB [options] [arguments]

        run         run a program and record it
        exec        run any command, such as ./mvnw test, and record each JVM that it starts
        stats       browse a recording, as with Python's pstats
        view        look at a recording in the browser: flame graph, table, before and after
        diff        say what changed between two recordings
        info        say what is in a recording, and how well its numbers are known
        merge       add recordings up
        join        give the counts of one recording the times of a sampler's
        convert     turn a recording into a file of another tool
        agent-line  print the JVM's option that records a program which somebody else starts

      The recipe:

        tally run -o profile App.java      as you would start it with java
        tally stats profile                then: sort cumtime, stats 10, callers main, help

      tally VERB --help says more. tally --version prints the version.
      A failed command explains itself in one sentence; --debug adds the stack trace.

      Where somebody else starts the program, the agent works alone, as tally agent-line prints it:

        java -javaagent:AGENT=output=profile -jar app.jar
      """;

  private static final List<String> VERBS =
      List.of(
          "run", "exec", "stats", "view", "diff", "info", "merge", "join", "convert", "agent-line");

  private Main() {}

  public static void main(String[] arguments) {
    Streams streams = Streams.ofProcess();
    int code = execute(RawNames.arguments(arguments), streams);
    streams.err().flush();
    // Not exit: since 21 that sets up the JDK's logging, to log that somebody called it.
    Runtime.getRuntime().halt(code);
  }

  /** Runs one command line. Never throws, never exits: tests call it in-process. */
  static int execute(List<String> arguments, Streams streams) {
    List<String> words = new ArrayList<>(arguments);
    boolean debug = !words.isEmpty() && words.get(0).equals("--debug") && words.remove(0) != null;
    String who = "tally";
    try {
      int code;
      if (words.isEmpty()) {
        throw new Misuse("say what to do, such as: tally run App.java; --help lists the verbs");
      }
      String first = words.remove(0);
      switch (first) {
        case "--help", "-h", "help" -> code = help(words, streams);
        case "--version" -> {
          streams.out().write("tally " + version() + "\n");
          code = 0;
        }
        default -> {
          Command command = command(first);
          if (command == null) {
            throw unknownVerb(first);
          }
          who = "tally " + first;
          // Before the first operand only: what follows may belong to somebody else's program.
          debug |= !words.isEmpty() && words.get(0).equals("--debug") && words.remove(0) != null;
          code = isHelp(words) ? print(command.help(), streams) : command.run(words, streams);
        }
      }
      streams.out().flush();
      return code;
    } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError problem) {
      return Errors.report(problem, who, flushed(streams), debug);
    }
  }

  private static @Nullable Command command(String verb) {
    return switch (verb) {
      case "run" -> new RunCommand();
      case "exec" -> new ExecCommand();
      case "agent-line" -> new AgentLineCommand();
      case "stats" -> new StatsCommand();
      case "view" -> new ViewCommand();
      case "diff" -> new DiffCommand();
      case "info" -> new InfoCommand();
      case "merge" -> new MergeCommand();
      case "join" -> new JoinCommand();
      case "convert" -> new ConvertCommand();
      case "report" -> new ReportCommand();
      case "collect" -> new CollectCommand();
      default -> null;
    };
  }

  private static Misuse unknownVerb(String word) {
    if (word.startsWith("-")) {
      return Arguments.unknown(word, List.of("--help", "--version", "--debug"));
    }
    String meant = commandFor(word);
    if (meant != null) {
      return new Misuse("there is no verb " + word + ", but a file: did you mean " + meant + "?");
    }
    String nearest = Nearest.to(word, VERBS);
    return new Misuse(
        "there is no verb "
            + word
            + (nearest == null ? "; --help lists them" : "; did you mean " + nearest + "?"));
  }

  /**
   * The command that somebody may have meant who names a file only; null if there is no such file.
   */
  private static @Nullable String commandFor(String file) {
    try {
      if (!Files.isRegularFile(RawNames.path(file))) {
        return null;
      }
    } catch (InvalidPathException noFileHasThisName) {
      return null;
    }
    if (file.endsWith(".java")) {
      return "tally run " + file;
    }
    if (file.endsWith(".jar")) {
      return "tally run -jar " + file;
    }
    return (Files.isExecutable(RawNames.path(file)) ? "tally exec " : "tally stats ") + file;
  }

  private static int help(List<String> words, Streams streams) throws IOException {
    if (words.isEmpty() || isHelp(words) || words.get(0).equals("help")) {
      return print(HELP.replace("AGENT", OurJars.agent().toString()), streams);
    }
    Command command = command(words.get(0));
    if (command == null) {
      throw unknownVerb(words.get(0));
    }
    return print(command.help(), streams);
  }

  private static boolean isHelp(List<String> words) {
    return words.equals(List.of("--help")) || words.equals(List.of("-h"));
  }

  private static int print(String text, Streams streams) throws IOException {
    streams.out().write(text);
    return 0;
  }

  /** What was printed before a failure should be seen before the complaint. */
  private static Streams flushed(Streams streams) {
    try {
      streams.out().flush();
    } catch (IOException gone) {
      // The complaint that follows is the more interesting one.
    }
    return streams;
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(development)" : version;
  }
}
