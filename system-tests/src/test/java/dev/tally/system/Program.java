// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.LeftOut;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A program that others wrote, run from its released jars, first plain and then recorded, in equal
 * folders.
 */
final class Program {
  private static final Path JARS = Path.of("target/programs").toAbsolutePath();
  private static final Path SOURCES = Path.of("src/programs").toAbsolutePath();

  /** A finished run: the process, and the files that it left in its folder. */
  record Run(Fork fork, Path folder, Map<String, String> files) {}

  private final String run;
  private final String name;
  private final Path work;
  private final List<String> jvmOptions = new ArrayList<>();
  private final List<String> command;

  /**
   * @param run a name for this use of the program, for a folder
   * @param name of the folders under {@code target/programs} and {@code src/programs}
   * @param command main class and arguments; {@code {jars}} and {@code {sources}} are those folders
   */
  Program(String run, String name, String... command) {
    this.run = run;
    this.name = name;
    this.command = List.of(command);
    work = Path.of("target/real", run).toAbsolutePath();
  }

  Program withJvmOptions(String... options) {
    jvmOptions.addAll(List.of(options));
    return this;
  }

  /** Puts the run's input into its empty folder. */
  interface Preparation {
    void in(Path folder) throws IOException;
  }

  Run plain(Preparation preparation) throws IOException {
    return run("plain", List.of(), preparation);
  }

  /**
   * Runs with the agent, and checks what holds for every program: same output, same exit code, same
   * files, and every class is either in the recording or listed as left out.
   *
   * @return the recording
   */
  Profile recordedLike(Run plain, Preparation preparation, String... agentOptions)
      throws IOException {
    Path recording = work.resolve("tally.profile");
    Path log = work.resolve("classes.log");
    Files.deleteIfExists(recording);
    Run run =
        run(
            "recorded",
            List.of(Installation.agent(recording, agentOptions), ClassLog.option(log)),
            preparation);
    String story = run.fork().story();
    assertThat(run.fork().exit()).as(story).isEqualTo(plain.fork().exit());
    assertThat(run.fork().out()).as(story).isEqualTo(plain.fork().out());
    assertThat(run.fork().err()).as(story).isEqualTo(plain.fork().err());
    assertThat(run.files()).isEqualTo(plain.files());
    Profile profile = Recordings.read(recording);
    assertThat(profile.origin().complete()).isTrue();
    assertNothingIsMissing(profile, ClassLog.initialised(log));
    return profile;
  }

  /** The driver's source, for the counts in its comments. */
  Target driver(String mainClass) throws IOException {
    return new Target(
        mainClass, List.of(new TargetSource(SOURCES.resolve(name + "/" + mainClass + ".java"))));
  }

  private static void assertNothingIsMissing(Profile profile, Set<String> initialised) {
    Set<String> recorded =
        profile.methods().stream()
            .filter(method -> method.name().equals("<clinit>"))
            .map(method -> method.className())
            .collect(Collectors.toSet());
    Set<String> leftOut = profile.leftOut().stream().map(LeftOut::name).collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>(initialised);
    missing.removeIf(
        type ->
            recorded.contains(type)
                || leftOut.contains(type)
                || leftOut.contains(type + ".<clinit>"));
    assertThat(initialised).isNotEmpty();
    assertThat(missing).as("initialised, but neither recorded nor listed").isEmpty();
  }

  private Run run(String kind, List<String> options, Preparation preparation) throws IOException {
    Path folder = Folders.empty("real/" + run + "/" + kind);
    preparation.in(folder);
    Path jars = JARS.resolve(name);
    List<String> line = new ArrayList<>(List.of(Installation.JAVA.toString()));
    line.addAll(options);
    line.addAll(jvmOptions);
    line.add("-cp");
    line.add(classes() + ":" + jars + "/*");
    for (String word : command) {
      line.add(
          word.replace("{jars}", jars.toString())
              .replace("{sources}", SOURCES.resolve(name).toString()));
    }
    Fork fork = Fork.run(folder, line);
    return new Run(fork, folder, Folders.content(folder));
  }

  /** Compiles the driver, if there is one. */
  private Path classes() throws IOException {
    Path classes = work.resolve("classes");
    if (Files.exists(classes)) {
      return classes;
    }
    Files.createDirectories(classes);
    List<String> arguments =
        new ArrayList<>(List.of("-g", "-parameters", "-nowarn", "-d", classes.toString()));
    try (Stream<Path> jars = Files.list(JARS.resolve(name))) {
      arguments.add("-cp");
      arguments.add(jars.map(Path::toString).collect(Collectors.joining(":")));
    }
    int options = arguments.size();
    if (Files.exists(SOURCES.resolve(name))) {
      try (Stream<Path> sources = Files.list(SOURCES.resolve(name))) {
        sources.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
      }
    }
    if (arguments.size() > options) {
      int exit =
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, arguments.toArray(String[]::new));
      assertThat(exit).isZero();
    }
    return classes;
  }
}
