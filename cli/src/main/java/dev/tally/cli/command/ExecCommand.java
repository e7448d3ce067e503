// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.launch.AnyCommand;
import dev.tally.cli.launch.Environment;
import dev.tally.cli.launch.ExecArguments;
import dev.tally.cli.launch.OurJars;
import dev.tally.cli.launch.Plan;
import dev.tally.cli.shell.Option;
import dev.tally.cli.shell.RawNames;
import dev.tally.cli.shell.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code tally exec}: works out how to run a command so that each JVM that it starts gets our
 * agent. The {@code tally} script runs it, as with {@link RunCommand}.
 */
public final class ExecCommand implements Command {
  /** As a shell, {@code env} and {@code nohup} say that a command is not there. */
  private static final int NOT_FOUND = 127;

  /** As they say that it is there, but cannot be run. */
  private static final int NOT_EXECUTABLE = 126;

  private final @Nullable String planFile;
  private final Environment environment;
  private final Path home;

  public ExecCommand() {
    this(
        System.getProperty("tally.plan"),
        Environment.read(System.getProperty("tally.environment")),
        OurJars.folder());
  }

  ExecCommand(@Nullable String planFile, Environment environment, Path home) {
    this.planFile = planFile;
    this.environment = environment;
    this.home = home;
  }

  @Override
  public String help() {
    return """
        Runs any command and records each JVM that it starts, by whatever script.

        Usage: tally exec [options] COMMAND [arguments]

        The command's input, output, signals and exit code stay its own. The JVMs of build tools and
        compilers (Maven, Gradle, sbt, Bazel, Ant, javac, kotlinc and their like) are left out. When
        it has ended, a table says which JVMs were recorded, and the statistics of all of them
        together follow; with -o the table goes to standard error, and nothing else is printed.

        %s
        In DIR each recording is named by main class and process, such as Orders-4711.tally. Those of
        an earlier run are replaced, other files stay. CLASSES and SORT are as for tally run.

        The agent is handed on by the variable JAVA_TOOL_OPTIONS: a JVM says so on standard error
        ("Picked up ..."). A command that clears its environment starts JVMs that are not recorded.

        Examples:
          tally exec ./mvnw test
          tally exec -o recordings --include 'com.acme.*' gradle test
          tally exec sh -c './start.sh && ./load.sh'
        """
        .formatted(Option.lines(ExecArguments.ALL));
  }

  @Override
  public int run(List<String> words, Streams streams) throws IOException {
    ExecArguments arguments = new ExecArguments(words);
    String name = arguments.command().get(0).text();
    Path file = AnyCommand.find(name, environment.get("PATH"));
    if (file == null) {
      streams.err().println("tally exec: there is no command " + name + hint(name));
      return NOT_FOUND;
    }
    if (!AnyCommand.isExecutable(file)) {
      streams
          .err()
          .println(
              "tally exec: "
                  + name
                  + (Files.isDirectory(file)
                      ? " is a folder; expected a command"
                      : " is not executable; chmod +x makes it so"));
      return NOT_EXECUTABLE;
    }
    plan(arguments, words.size()).tell(planFile);
    return 0;
  }

  /** Who types a shell's line would look for a file of that name. */
  private static String hint(String name) {
    return name.matches("(?s).*[\\s;&|].*")
        ? "; for a line of a shell's: tally exec sh -c '…'"
        : name.indexOf('/') >= 0 ? "" : " on the PATH";
  }

  Plan plan(ExecArguments arguments, int count) throws IOException {
    Path agent = OurJars.agent(home);
    String kept = arguments.folder();
    Path folder =
        kept == null
            ? OutputFile.temporary(OutputFile.temporaryParent(environment))
            : RecordedJvms.makeFolder(kept);
    String recordings = RunCommand.agentsName(folder) + "/" + RecordedJvms.NAME;
    return new Plan(
        count,
        List.of(),
        AnyCommand.words(agent, arguments.forAgent(recordings), arguments.command(), environment),
        kept == null ? RawNames.name(folder) : null,
        null,
        RawNames.name(folder),
        kept == null ? arguments.sort() : null,
        null,
        null);
  }
}
