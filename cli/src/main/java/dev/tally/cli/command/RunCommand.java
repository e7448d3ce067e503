// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.launch.AnyCommand;
import dev.tally.cli.launch.AsyncProfiler;
import dev.tally.cli.launch.Environment;
import dev.tally.cli.launch.FlightRecorder;
import dev.tally.cli.launch.JavaCommand;
import dev.tally.cli.launch.JavaHome;
import dev.tally.cli.launch.OurJars;
import dev.tally.cli.launch.Plan;
import dev.tally.cli.launch.RunArguments;
import dev.tally.cli.launch.RunOptions;
import dev.tally.cli.launch.Word;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Option;
import dev.tally.cli.shell.RawNames;
import dev.tally.cli.shell.Streams;
import dev.tally.format.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code tally run}: works out the {@code java} command that runs a program with our agent in it.
 *
 * <p>It does not start the program. That is done by the {@code tally} script, which puts the
 * program in its own place ({@code exec}), so that terminal, signals, open files, process id and
 * exit code are the program's by construction, and nobody's heap waits beside it. What to do goes
 * to the script through a file descriptor of its own, see {@link Plan}.
 */
public final class RunCommand implements Command {
  private static final String AGENTS = "java.instrument";
  private static final String FLIGHT_RECORDER = "jdk.jfr";

  /** In the folder: what is reported. */
  private static final String RECORDING = "profile";

  private final @Nullable String planFile;
  private final Environment environment;
  private final Path home;

  public RunCommand() {
    this(
        System.getProperty("tally.plan"),
        Environment.read(System.getProperty("tally.environment")),
        OurJars.folder());
  }

  RunCommand(@Nullable String planFile, Environment environment, Path home) {
    this.planFile = planFile;
    this.environment = environment;
    this.home = home;
  }

  @Override
  public String help() {
    return """
        Runs a Java program, counts every call it makes, and tells where the time went.

        Usage: tally run [options] App.java [arguments]
               tally run [options] -jar app.jar [arguments]
               tally run [options] -cp PATH Main [arguments]
               tally run [options] -p PATH -m module[/main] [arguments]

        Put it in front of the command you know, in the place of java: options for the JVM
        (-Xmx2g, -Dkey=value, --add-opens …) go through. The program's input, output, signals
        and exit code stay its own. Without -o, the statistics follow when it has ended.
        For a command that is not java, such as ./mvnw test: tally exec.

        %s
        CLASSES are names with dots; * stands for anything, and a name without * for that class
        and those nested in it; several are separated by ; as in 'com.acme.*;org.lib.Parser'.
        SORT is one of %s.
        In FILE, %%p stands for the process id, %%h for the host, %%t for the time of the start and
        %%n for the main class. FILE replaces a recording, and nothing else that lies there.

        Examples:
          tally run examples/Quickstart.java
          tally run -o profile -Xmx2g -jar app.jar --port 8080
          tally run -s tottime --include 'com.acme.*' -cp target/classes com.acme.Main
        """
        .formatted(Option.lines(RunOptions.ALL), String.join(", ", RunOptions.SORT_KEYS));
  }

  @Override
  public int run(List<String> arguments, Streams streams) throws IOException {
    RunArguments parsed = RunArguments.parse(arguments);
    checkIsNoCommand(parsed);
    Plan plan = plan(parsed, arguments.size());
    if (plan.note() != null) {
      streams.err().println("tally run: " + plan.note());
    }
    String extension = extensionNote(parsed.options().output());
    if (extension != null) {
      streams.err().println("tally run: " + extension);
    }
    plan.tell(planFile);
    return 0;
  }

  /**
   * Not {@code java}, but a command that starts it: the JVM would look for a class of that name.
   */
  void checkIsNoCommand(RunArguments arguments) {
    String name = arguments.mainClass();
    if (name == null
        || environment.get("CLASSPATH") != null
        || Files.exists(RawNames.path(name + ".class"))) {
      return;
    }
    Path command = AnyCommand.find(name, environment.get("PATH"));
    if (command != null && AnyCommand.isExecutable(command)) {
      throw new Misuse(
          name
              + " is a command and no Java program; tally exec "
              + name
              + " … records the JVMs that a command starts");
    }
  }

  Plan plan(RunArguments arguments, int count) throws IOException {
    RunOptions options = arguments.options();
    String output = options.output();
    if (output != null) {
      OutputFile.checkRecording(output);
    }
    return options.counts() && !options.twice()
        ? counted(arguments, count, output)
        : sampled(arguments, count, output);
  }

  /** The agent writes the recording, wherever it goes. */
  private Plan counted(RunArguments arguments, int count, @Nullable String output)
      throws IOException {
    RunOptions options = arguments.options();
    Path folder = output == null ? folder(false) : null;
    JavaCommand command =
        JavaCommand.of(launcher(options, AGENTS), OurJars.agent(home), arguments, environment);
    String recording =
        folder == null ? absolute(String.valueOf(output)) : agentsName(folder.resolve(RECORDING));
    return new Plan(
        count,
        List.of(),
        command.words(options.forAgent(recording), arguments),
        folder == null ? null : RawNames.name(folder),
        null,
        folder == null ? null : RawNames.name(folder.resolve(RECORDING)),
        folder == null ? null : options.sort(),
        folder == null ? null : arguments.misplaced(),
        command.note());
  }

  /** What a sampler leaves in the folder becomes the recording when the program has ended. */
  private Plan sampled(RunArguments arguments, int count, @Nullable String output)
      throws IOException {
    RunOptions options = arguments.options();
    if (output != null && OutputFile.hasPlaceholder(output)) {
      throw new Misuse(
          output + " has a % that stands for something; a name for a sampler's is taken as it is");
    }
    String module = options.asyncProfiler() == null ? FLIGHT_RECORDER : AGENTS;
    Path java = launcher(options, module);
    Path folder = folder(true);
    List<Word> first = unwoven(java, folder, arguments);
    List<Word> command = first;
    String note = null;
    if (options.twice()) {
      JavaCommand counting = JavaCommand.of(java, OurJars.agent(home), arguments, environment);
      String counted = agentsName(folder.resolve(CollectCommand.COUNTED));
      command = counting.words(options.forAgent(counted), arguments);
      note = counting.note();
    }
    return new Plan(
        count,
        options.twice() ? first : List.of(),
        command,
        RawNames.name(folder),
        output == null ? RawNames.name(folder.resolve(RECORDING)) : absolute(output),
        output == null ? RawNames.name(folder.resolve(RECORDING)) : null,
        output == null ? options.sort() : null,
        output == null ? arguments.misplaced() : null,
        note);
  }

  private Path launcher(RunOptions options, String module) {
    return JavaHome.launcher(options.java(), environment, module);
  }

  /** To the agent, {@code %} may stand for something. */
  static String agentsName(Path recording) {
    return RawNames.name(recording).replace("%", "%%");
  }

  private List<Word> unwoven(Path java, Path folder, RunArguments arguments) throws IOException {
    RunOptions options = arguments.options();
    String asyncProfiler = options.asyncProfiler();
    List<String> own =
        asyncProfiler != null
            ? AsyncProfiler.options(RawNames.path(asyncProfiler), folder)
            : FlightRecorder.options(
                folder,
                JavaHome.feature(java),
                JavaCommand.given(arguments, environment),
                options.allocations());
    return JavaCommand.unwoven(java, own, arguments, environment);
  }

  /**
   * A new folder for what the program leaves behind.
   *
   * @param inOptions whether its name stands in options of the JVM, where some letters have a
   *     meaning and those beyond ASCII another one in each locale
   */
  private Path folder(boolean inOptions) throws IOException {
    String parent = OutputFile.temporaryParent(environment);
    return OutputFile.temporary(
        inOptions && !parent.matches("[A-Za-z0-9/._+-]+") ? "/tmp" : parent);
  }

  /** What is recorded is Tally's own format, whatever the name makes one think. */
  static @Nullable String extensionNote(@Nullable String output) {
    String name = output == null ? "" : output.substring(output.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    String extension = dot <= 0 ? "" : name.substring(dot);
    // Dates and numbers, as in profile.2026-11-30, make nobody think of a format, nor does
    // before.profile.
    if (extension.equals(".profile")
        || !extension.matches("\\.[a-zA-Z]{2,12}")
        || Format.ofFileName(name) == Format.TALLY) {
      return null;
    }
    return name
        + " will hold a Tally recording; for another format: tally convert "
        + name
        + " -o OUT";
  }

  /** For the program may think otherwise of where it is; {@code %} stands for something there. */
  private static String absolute(String output) {
    if (output.startsWith("/")) {
      return output;
    }
    String here = RawNames.name(RawNames.path("").toAbsolutePath());
    return here.replace("%", "%%") + "/" + output;
  }
}
