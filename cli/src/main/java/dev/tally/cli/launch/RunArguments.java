// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

import dev.tally.cli.shell.Arguments;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Option;
import dev.tally.cli.shell.RawNames;
import dev.tally.format.wire.FileNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code tally run}, told apart: Tally's own options, those for the JVM, and the
 * program. Tally's and the JVM's may be mixed, for people put {@code tally run} in front of a
 * {@code java} command line that they have; everything after the program's name is the program's.
 */
public final class RunArguments {
  private static final Set<String> CLASS_PATH = Set.of("-cp", "-classpath", "--class-path");

  private final Arguments own = Arguments.empty();
  private final List<Word> forJvm = new ArrayList<>();
  private final List<Word> program = new ArrayList<>();

  /** What the JVM will be told, including what stands in files. */
  private final List<String> jvmOptions = new ArrayList<>();

  private List<String> ofProgram = List.of();

  /** What stands in the file that names the program; empty if none does. */
  private List<String> programsFile = List.of();

  private int optionsInProgramsFile;
  private boolean module;
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

  /**
   * The program's main class as it was typed, to be found where the JVM looks without being told;
   * null if there is a class path, or something else than a class was named.
   */
  public @Nullable String mainClass() {
    String first = program.get(0).text();
    boolean other = module || jar || source || first.startsWith("@") || first.endsWith(".java");
    boolean told = jvmOptions.stream().anyMatch(o -> CLASS_PATH.contains(o.split("=", 2)[0]));
    return other || told ? null : first;
  }

  /** Options for {@code java}, in order. */
  public List<Word> forJvm() {
    return List.copyOf(forJvm);
  }

  /** The same as the JVM understands them: with those that stand in files, without the files. */
  List<String> jvmOptions() {
    return List.copyOf(jvmOptions);
  }

  /** Whether the program is a module, and gets the modules that it asks for and no others. */
  boolean isModule() {
    return module;
  }

  /** The program as {@code java} takes it, such as {@code -jar app.jar x}, with its arguments. */
  public List<Word> program() {
    return List.copyOf(program);
  }

  /**
   * An option of ours among the program's arguments, where it is the program's; null if there is
   * none. It may be meant so: many programs have a {@code -o}.
   */
  public @Nullable String misplaced() {
    for (int i = 0; i + 1 < ofProgram.size(); i++) {
      String name = ofProgram.get(i);
      String value = ofProgram.get(i + 1);
      if (name.equals(RunOptions.OUTPUT.name())
          || (name.equals(RunOptions.SORT.name()) && RunOptions.SORT_KEYS.contains(value))) {
        return name + " " + value;
      }
    }
    return null;
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
        forJvm(arguments, i);
      }
      case JAR -> jar = true;
      case TAKES_VALUE -> {
        source |= argument.equals("--source");
        valueOf(arguments, i);
        forJvm(arguments, i);
        forJvm(arguments, i + 1);
        return 2;
      }
      case MODULE -> {
        valueOf(arguments, i);
        module = true;
        program(arguments, i, 2);
      }
      case MODULE_INLINE -> {
        module = true;
        program(arguments, i, 1);
      }
      case ARGUMENT_FILE -> {
        return readArgumentFile(arguments, i);
      }
      case OPERAND -> {
        checkIsThere(argument);
        if (jar && !jarInFile) {
          program.add(Word.made("-jar"));
        }
        program(arguments, i, 1);
      }
      case UNKNOWN ->
          throw Arguments.unknown(
              argument,
              Stream.concat(RunOptions.ALL.stream().map(Option::name), JavaOptions.names().stream())
                  .toList());
    }
    return 1;
  }

  private void forJvm(List<String> arguments, int i) {
    forJvm.add(new Word(arguments.get(i), i + 1));
    jvmOptions.add(arguments.get(i));
  }

  /** The program begins at {@code i} and takes so many arguments; what follows is its own. */
  private void program(List<String> arguments, int i, int name) {
    for (int each = i; each < arguments.size(); each++) {
      program.add(new Word(arguments.get(each), each + 1));
    }
    ofProgram = arguments.subList(i + name, arguments.size());
  }

  /**
   * Puts what stands in a file that names the program into the file's place: so options of ours can
   * come after those in it. Not done without need, for such files may be longer than a command.
   */
  void unpackProgramsFile() {
    if (programsFile.isEmpty()) {
      return;
    }
    List<Word> words = new ArrayList<>();
    for (String word : programsFile) {
      words.add(Word.made(FileNames.decode(word.getBytes(StandardCharsets.ISO_8859_1))));
    }
    program.remove(0);
    forJvm.addAll(words.subList(0, optionsInProgramsFile));
    program.addAll(0, words.subList(optionsInProgramsFile, words.size()));
    programsFile = List.of();
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
    int before = jvmOptions.size();
    boolean valueNext = false;
    for (String argument : inFile) {
      JavaOptions.Kind kind = JavaOptions.kind(argument);
      if (valueNext) {
        valueNext = false;
      } else if (kind == JavaOptions.Kind.TAKES_VALUE) {
        valueNext = true;
      } else if (kind == JavaOptions.Kind.JAR) {
        jar = true;
        jarInFile = true;
        continue;
      } else if (kind == JavaOptions.Kind.MODULE
          || kind == JavaOptions.Kind.MODULE_INLINE
          || kind == JavaOptions.Kind.OPERAND) {
        module = kind != JavaOptions.Kind.OPERAND;
        program(arguments, i, 1);
        programsFile = inFile;
        optionsInProgramsFile = jvmOptions.size() - before + (jarInFile ? 1 : 0);
        return 1;
      }
      jvmOptions.add(argument);
    }
    forJvm.add(new Word(arguments.get(i), i + 1));
    if (valueNext && i + 1 < arguments.size()) {
      forJvm(arguments, i + 1);
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
