// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

import dev.tally.cli.shell.RawNames;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command of any kind, of whose JVMs nothing is known before they start. */
public final class AnyCommand {
  private AnyCommand() {}

  /**
   * The file that a shell would run for the command of that name; null if there is none.
   *
   * @param path the variable PATH, null if there is none
   */
  public static @Nullable Path find(String name, @Nullable String path) {
    if (name.indexOf('/') >= 0) {
      Path file = RawNames.path(name);
      return Files.exists(file) ? file : null;
    }
    for (String folder : (path == null ? "/usr/bin:/bin" : path).split(File.pathSeparator, -1)) {
      Path file = RawNames.path(folder.isEmpty() ? "." : folder).resolve(RawNames.path(name));
      if (isExecutable(file)) {
        return file;
      }
    }
    return null;
  }

  public static boolean isExecutable(Path file) {
    return Files.isExecutable(file) && !Files.isDirectory(file);
  }

  /**
   * The words that run a command whose JVMs get our agent from the environment.
   *
   * @param agent our agent's jar
   * @param agentOptions what our agent is told
   */
  public static List<Word> words(
      Path agent, String agentOptions, List<Word> command, Environment environment) {
    List<String> variables = environment.repairs();
    variables.add(ToolOptions.withAgent(environment, "-javaagent:" + agent + "=" + agentOptions));
    List<Word> words = new ArrayList<>();
    words.add(Word.made(JavaCommand.ENV.toString()));
    variables.forEach(variable -> words.add(Word.made(variable)));
    if (command.get(0).text().indexOf('=') >= 0) {
      // To env it would be one variable more.
      for (String word : List.of("/bin/sh", "-c", "exec \"$@\"", "sh")) {
        words.add(Word.made(word));
      }
    }
    words.addAll(command);
    return words;
  }
}
