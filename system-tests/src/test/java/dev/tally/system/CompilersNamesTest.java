// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.Method;
import dev.tally.profile.MethodStats;
import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import dev.tally.query.AsWritten;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Names that compilers make, from programs that they compile here: {@code src/names/names.txt} says
 * what each is shown as, and how often it was called.
 */
class CompilersNamesTest {
  private static final Path SOURCES = Path.of("src/names").toAbsolutePath();
  private static final Path JARS = Path.of("target/programs").toAbsolutePath();

  @ParameterizedTest
  @ValueSource(strings = {"java", "java8"})
  void javac(String language) throws IOException {
    Path classes = Folders.empty("names/" + language);
    Path javac = Installation.JAVA.resolveSibling("javac");
    List<String> command = new ArrayList<>(List.of(javac.toString(), "-d", classes.toString()));
    command.addAll(language.equals("java8") ? List.of("--release", "8", "-nowarn") : List.of());
    command.add(SOURCES.resolve("Order.java").toString());
    succeeds(classes, command);
    check(language, record(classes, classes.toString(), "shop.Order"));
  }

  @ParameterizedTest
  @ValueSource(strings = "kotlin")
  void kotlinc(String language) throws IOException {
    Path classes = Folders.empty("names/" + language);
    String library = jars("kotlin", "kotlin-stdlib", "kotlinx-coroutines");
    compile(
        classes,
        jars("kotlin", ""),
        "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
        List.of("-nowarn", "-no-stdlib", "-no-reflect", "-cp", library, "-d", classes.toString()),
        "Shop.kt");
    check(language, record(classes, classes + File.pathSeparator + library, "shop.ShopKt"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"scala2", "scala3"})
  void scalac(String language) throws IOException {
    Path classes = Folders.empty("names/" + language);
    String library = jars(language, "scala-library", "scala3-library");
    compile(
        classes,
        jars(language, ""),
        language.equals("scala2") ? "scala.tools.nsc.Main" : "dotty.tools.dotc.Main",
        List.of("-classpath", library, "-d", classes.toString()),
        "Shop.scala",
        language + ".scala");
    check(language, record(classes, classes + File.pathSeparator + library, "shop.Main"));
  }

  @ParameterizedTest
  @ValueSource(strings = "groovy")
  void groovyc(String language) throws IOException {
    Path classes = Folders.empty("names/" + language);
    String library = jars(language, "");
    compile(
        classes,
        library,
        "org.codehaus.groovy.tools.FileSystemCompiler",
        List.of("-d", classes.toString()),
        "Shop.groovy");
    check(language, record(classes, classes + File.pathSeparator + library, "shop.Main"));
  }

  @ParameterizedTest
  @ValueSource(strings = "clojure")
  void clojuresCompiler(String language) throws IOException {
    Path classes = Folders.empty("names/" + language);
    String library = jars(language, "");
    List<String> command =
        java(SOURCES + File.pathSeparator + classes + File.pathSeparator + library);
    command.add("-Dclojure.compile.path=" + classes);
    command.addAll(List.of("clojure.lang.Compile", "shop.core"));
    succeeds(classes, command);
    check(language, record(classes, classes + File.pathSeparator + library, "shop.core"));
  }

  private static void compile(
      Path classes, String compiler, String main, List<String> options, String... sources) {
    List<String> command = java(compiler);
    command.add(main);
    command.addAll(options);
    Arrays.stream(sources).map(name -> SOURCES.resolve(name).toString()).forEach(command::add);
    succeeds(classes, command);
  }

  private static Profile record(Path classes, String classPath, String main) throws IOException {
    Path recording = classes.resolveSibling(classes.getFileName() + ".tally");
    List<String> command = java(classPath);
    command.add(Installation.agent(recording, "include=shop.*"));
    command.add(main);
    succeeds(classes, command);
    return Recordings.read(recording);
  }

  private static List<String> java(String classPath) {
    return new ArrayList<>(
        List.of(
            Installation.JAVA.toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            classPath));
  }

  private static void succeeds(Path folder, List<String> command) {
    Fork fork = Fork.run(folder, command);
    assertThat(fork.exit()).as(fork.story()).isZero();
  }

  /** The jars of a program whose names begin so, as a class path. */
  private static String jars(String program, String... beginnings) throws IOException {
    try (Stream<Path> jars = Files.list(JARS.resolve(program))) {
      return String.join(
          File.pathSeparator,
          jars.filter(
                  jar ->
                      Arrays.stream(beginnings)
                          .anyMatch(each -> jar.getFileName().toString().startsWith(each)))
              .map(Path::toString)
              .sorted()
              .toList());
    }
  }

  private static void check(String language, Profile recorded) throws IOException {
    Map<String, Long> calls = calls(recorded);
    Profile written = AsWritten.of(recorded);
    Map<String, Long> shown = calls(written);
    List<String> expected = new ArrayList<>();
    List<String> found = new ArrayList<>();
    for (String line : Files.readAllLines(SOURCES.resolve("names.txt"))) {
      String[] words = line.split(" +");
      if (!words[0].equals(language)) {
        continue;
      }
      expected.add(line.replaceAll(" +", " "));
      String name = words[1];
      String row = "%s %s %s".formatted(language, name, calls.get(name));
      // The words {lambda 1} and their like are two, and more stand one behind the other.
      String as = String.join(" ", Arrays.asList(words).subList(3, Math.max(3, words.length - 1)));
      if (as.isEmpty()) {
        row += shown.containsKey(name) ? " is shown" : "";
      } else {
        row += " " + as + " " + shown.get(as);
      }
      found.add(row);
    }
    assertThat(found).hasSizeGreaterThan(3).isEqualTo(expected);
    assertThat(self(written)).isEqualTo(self(recorded));
  }

  private static Map<String, Long> calls(Profile profile) {
    MethodStats stats = MethodStats.of(profile);
    Map<String, Long> calls = new TreeMap<>();
    for (int m = 0; m < stats.methodCount(); m++) {
      Method method = profile.methods().get(m);
      if (stats.calls(m) > 0) {
        // Numbers that are others with each version of a compiler.
        String name = (method.className() + "." + method.name()).replaceAll("__\\d+", "__N");
        name = name.replaceAll("\\{(fn|helper|g) \\d+", "{$1 N");
        name = name.replaceAll("\\$[0-9a-f]{6,8}\\$", "\\$HASH\\$");
        calls.merge(name, stats.calls(m), Long::sum);
      }
    }
    return calls;
  }

  private static long self(Profile profile) {
    MethodStats stats = MethodStats.of(profile, Metric.TIME);
    long self = 0;
    for (int m = 0; m < stats.methodCount(); m++) {
      self += stats.self(m);
    }
    return self;
  }
}
