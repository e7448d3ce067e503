// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A JVM to be started: a program of ours, its options, whether it is recorded. */
final class Jvm {
  static final Path AGENT = Path.of("../agent/target/tally-agent.jar").toAbsolutePath();
  private static final Path RUNS = Path.of("target/runs").toAbsolutePath();
  private static final AtomicInteger COUNT = new AtomicInteger();

  /**
   * Longer than any of these programs takes where it has a processor to itself; then something
   * hangs. A busy machine needs more for the largest jars.
   */
  private static final int MINUTES = Integer.getInteger("reliability.minutes", 10);

  /** A new folder, in which the program runs. */
  final Path folder;

  private final List<String> options = new ArrayList<>();
  private final List<String> program;
  private final List<String> before = new ArrayList<>();

  /** Null where the program's own arguments say where its classes are. */
  private @Nullable String classPath = Programs.classes().toString();

  private Jvm(List<String> program) throws IOException {
    this.program = new ArrayList<>(program);
    this.folder =
        Files.createDirectories(
            RUNS.resolve(
                program.get(0)
                    + "-"
                    + ProcessHandle.current().pid()
                    + "-"
                    + COUNT.getAndIncrement()));
  }

  /** A program and its arguments. */
  static Jvm program(String main, String... arguments) throws IOException {
    List<String> program = new ArrayList<>(List.of(main));
    program.addAll(Arrays.asList(arguments));
    return new Jvm(program);
  }

  /** A program given as to {@code java}: {@code -jar} or {@code -m} and all that follows. */
  static Jvm given(String... words) throws IOException {
    Jvm jvm = new Jvm(List.of("main"));
    jvm.classPath = null;
    jvm.program.clear();
    jvm.program.addAll(Arrays.asList(words));
    return jvm;
  }

  /** Records the program, with further agent options; the recording goes to {@link #recording}. */
  Jvm recorded(String... agentOptions) {
    String all = "output=" + recording();
    for (String option : agentOptions) {
      all += "," + option;
    }
    return options("-javaagent:" + AGENT + "=" + all);
  }

  Jvm options(String... more) {
    options.addAll(Arrays.asList(more));
    return this;
  }

  Jvm alsoOnClassPath(String path) {
    classPath = classPath == null ? path : classPath + java.io.File.pathSeparator + path;
    return this;
  }

  /** Runs the JVM by another command, such as a shell that sets a limit. */
  Jvm through(String... command) {
    before.addAll(Arrays.asList(command));
    return this;
  }

  Path recording() {
    return folder.resolve("tally.profile");
  }

  Process start() throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    if (classPath != null) {
      command.add("-cp");
      command.add(classPath);
    }
    command.addAll(program);
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  /** Runs to the end. */
  Ended run() throws IOException, InterruptedException {
    return ended(start());
  }

  /** Waits for the end of what {@link #start} has started. */
  Ended ended(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(program + " hangs; see " + folder);
    }
    return new Ended(
        process.exitValue(),
        Files.readString(folder.resolve("out")),
        Files.readString(folder.resolve("err")),
        recording());
  }
}
