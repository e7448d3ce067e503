// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.launch.JavaHome;
import dev.tally.cli.launch.RunArguments;
import dev.tally.cli.launch.RunOptions;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Option;
import dev.tally.cli.shell.Streams;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code tally run}: works out the {@code java} command that runs a program with our agent in it.
 *
 * <p>It does not start the program. That is done by the {@code tally} script, which puts the
 * program in its own place ({@code exec}), so that terminal, signals, open files, process id and
 * exit code are the program's by construction, and nobody's heap waits beside it. The command goes
 * to the script through a file descriptor of its own, as words that end with a NUL: where the
 * recording lies that is to be reported and deleted afterwards (empty with {@code -o}), how to sort
 * the report, and then the command.
 */
public final class RunCommand implements Command {
  private final @Nullable String planFile;
  private final Map<String, String> environment;
  private final Path home;

  public RunCommand() {
    this(System.getProperty("tally.plan"), System.getenv(), folderOfOurJars());
  }

  RunCommand(@Nullable String planFile, Map<String, String> environment, Path home) {
    this.planFile = planFile;
    this.environment = environment;
    this.home = home;
  }

  @Override
  public String help() {
    StringBuilder text =
        new StringBuilder(
            """
            Runs a Java program, counts every call it makes, and tells where the time went.

            Usage: tally run [options] App.java [arguments]
                   tally run [options] -jar app.jar [arguments]
                   tally run [options] -cp PATH Main [arguments]
                   tally run [options] -p PATH -m module[/main] [arguments]

            Put it in front of the command you know, in the place of java: options for the JVM
            (-Xmx2g, -Dkey=value, --add-opens …) go through. The program's input, output, signals
            and exit code stay its own. Without -o, the statistics follow when it has ended.

            """);
    for (Option option : RunOptions.ALL) {
      String left = option.value() == null ? option.name() : option.name() + " " + option.value();
      text.append(String.format("  %-20s %s%n", left, option.help()));
    }
    return text.append(
            """

            CLASSES are names with dots; * stands for anything, and a name without * for that class
            and those nested in it; several are separated by ; as in 'com.acme.*;org.lib.Parser'.
            SORT is one of %s.

            Examples:
              tally run examples/Quickstart.java
              tally run -o profile -Xmx2g -jar app.jar --port 8080
              tally run -s tottime --include 'com.acme.*' -cp target/classes com.acme.Main
            """
                .formatted(String.join(", ", RunOptions.SORT_KEYS)))
        .toString();
  }

  @Override
  public int run(List<String> arguments, Streams streams) throws IOException {
    List<String> plan = plan(RunArguments.parse(arguments));
    if (planFile == null) {
      throw new Misuse("start it by the tally script, which takes care of the program's streams");
    }
    // The same charset that made Java strings of our arguments, so that any bytes come out again.
    Files.write(Path.of(planFile), String.join("\0", plan).concat("\0").getBytes(nativeCharset()));
    return 0;
  }

  List<String> plan(RunArguments arguments) throws IOException {
    RunOptions options = arguments.options();
    Path java = JavaHome.launcher(options.java(), environment);
    Path agent = home.resolve("tally-agent.jar");
    if (!Files.exists(agent)) {
      throw new Misuse("Tally's own " + agent + " is missing; build or unpack Tally again");
    }
    String output = options.output();
    Path recording =
        output != null
            ? RecordingFile.writable(output)
            : RecordingFile.temporary(environment.getOrDefault("TMPDIR", "/tmp"));

    List<String> plan = new ArrayList<>();
    plan.add(output != null ? "" : recording.toString());
    plan.add(options.sort());
    plan.add(java.toString());
    plan.addAll(arguments.forJvm());
    // After the program's own agents: they see its classes as it was compiled, which those that
    // recognise classes by checksum depend on.
    plan.add("-javaagent:" + agent + "=" + options.forAgent(recording));
    plan.addAll(arguments.program());
    return plan;
  }

  private static Charset nativeCharset() {
    return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
  }

  private static Path folderOfOurJars() {
    try {
      Path jar =
          Path.of(RunCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return jar.resolveSibling("");
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Tally's own jar has no path", e);
    }
  }
}
