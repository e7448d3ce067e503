// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.cli.launch.Environment;
import dev.tally.cli.launch.Plan;
import dev.tally.cli.launch.RunArguments;
import dev.tally.cli.launch.Word;
import dev.tally.cli.shell.Misuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code tally run} makes of a command line. {@code ~} stands for a folder that has App.java,
 * app.jar and a JDK in it, and {@code AGENT} for our agent's option.
 */
class RunCommandTest {
  private final Path folder;
  private final Path jdk;

  RunCommandTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    for (String file : List.of("App.java", "app.jar", "tally-agent.jar", "old")) {
      Files.writeString(folder.resolve(file), "");
    }
    Files.writeString(folder.resolve("App.class"), "its code");
    jdk = jdk(folder, "jdk", "21.0.2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the four forms
          ~/App.java one two                     | AGENT ~/App.java one two
          -jar ~/app.jar one two                 | AGENT -jar ~/app.jar one two
          -cp lib Main one two                   | -cp lib AGENT Main one two
          -p mods -m app/main.Main one           | -p mods AGENT -m app/main.Main one
          --module-path mods --module app one    | --module-path mods AGENT --module app one
          --module=app one                       | AGENT --module=app one
          # what follows the program is the program's
          Main -o x -s y --every 3 -Xmx2g @a     | AGENT Main -o x -s y --every 3 -Xmx2g @a
          -jar ~/app.jar -cp lib --unknown       | AGENT -jar ~/app.jar -cp lib --unknown
          -m app --unknown                       | AGENT -m app --unknown
          # options for the JVM keep their order; those with values are not mistaken for the program
          -Xmx2g -Da=b -ea Main                  | -Xmx2g -Da=b -ea AGENT Main
          -ea:com.acme... -XX:+UseZGC Main       | -ea:com.acme... -XX:+UseZGC AGENT Main
          --add-opens a/b=c --add-opens=d/e=f M  | --add-opens a/b=c --add-opens=d/e=f AGENT M
          --add-modules x --add-reads y=z Main   | --add-modules x --add-reads y=z AGENT Main
          --enable-native-access ALL-UNNAMED M   | --enable-native-access ALL-UNNAMED AGENT M
          --enable-preview --source 21 ~/old     | --enable-preview --source 21 AGENT ~/old
          --class-path=lib --patch-module m=p M  | --class-path=lib --patch-module m=p AGENT M
          --sun-misc-unsafe-memory-access=warn M | --sun-misc-unsafe-memory-access=warn AGENT M
          # an agent of the program's own comes first: it sees classes as they were compiled
          -javaagent:a.jar=x -agentlib:jdwp=y M  | -javaagent:a.jar=x -agentlib:jdwp=y AGENT M
          # java lets options stand between -jar and the jar
          -jar -Xmx2g ~/app.jar one              | -Xmx2g AGENT -jar ~/app.jar one
          # ours may be mixed in
          -Xmx1g -s calls -cp lib --every 9 Main | -Xmx1g -cp lib AGENT Main
          -cp -o Main                            | -cp -o AGENT Main
          """)
  void finds_the_program(String arguments, String command) throws IOException {
    assertThat(String.join(" ", command(plan(arguments.trim())))).isEqualTo(command);
  }

  @Test
  void tells_the_script_what_to_report() throws IOException {
    Plan plan = plan("-s tottime Main");

    assertThat(Path.of(String.valueOf(plan.folder()))).isEmptyDirectory();
    assertThat(agentOption(plan).replace("~", folder.toString()))
        .contains("output=" + plan.folder() + "/profile");
    assertThat(plan.sort()).isEqualTo("tottime");
  }

  @Test
  void reports_by_cumulative_time_unless_told_otherwise_and_not_at_all_with_an_output()
      throws IOException {
    assertThat(plan("Main").sort()).isEqualTo("cumulative");
    assertThat(plan("-o ~/out Main").folder()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          ~/App.java -o out          | -o out
          -jar ~/app.jar 1 -s time   | -s time
          -m app -o out              | -o out
          @~/args -o out             | -o out
          # to the program it may mean something else
          Main -s small              | -
          Main -o                    | -
          # whoever has said it in its place knows it
          -o ~/out Main -o out       | -
          """)
  void remembersAnOptionThatStandsBehindTheProgram(String arguments, String misplaced)
      throws IOException {
    Files.writeString(folder.resolve("args"), "-cp lib Main");

    assertThat(plan(arguments).misplaced()).isEqualTo(misplaced);
  }

  /** So the script need not be told them, and they reach the program as the bytes that they are. */
  @Test
  void namesArgumentsByTheirPlaces() throws IOException {
    String script = plan("-o ~/out -cp lib Main x").script();
    assertThat(script.replace(folder.toString(), "~").replaceFirst(",launched=[0-9]{13}", ""))
        .isEqualTo(
            """
            shift $(($# - 6))
            local tally_3=${3}
            local tally_4=${4}
            shift 4
            set -- '~/jdk/bin/java' "$tally_3" "$tally_4" '-agentlib:instrument=~/tally-agent.jar=output=~/out' "$@"
            """);
    assertThat(plan("Main").script()).contains("shift 0\nset -- ").doesNotContain("local");
    assertThat(plan("-s calls -jar -ea ~/app.jar -o 'x").script().replace(folder.toString(), "~"))
        .contains(
            """
            sort='calls'
            misplaced='-o '\\''x'
            local tally_4=${4}
            shift 4
            set -- '~/jdk/bin/java' "$tally_4" '-agentlib""")
        .endsWith("' '-jar' \"$@\"\n");
  }

  /** To -javaagent the JVM adds a module, without which a program in modules may be. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Main                               | -agentlib:instrument=
          -p mods --add-modules ALL-SYSTEM M | -agentlib:instrument=
          -p mods -m app                     | -javaagent:
          --module=app                       | -javaagent:
          --limit-modules java.base Main     | -javaagent:
          --limit-modules=java.base Main     | -javaagent:
          @~/limited Main                    | -javaagent:
          @~/module                          | -javaagent:
          """)
  void namesTheAgentSoThatTheJvmStartsFromItsArchives(String arguments, String form)
      throws IOException {
    Files.writeString(folder.resolve("limited"), "--limit-modules java.base");
    Files.writeString(folder.resolve("module"), "-p mods -m app");

    assertThat(agentOption(plan(arguments))).startsWith(form + "~/tally-agent.jar=");
  }

  @Test
  void looksForOptionsInTheVariablesOfTheJvm() throws IOException {
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME", jdk.toString(),
            "JDK_JAVA_OPTIONS", "-Da=b --limit-modules java.base",
            "JAVA_TOOL_OPTIONS", "-XX:AOTCacheOutput=x");
    Plan plan = plan("-o ~/out Main", environment);

    assertThat(agentOption(plan)).startsWith("-javaagent:");
    assertThat(command(plan)).containsExactly("-XX:AOTMode=off", "AGENT", "Main");
    assertThat(plan.note()).startsWith("-XX:AOTCacheOutput=x is left out");
  }

  /** The JVM reads this one behind the command's options. */
  @Test
  void takesBackWhatTheLastVariableAsksFor() throws IOException {
    Map<String, String> environment =
        Map.of("JAVA_HOME", jdk.toString(), "_JAVA_OPTIONS", "-Xint -XX:AOTCacheOutput=x");
    Plan plan = plan("-o ~/out Main", environment);

    assertThat(texts(plan).subList(0, 3))
        .containsExactly(
            "/usr/bin/env",
            "_JAVA_OPTIONS=-Xint -XX:AOTCacheOutput=x -XX:AOTMode=off",
            jdk + "/bin/java");
    assertThat(plan.note()).startsWith("-XX:AOTCacheOutput=x is left out");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # none is made
          -XX:ArchiveClassesAtExit=a Main  | -XX:ArchiveClassesAtExit=a -XX:ArchiveClassesAtExit= AGENT Main
          -XX:+RecordDynamicDumpInfo Main  | -XX:+RecordDynamicDumpInfo -XX:-RecordDynamicDumpInfo AGENT Main
          -XX:DumpLoadedClassList=a Main   | -XX:DumpLoadedClassList=a -XX:DumpLoadedClassList= AGENT Main
          -XX:AOTCacheOutput=a Main        | -XX:AOTCacheOutput=a -XX:AOTMode=off AGENT Main
          -XX:AOTMode=record Main          | -XX:AOTMode=record -XX:AOTMode=off AGENT Main
          # in a file too, also one that names the program
          @~/training Main                 | @~/training -XX:AOTMode=off AGENT Main
          @~/app 1                         | -XX:AOTMode=record -jar -XX:AOTMode=off AGENT app.jar 0 1
          -XX:VMOptionsFile=~/training Main | -XX:VMOptionsFile=~/training -XX:AOTMode=off AGENT Main
          -XX:Flags=~/flags Main           | -XX:Flags=~/flags -XX:ArchiveClassesAtExit= AGENT Main
          -XX:VMOptionsFile=~/none Main    | -XX:VMOptionsFile=~/none AGENT Main
          # the JVM makes it if there is none, and would else complain that there is none
          -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=~/no Main    | -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=~/no -XX:-AutoCreateSharedArchive -XX:SharedArchiveFile= AGENT Main
          -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=~/old Main   | -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=~/old -XX:-AutoCreateSharedArchive AGENT Main
          # one is used, unless the agent adds a module
          -XX:AOTCache=a Main              | -XX:AOTCache=a AGENT Main
          -XX:SharedArchiveFile=a -m app   | -XX:SharedArchiveFile=a AGENT -m app
          -XX:AOTCache=a -m app            | -XX:AOTCache=a -XX:AOTMode=off AGENT -m app
          """)
  void makesNoArchiveOfARecordedProgram(String arguments, String command) throws IOException {
    Files.writeString(folder.resolve("training"), "-XX:AOTMode=record");
    Files.writeString(folder.resolve("flags"), "ArchiveClassesAtExit=a");
    Files.writeString(folder.resolve("app"), "-XX:AOTMode=record -jar app.jar 0");
    Plan plan = plan("-o ~/out " + arguments.trim());

    assertThat(String.join(" ", command(plan))).isEqualTo(command);
    boolean undone = command.matches(".*(AOTMode=off|:-\\w+|=) .*AGENT.*");
    assertThat(plan.note() != null).as(plan.note()).isEqualTo(undone);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -XX:AOTCache=a Main                     | true
          -XX:SharedArchiveFile=a Main            | true
          Main                                    | false
          -XX:AOTCache=a -javaagent:other.jar M   | false
          -XX:AOTCache=a -m app                   | false
          """)
  void tellsTheAgentThatClassesAreThereBeforeIt(String arguments, boolean loaded)
      throws IOException {
    assertThat(agentOption(plan(arguments)).endsWith(",loaded=true")).isEqualTo(loaded);
  }

  @Test
  void givesTheProgramTheEnvironmentThatItWasGiven() throws IOException {
    Environment environment =
        new Environment(
            Map.of("JAVA_HOME", jdk.toString(), "version", "1.2", "SHLVL", "3"),
            Map.of("JAVA_HOME", jdk.toString(), "SHLVL", "4", "OLDPWD", "/"));
    RunArguments arguments = RunArguments.parse(words("-o ~/out Main"));
    Plan plan = new RunCommand(null, environment, folder).plan(arguments, 3);

    assertThat(texts(plan).subList(0, 5))
        .containsExactly("/usr/bin/env", "-u", "OLDPWD", "version=1.2", jdk + "/bin/java");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -o ~/out Main                                         | output=~/out
          --timing exact --leaves=timed -o ~/out Main           | output=~/out,timing=exact,leaves=timed
          --every .5 --max-contexts 1000 -o ~/out Main          | output=~/out,every=.5,max-contexts=1000
          --no-builtins -o ~/out Main                           | output=~/out,builtins=false
          --no-sql -o ~/out Main                                | output=~/out,sql=false
          --sql-literals -o ~/out Main                          | output=~/out,sql=literals
          --include a.* --include b.C --exclude *D -o ~/o Main  | output=~/o,include=a.*;b.C,exclude=*D
          --include a;b -o ~/out Main                           | output=~/out,include=a;b
          -o ~/a,b\\c Main                                      | output=~/a\\,b\\\\c
          -o ~/one -o ~/two Main                                | output=~/two
          # in ASCII, for the JVM and the agent may take other letters for others
          -o ~/größe😀 --include é.* Main                         | output=~/gr\\u00f6\\u00dfe\\ud83d\\ude00,include=\\u00e9.*
          """)
  void tells_the_agent_what_to_do(String arguments, String options) throws IOException {
    assertThat(agentOption(plan(arguments.trim())))
        .isEqualTo("-agentlib:instrument=~/tally-agent.jar=" + options);
  }

  @Test
  void makes_the_output_absolute_for_the_program_may_think_otherwise_of_where_it_is()
      throws IOException {
    String here = Path.of("").toAbsolutePath().toString();

    assertThat(agentOption(plan("-o out Main"))).endsWith("=output=" + here + "/out");
  }

  /** The agent resolves it each time it writes, and knows what {@code %} stands for. */
  @Test
  void leavesLinksAndPlaceholdersToTheAgent() throws IOException {
    Files.writeString(folder.resolve("real"), "");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));

    assertThat(agentOption(plan("-o ~/link Main"))).endsWith("=output=~/link");
    assertThat(agentOption(plan("-o ~/%p-%n Main"))).endsWith("=output=~/%p-%n");
    assertThat(agentOption(plan("-o ~/100%.x Main"))).endsWith("=output=~/100%.x");
  }

  @Test
  void tellsTheAgentWhenTheRunBeganAndThatItsReportFollows() throws IOException {
    assertThat(agentWord(plan("-o ~/out Main"))).matches(".*=output=.*/out,launched=[0-9]{13}");
    assertThat(agentWord(plan("Main"))).matches(".*/profile,launched=[0-9]{13},report=one");
    assertThat(agentWord(plan("--children Main")))
        .matches(".*/profile,launched=[0-9]{13},report=all");
  }

  /** Then the program has it from there, too, and not twice. */
  @Test
  void givesTheAgentToChildrenByTheEnvironment() throws IOException {
    Map<String, String> environment =
        Map.of("JAVA_HOME", jdk.toString(), "JAVA_TOOL_OPTIONS", "-Xint -Da='b c'");

    Plan plan = plan("--children -o ~/a Main x", environment);

    assertThat(agentOption(plan))
        .isEqualTo("JAVA_TOOL_OPTIONS=-Xint -Da='b c' -javaagent:~/tally-agent.jar=output=~/a");
    assertThat(plan.command().stream().map(Word::text))
        .containsExactly(
            "/usr/bin/env", agentWord(plan), jdk.resolve("bin/java").toString(), "Main", "x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          -Xmx1g                     | Main one | @~/args AGENT Main one
          # the file names the program: what follows is the program's, and our agent stands before it
          -cp lib Main               | -o x     | AGENT @~/args -o x
          -m app                     | one      | AGENT @~/args one
          # the file ends with an option: its value follows
          -Xmx1g -cp                 | lib Main | @~/args lib AGENT Main
          # the file says -jar: the jar follows
          -Xmx1g -jar                | ~/app.jar | @~/args AGENT ~/app.jar
          # a class path with blanks
          "-cp 'a b' # comment"      | Main     | @~/args AGENT Main
          """)
  void looks_into_argument_files(String text, String arguments, String command) throws IOException {
    Files.writeString(folder.resolve("args"), text);

    assertThat(String.join(" ", command(plan("@~/args " + arguments)))).isEqualTo(command);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                         | there is no program to run: name a source file, a main class, -jar app.jar or -m module
          -Xmx2g -o ~/out            | there is no program to run: name a source file, a main class, -jar app.jar or -m module
          -jar                       | -jar needs a jar: tally run -jar app.jar
          -jar ~/none.jar            | no such jar: ~/none.jar
          -jar ~                     | ~ is a folder; expected a jar
          ~/None.java                | no such source file: ~/None.java
          --source 21 ~/none         | no such source file: ~/none
          @~/none Main               | no such argument file: ~/none
          -cp                        | -cp needs a value
          -m                         | -m needs a value
          -o                         | -o needs a value: -o FILE
          --timng exact Main         | unknown option --timng; did you mean --timing?
          --add-open a/b=c Main      | unknown option --add-open; did you mean --add-opens?
          --clas-path=x Main         | unknown option --clas-path=x; did you mean --class-path?
          --frobnicate Main          | unknown option --frobnicate; --help lists the known ones
          --no-builtins=yes Main     | --no-builtins takes no value, found --no-builtins=yes
          --timing fast Main         | --timing takes one of auto, exact, none; found fast
          --leaves no Main           | --leaves takes one of counted, timed; found no
          --every soon Main          | --every takes a number of seconds from 0.1 to 86400; found soon
          --every -1 Main            | --every takes a number of seconds from 0.1 to 86400; found -1
          --max-contexts 1e6 Main    | --max-contexts takes a whole number from 0 to 2147483647; found 1e6
          --max-contexts -1 Main     | --max-contexts takes a whole number from 0 to 2147483647; found -1
          -s cum Main                | -s takes one of calls, ncalls, cumtime, cumulative, filename, line, module, name, nfl, pcalls, stdname, time, tottime, waiting; found cum
          -o ~ Main                  | ~ is a folder; -o needs the name of a file
          -o ~/new/ Main             | ~/new/ is a folder; -o needs the name of a file
          -o ~/no/out Main           | no such folder: ~/no, wanted for -o ~/no/out
          -o ~/App.java/out Main     | no such folder: ~/App.java, wanted for -o ~/App.java/out
          -o ~/App.class Main        | ~/App.class is no recording of Tally's, and is not replaced; name another file, or delete it first
          -o - Main                  | standard output is the program's; -o needs the name of a file
          -o ~/no/%p Main            | no such folder: ~/no, wanted for -o ~/no/%p
          -o /proc/profile Main      | cannot write /proc/profile: its folder takes no files
          --java ~ Main              | --java is ~, which has no bin/java; expected a JDK's folder
          -Xshare:dump Main          | -Xshare:dump makes an archive and runs no program; leave it to java
          -XX:AOTMode=create Main    | -XX:AOTMode=create makes an archive and runs no program; leave it to java
          """)
  void refuses_with_one_sentence(String arguments, String sentence) {
    assertThatThrownBy(() -> plan(arguments))
        .isInstanceOf(Misuse.class)
        .hasMessage(sentence.replace("~", folder.toString()));
  }

  /** With some letters more it must be a name, too: the agent writes beside the file. */
  @Test
  void aNameThatIsTooLongIsRefusedBeforeTheProgramRuns() throws IOException {
    String name = folder.resolve("n".repeat(250)).toString();
    assertThatThrownBy(() -> plan("-o " + name + " Main"))
        .isInstanceOf(Misuse.class)
        .hasMessage("cannot write " + name + ": File name too long");
    assertThat(plan("-o " + name.substring(0, name.length() - 30) + " Main")).isNotNull();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(Path::toString)).noneMatch(file -> file.contains("nnn"));
    }
  }

  /** Whose class path is told, or who has such a class here, knows what is meant. */
  @Test
  void aCommandThatIsNoJavaProgramIsForExec() throws IOException {
    Path tool = jdk(folder, "tool", "17").resolve("bin/java");
    String name = tool.toString();
    Environment environment =
        new Environment(Map.of("PATH", "/nowhere:" + tool.getParent()), Map.of());
    RunCommand command = new RunCommand(null, environment, folder);

    for (String each : List.of("java", name)) {
      assertThatThrownBy(() -> command.checkIsNoCommand(RunArguments.parse(List.of(each, "test"))))
          .isInstanceOf(Misuse.class)
          .hasMessage(
              each
                  + " is a command and no Java program; tally exec "
                  + each
                  + " … records the JVMs that a command starts");
    }
    for (String others : List.of("-cp lib java", "-m java", "Main", "--class-path=x java")) {
      command.checkIsNoCommand(RunArguments.parse(words(others)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-o", "--output", "-s"})
  void refuses_nothing_that_stands_behind_the_program(String option) throws IOException {
    assertThat(command(plan("Main " + option))).endsWith("Main", option);
  }

  @Test
  void prefers_the_jdk_it_was_told_then_java_home_then_the_path() throws IOException {
    Path other = jdk(folder, "other", "25");

    assertThat(java(plan("--java ~/other Main"))).isEqualTo("~/other/bin/java");
    assertThat(java(plan("Main"))).isEqualTo("~/jdk/bin/java");
    assertThat(java(plan("-o ~/out Main", Map.of("PATH", "/nowhere:" + other.resolve("bin")))))
        .isEqualTo("~/other/bin/java");
  }

  @Test
  void says_where_it_looked_for_a_jdk() throws IOException {
    jdk(folder, "eight", "1.8.0_392");

    assertThatThrownBy(() -> plan("--java ~/eight Main"))
        .hasMessageContaining("is Java 1.8.0_392; Tally records on Java 17 and later");
    assertThatThrownBy(() -> plan("Main", Map.of("PATH", "/nowhere")))
        .hasMessage("there is no java on the PATH; set JAVA_HOME or give --java HOME");
    assertThatThrownBy(() -> plan("Main", Map.of("JAVA_HOME", "/nowhere")))
        .hasMessage("JAVA_HOME is /nowhere, which has no bin/java; expected a JDK's folder");
  }

  @Test
  void saysThatARuntimeHasNoAgents() throws IOException {
    Path image = jdk(folder, "image", "21.0.2");
    Files.writeString(
        image.resolve("release"), "JAVA_VERSION=\"21.0.2\"\nMODULES=\"java.base java.logging\"\n");

    assertThatThrownBy(() -> plan("--java ~/image Main"))
        .isInstanceOf(Misuse.class)
        .hasMessage(
            image
                + "/bin/java is of a runtime without the module java.instrument, which"
                + " recording needs; make it with jlink --add-modules java.instrument too, or run the program"
                + " by a JDK: --java HOME");
    Files.writeString(image.resolve("release"), "MODULES=\"java.base java.instrument\"\n");
    assertThat(java(plan("--java ~/image Main"))).isEqualTo("~/image/bin/java");
  }

  /** To root the second one looks as if it could be written. */
  @ParameterizedTest
  @ValueSource(strings = {"/nowhere", "/proc"})
  void saysThatThereIsNoPlaceForTheRecording(String parent) {
    Map<String, String> environment = Map.of("JAVA_HOME", jdk.toString(), "TMPDIR", parent);

    assertThatThrownBy(() -> plan("Main", environment))
        .isInstanceOf(Misuse.class)
        .hasMessage(
            "cannot put the recording below "
                + parent
                + "; set TMPDIR to a folder that can be written, or use -o FILE");
  }

  private Plan plan(String arguments) throws IOException {
    return plan(arguments, Map.of("JAVA_HOME", jdk.toString(), "TMPDIR", folder.toString()));
  }

  private Plan plan(String arguments, Map<String, String> environment) throws IOException {
    List<String> words = words(arguments);
    return new RunCommand(null, new Environment(environment, environment), folder)
        .plan(RunArguments.parse(words), words.size());
  }

  private List<String> words(String arguments) {
    return arguments.isEmpty()
        ? List.of()
        : Arrays.asList(arguments.replace("~", folder.toString()).split(" +", -1));
  }

  /** The words after {@code java}, our agent's option shortened. */
  private List<String> command(Plan plan) {
    List<String> words = new ArrayList<>();
    for (String word : texts(plan).subList(1, plan.command().size())) {
      boolean ours = word.contains(folder.resolve("tally-agent.jar=").toString());
      words.add(ours ? "AGENT" : word.replace(folder.toString(), "~"));
    }
    return words;
  }

  private static List<String> texts(Plan plan) {
    return plan.command().stream().map(Word::text).toList();
  }

  private String java(Plan plan) {
    return texts(plan).get(0).replace(folder.toString(), "~");
  }

  private String agentOption(Plan plan) {
    return agentWord(plan).replace(folder.toString(), "~").replaceFirst(",launched=[0-9]{13}", "");
  }

  private static String agentWord(Plan plan) {
    return texts(plan).stream()
        .filter(word -> word.contains("tally-agent.jar"))
        .findFirst()
        .orElseThrow();
  }

  private static Path jdk(Path folder, String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  @Test
  void anExtensionThatMakesOneThinkOfAnotherFormatIsAnsweredWithASentence() {
    assertThat(RunCommand.extensionNote("out/profile.svg"))
        .isEqualTo(
            "profile.svg will hold a Tally recording; for another format:"
                + " tally convert profile.svg -o OUT");
    assertThat(RunCommand.extensionNote("x.prof")).startsWith("x.prof will hold a Tally recording");
    for (String name :
        new String[] {
          "profile", "a.b/profile", "before.profile", "x.tally", "x.2026-11-30", ".x"
        }) {
      assertThat(RunCommand.extensionNote(name)).as(name).isNull();
    }
    assertThat(RunCommand.extensionNote(null)).isNull();
  }
}
