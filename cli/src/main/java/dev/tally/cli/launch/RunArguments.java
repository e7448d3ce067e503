// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

import dev.tally.cli.shell.Arguments;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Option;
import dev.tally.cli.shell.RawNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The arguments of {@code tally run}, told apart: Tally's own options, those for the JVM, and the
 * program. Tally's and the JVM's may be mixed, for people put {@code tally run} in front of a
 * {@code java} command line that they have; everything after the program's name is the program's.
 */
public final class RunArguments {
  private final Arguments own = Arguments.empty();
  private final List<String> forJvm = new ArrayList<>();
  private final List<String> program = new ArrayList<>();
  private boolean jar;
  private boolean jarInFile;
  private boolean source;

  private RunArguments() {}

  /** Tells the arguments apart, and checks that the program's file is there if it has one. */
  public static RunArguments parse(List<String> arguments) {
    RunArguments result = new RunArguments();
    result.read(arguments);
    if (result.program.isEmpty()) {
      throw new Misuse(
          result.jar
              ? "-jar needs a jar: tally run -jar app.jar"
              : "there is no program to run: name a source file, a main class, -jar app.jar"
                  + " or -m module");
    }
    return result;
  }

  public RunOptions options() {
    return new RunOptions(own);
  }

  /** Options for {@code java}, in order. */
  public List<String> forJvm() {
    return List.copyOf(forJvm);
  }

  /** The program as {@code java} takes it, such as {@code -jar app.jar x}, with its arguments. */
  public List<String> program() {
    return List.copyOf(program);
  }

  private void read(List<String> arguments) {
    int i = 0;
    while (i < arguments.size() && program.isEmpty()) {
      int used = own.take(RunOptions.ALL, arguments, i);
      i += used > 0 ? used : readForJava(arguments, i);
    }
  }

  /** Reads the argument at {@code i}, which is not one of ours; says how many were used up. */
  private int readForJava(List<String> arguments, int i) {
    String argument = arguments.get(i);
    switch (JavaOptions.kind(argument)) {
      case FLAG -> {
        source |= argument.startsWith("--source=");
        forJvm.add(argument);
      }
      case JAR -> jar = true;
      case TAKES_VALUE -> {
        source |= argument.equals("--source");
        forJvm.add(argument);
        forJvm.add(valueOf(arguments, i));
        return 2;
      }
      case MODULE -> {
        valueOf(arguments, i);
        program.addAll(arguments.subList(i, arguments.size()));
      }
      case MODULE_INLINE -> program.addAll(arguments.subList(i, arguments.size()));
      case ARGUMENT_FILE -> {
        return readArgumentFile(arguments, i);
      }
      case OPERAND -> {
        checkIsThere(argument);
        if (jar && !jarInFile) {
          program.add("-jar");
        }
        program.addAll(arguments.subList(i, arguments.size()));
      }
      case UNKNOWN ->
          throw Arguments.unknown(
              argument,
              Stream.concat(RunOptions.ALL.stream().map(Option::name), JavaOptions.names().stream())
                  .toList());
    }
    return 1;
  }

  private static String valueOf(List<String> arguments, int i) {
    if (i + 1 == arguments.size()) {
      throw new Misuse(arguments.get(i) + " needs a value");
    }
    return arguments.get(i + 1);
  }

  /**
   * The JVM reads the file itself; we look whether it names the program, because then our agent has
   * to stand before it, and whether it ends with an option whose value comes next.
   */
  private int readArgumentFile(List<String> arguments, int i) {
    List<String> inFile = ArgumentFile.read(RawNames.path(arguments.get(i).substring(1)));
    boolean valueNext = false;
    for (String argument : inFile) {
      if (valueNext) {
        valueNext = false;
        continue;
      }
      switch (JavaOptions.kind(argument)) {
        case TAKES_VALUE -> valueNext = true;
        case JAR -> {
          jar = true;
          jarInFile = true;
        }
        case MODULE, MODULE_INLINE, OPERAND -> {
          program.addAll(arguments.subList(i, arguments.size()));
          return 1;
        }
        default -> {}
      }
    }
    forJvm.add(arguments.get(i));
    if (valueNext && i + 1 < arguments.size()) {
      forJvm.add(arguments.get(i + 1));
      return 2;
    }
    return 1;
  }

  /** A main class is left to {@code java} to find, a file is not: its message would puzzle. */
  private void checkIsThere(String program) {
    boolean sourceFile = source || program.endsWith(".java");
    if (!jar && !sourceFile) {
      return;
    }
    String what = jar ? "jar" : "source file";
    Path file = RawNames.path(program);
    if (!Files.exists(file)) {
      throw new Misuse("no such " + what + ": " + program);
    }
    if (Files.isDirectory(file)) {
      throw new Misuse(program + " is a folder; expected a " + what);
    }
    if (!Files.isReadable(file)) {
      throw new Misuse("cannot read the " + what + " " + program);
    }
  }
}
