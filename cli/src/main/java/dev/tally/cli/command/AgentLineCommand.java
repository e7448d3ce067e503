// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.launch.CountingOptions;
import dev.tally.cli.launch.OurJars;
import dev.tally.cli.shell.Arguments;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Option;
import dev.tally.cli.shell.Streams;
import dev.tally.format.wire.AgentOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code tally agent-line}: the option that puts the agent into a JVM that others start. */
public final class AgentLineCommand implements Command {
  private static final Option OUTPUT =
      new Option("-o", "FILE", "where the recording goes; default tally.profile");

  private static final List<Option> OPTIONS =
      Stream.concat(Stream.of(OUTPUT), CountingOptions.ALL.stream()).toList();

  private final Path home;

  public AgentLineCommand() {
    this(OurJars.folder());
  }

  AgentLineCommand(Path home) {
    this.home = home;
  }

  @Override
  public String help() {
    return """
        Prints the option of the JVM that records a program which somebody else starts: for argLine
        of Maven's Surefire, jvmArgs of Gradle, or the VM options of a run configuration.

        Usage: tally agent-line [options]

        %s
        FILE is relative to where that JVM is started; in it, %%p stands for the process id, %%n for
        the main class, as for tally run. CLASSES are as for tally run.

        The line is one word as it stands, without quotation marks. If it has blanks, put it between
        " where options are separated by blanks; in XML, & and < are &amp; and &lt;.

        Examples:
          tally agent-line -o target/tests.tally --include 'com.acme.*'
          java "$(tally agent-line)" -jar app.jar
        """
        .formatted(Option.lines(OPTIONS));
  }

  @Override
  public int run(List<String> words, Streams streams) throws IOException {
    Arguments arguments = Arguments.parse(OPTIONS, words);
    if (!arguments.operands().isEmpty()) {
      throw new Misuse(
          "it takes options only, found "
              + arguments.operands().get(0)
              + "; the program is started by somebody else");
    }
    List<String> options = new ArrayList<>();
    String output = arguments.value(OUTPUT);
    if (output != null) {
      if (output.isEmpty() || output.equals(OutputFile.STANDARD_OUTPUT)) {
        throw new Misuse("-o needs the name of a file");
      }
      options.add("output=" + AgentOption.escaped(output));
    }
    options.addAll(new CountingOptions(arguments).forAgent(true));
    String line =
        "-javaagent:"
            + OurJars.agent(home)
            + (options.isEmpty() ? "" : "=" + String.join(",", options));
    streams.out().write(line + "\n");
    if (line.indexOf(' ') >= 0) {
      streams.out().flush();
      streams
          .err()
          .println(
              "tally agent-line: it has blanks; put it between \" where blanks separate options");
    }
    return 0;
  }
}
