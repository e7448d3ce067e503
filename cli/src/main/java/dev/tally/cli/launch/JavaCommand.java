// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

import dev.tally.cli.shell.RawNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The {@code java} command that runs a program with our agent in it.
 *
 * <p>The agent is named as the JVM's own library for agents is, {@code -agentlib:instrument}: to
 * {@code -javaagent} the JVM adds the module {@code java.instrument}, and then it neither starts
 * from its archive of modules (12 ms) nor from the program's AOT cache. Where the program does not
 * get that module anyway, it must be {@code -javaagent}. See docs/decisions/21.
 */
public final class JavaCommand {
  static final Path ENV = Path.of("/usr/bin/env");

  /** What it holds comes behind the command's options, and may take them back. */
  private static final String LAST_WORD = "_JAVA_OPTIONS";

  private final Path java;
  private final Path agent;
  private final Environment environment;
  private final boolean quietly;
  private final boolean othersToo;

  /** Whether the JVMs that the program starts get the agent, too. */
  private final boolean children;

  private final Archives archives;

  private JavaCommand(
      Path java, Path agent, List<String> options, RunArguments arguments, Environment env) {
    this.java = java;
    this.agent = agent;
    this.environment = env;
    this.children = arguments.options().children();
    // What children there will be is not known.
    this.quietly =
        !children
            && !arguments.isModule()
            && options.stream().noneMatch(o -> o.startsWith("--limit-modules"));
    this.othersToo = options.stream().anyMatch(o -> o.startsWith("-javaagent:"));
    this.archives = Archives.of(options, quietly);
  }

  /**
   * Looks at all options that the JVM will have, also in its variables of the environment.
   *
   * @param java the launcher
   * @param agent our agent's jar
   */
  public static JavaCommand of(
      Path java, Path agent, RunArguments arguments, Environment environment) {
    return new JavaCommand(java, agent, given(arguments, environment), arguments, environment);
  }

  /** All options that the JVM will have without ours, also from the environment and from files. */
  public static List<String> given(RunArguments arguments, Environment environment) {
    List<String> options = new ArrayList<>();
    options.addAll(inVariable("JAVA_TOOL_OPTIONS", environment));
    options.addAll(inVariable("JDK_JAVA_OPTIONS", environment));
    options.addAll(arguments.jvmOptions());
    options.addAll(inVariable(LAST_WORD, environment));
    return options.stream().flatMap(JavaCommand::withThoseInItsFile).toList();
  }

  private static List<String> inVariable(String name, Environment environment) {
    String value = environment.get(name);
    return value == null ? List.of() : ArgumentFile.split(value);
  }

  /** Of an option that names no file, or none that is there, the option alone. */
  private static Stream<String> withThoseInItsFile(String option) {
    boolean flags = option.startsWith("-XX:Flags=");
    if (!flags && !option.startsWith("-XX:VMOptionsFile=")) {
      return Stream.of(option);
    }
    Path file = RawNames.path(option.substring(option.indexOf('=') + 1));
    if (!Files.isRegularFile(file)) {
      return Stream.of(option); // The JVM says so.
    }
    Stream<String> words = ArgumentFile.read(file).stream();
    return Stream.concat(Stream.of(option), flags ? words.map(word -> "-XX:" + word) : words);
  }

  /**
   * The words of a command without our agent.
   *
   * @param own options of ours; the program's stand behind them and may take them back
   */
  public static List<Word> unwoven(
      Path java, List<String> own, RunArguments arguments, Environment environment) {
    List<Word> words = start(java, environment.repairs());
    own.forEach(option -> words.add(Word.made(option)));
    words.addAll(arguments.forJvm());
    words.addAll(arguments.program());
    return words;
  }

  /** What the user should know about the command before it runs; null for nothing. */
  public @Nullable String note() {
    return archives.sentence();
  }

  /**
   * The command's words.
   *
   * @param agentOptions what our agent is told
   */
  public List<Word> words(String agentOptions, RunArguments arguments) {
    List<String> repairs = environment.repairs();
    if (children) {
      repairs.add(ToolOptions.withAgent(environment, "-javaagent:" + agent + "=" + agentOptions));
    }
    String last = environment.get(LAST_WORD);
    if (last != null && !archives.undoing().isEmpty()) {
      repairs.add(LAST_WORD + "=" + last + " " + String.join(" ", archives.undoing()));
    }
    List<Word> words = start(java, repairs);
    if (!archives.undoing().isEmpty()) {
      arguments.unpackProgramsFile();
    }
    words.addAll(arguments.forJvm());
    archives.undoing().forEach(option -> words.add(Word.made(option)));
    if (children) {
      words.addAll(arguments.program());
      return words; // The program has the agent from the environment, as its children have.
    }
    // After the program's own agents: they see its classes as it was compiled, which those that
    // recognise classes by checksum depend on.
    String loaded = archives.holdsLoaded() && quietly && !othersToo ? ",loaded=true" : "";
    words.add(
        Word.made(
            (quietly ? "-agentlib:instrument=" : "-javaagent:")
                + agent
                + "="
                + agentOptions
                + loaded));
    words.addAll(arguments.program());
    return words;
  }

  private static List<Word> start(Path java, List<String> repairs) {
    List<Word> words = new ArrayList<>();
    // To env, a command with = in its path would be one variable more.
    if (!repairs.isEmpty() && !java.toString().contains("=") && Files.isExecutable(ENV)) {
      words.add(Word.made(ENV.toString()));
      repairs.forEach(repair -> words.add(Word.made(repair)));
    }
    words.add(Word.made(RawNames.name(java)));
    return words;
  }
}
