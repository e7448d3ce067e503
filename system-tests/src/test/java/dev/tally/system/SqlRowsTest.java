// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tally.profile.CallTree;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each statement is a row with its exact number of executions, whatever the driver. */
class SqlRowsTest {
  private static final Path JARS = Path.of("target/programs/sql").toAbsolutePath();
  private static final Path SOURCE = Path.of("src/programs/sql/Statements.java").toAbsolutePath();

  private static final String LINES = "SELECT name FROM item WHERE id = ?";

  /** What every database is asked. */
  private static final Map<String, Long> CALLS =
      Map.ofEntries(
          entry("CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(?))", 1L),
          entry("INSERT INTO item VALUES (?, ?)", 20L),
          entry("INSERT INTO item (id, name) VALUES (?, ?)", 1L),
          entry("DELETE FROM item WHERE id = ?", 1L),
          entry("(several statements)", 1L),
          entry("SELECT id FROM item WHERE id < ?", 1L),
          entry(LINES, 20L),
          entry("SELECT count(*) FROM item WHERE id IN (?)", 2L),
          entry("SELECT count(*) FROM item WHERE name = ?", 1L),
          entry("SELECT secret FROM nowhere", 1L),
          entry("SELECT a.id FROM item a, item b", 1L));

  private static final Map<String, Long> POOLED =
      Map.of(
          "UPDATE item SET name = ? WHERE id = ?", 30L,
          "SELECT id, name FROM item WHERE id = ?", 10L);

  private static final Map<String, Long> ENTRIES =
      Map.of(
          "INSERT INTO item (id, name) VALUES (?, ?)", 100L,
          "DELETE FROM item WHERE id = ?", 2L,
          "(several statements)", 2L);

  private static final Map<String, Long> ROWS =
      Map.of(
          "fetch SELECT id FROM item WHERE id < ?",
          20L,
          "fetch " + LINES,
          20L,
          "fetch SELECT a.id FROM item a, item b",
          120L * 120L);

  private static final Path CLASSES = Path.of("target/sql/classes").toAbsolutePath();

  private final Path folder;

  SqlRowsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void compile() {
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", classPath(), "-d", CLASSES.toString(), SOURCE.toString());
    assertThat(exit).isZero();
  }

  @Test
  void sqlite() throws IOException {
    record("jdbc:sqlite:" + folder.resolve("items.db"));
    Profile profile = Recordings.read(folder.resolve("profile"));

    Map<String, Long> expected = new HashMap<>(CALLS);
    assertThat(numbers(profile, Metric.CALLS)).containsAllEntriesOf(expected);
    assertThat(numbers(profile, Metric.ENTRIES)).isEqualTo(ENTRIES);
    assertThat(numbers(profile, Metric.ROWS)).isEqualTo(ROWS);
    assertThat(callers(profile, LINES)).isEqualTo(Map.of("lines", 20L));
    assertNothingIsBetrayed(profile);
  }

  /** The driver's classes are not recorded: statements are rows all the same. */
  @Test
  void h2AsItsOwnStatisticsSay() throws IOException {
    Fork program =
        record(
            "jdbc:h2:mem:items;DB_CLOSE_DELAY=-1;USER=sa;PASSWORD=secret-password",
            "include=Statements");
    assertAsTheProgramAndItsDatabaseSay(program);
  }

  @Test
  void postgresAsItsOwnStatisticsSay() throws IOException {
    Optional<Path> programs = PostgresServer.programs();
    assumeTrue(programs.isPresent(), "there is no server below /usr/lib/postgresql");
    try (PostgresServer server = PostgresServer.start(programs.get())) {
      Fork program = record(server.url());
      assertAsTheProgramAndItsDatabaseSay(program);
    }
  }

  @Test
  void noneIfNoneAreWanted() throws IOException {
    record("jdbc:h2:mem:items;DB_CLOSE_DELAY=-1", "sql=false");
    assertThat(numbers(Recordings.read(folder.resolve("profile")), Metric.CALLS)).isEmpty();
  }

  @Test
  void pastTheBudgetTheyAreCountedByCallerAndCallee() throws IOException {
    record("jdbc:h2:mem:items;DB_CLOSE_DELAY=-1", "max-contexts=0");
    Profile profile = Recordings.read(folder.resolve("profile"));
    assertThat(Recordings.calls(profile, "", "sql " + LINES)).isEqualTo(20);
  }

  private Fork record(String url, String... options) throws IOException {
    Files.writeString(folder.resolve("url.txt"), url);
    List<String> command = new ArrayList<>(List.of(Installation.JAVA.toString()));
    command.add(Installation.agent(folder.resolve("profile"), options));
    if (Installation.FEATURE >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", CLASSES + ":" + classPath(), "Statements"));
    Fork program = Fork.run(folder, command);
    assertThat(program.exit()).as(program.story()).isZero();
    return program;
  }

  private static String classPath() {
    try (Stream<Path> jars = Files.list(JARS)) {
      return String.join(":", jars.map(Path::toString).toList());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Of each statement, all that a metric says. */
  private static Map<String, Long> numbers(Profile profile, Metric metric) {
    Map<String, Long> numbers = new TreeMap<>();
    CallTree tree = profile.tree();
    int column = tree.metrics().indexOf(metric);
    for (int row = 0; column >= 0 && row < tree.size(); row++) {
      Method method = profile.methods().get(tree.frame(row));
      if (method.kind() == Kind.SQL && tree.value(column, row) > 0) {
        numbers.merge(method.name().substring("sql ".length()), tree.value(column, row), Long::sum);
      }
    }
    return numbers;
  }

  /** Which of the program's own methods ran a statement, and how often. */
  private static Map<String, Long> callers(Profile profile, String statement) {
    Map<String, Long> callers = new TreeMap<>();
    CallTree tree = profile.tree();
    for (int row = 0; row < tree.size(); row++) {
      if (profile.methods().get(tree.frame(row)).name().equals("sql " + statement)) {
        int caller = tree.parent(row);
        while (!profile.methods().get(tree.frame(caller)).className().equals("Statements")) {
          caller = tree.parent(caller);
        }
        String name = profile.methods().get(tree.frame(caller)).name();
        callers.merge(name, tree.calls(row), Long::sum);
      }
    }
    return callers;
  }

  private void assertAsTheProgramAndItsDatabaseSay(Fork program) throws IOException {
    Profile profile = Recordings.read(folder.resolve("profile"));

    Map<String, Long> calls = numbers(profile, Metric.CALLS);
    assertThat(calls).containsAllEntriesOf(CALLS).containsAllEntriesOf(POOLED);
    assertThat(numbers(profile, Metric.ENTRIES)).isEqualTo(ENTRIES);
    assertThat(numbers(profile, Metric.ROWS)).containsAllEntriesOf(ROWS);
    assertThat(callers(profile, LINES)).isEqualTo(Map.of("lines", 20L));
    assertDatabaseAgrees(program, calls);
    assertNothingIsBetrayed(profile);
  }

  /** A batch is one of our calls and as many of the database's as it has entries. */
  private static void assertDatabaseAgrees(Fork program, Map<String, Long> calls) {
    Map<String, Long> expected = new TreeMap<>(calls);
    expected.keySet().removeIf(name -> name.startsWith("fetch "));
    expected.putAll(ENTRIES);
    Map<String, Long> counted = new TreeMap<>();
    for (String line : program.out().lines().toList()) {
      int tab = line.indexOf('\t');
      String statement =
          line.substring(tab + 1)
              .replaceAll("/\\*.*?\\*/ ", "")
              .replaceAll("'[^']*'|\\$\\d+|\\b\\d+\\b", "?")
              .replaceAll("IN \\(\\?(, *\\?)*\\)", "IN (?)");
      counted.merge(statement, Long.valueOf(line.substring(0, tab)), Long::sum);
    }
    assertThat(counted).isNotEmpty();
    counted.keySet().retainAll(expected.keySet());
    expected.keySet().retainAll(counted.keySet());
    assertThat(counted.keySet())
        .contains(LINES, "INSERT INTO item VALUES (?, ?)", "UPDATE item SET name = ? WHERE id = ?");
    assertThat(expected).isEqualTo(counted);
  }

  /** Neither a value nor a comment nor the password of the URL. */
  private static void assertNothingIsBetrayed(Profile profile) {
    assertThat(profile.origin() + " " + profile.methods())
        .contains("SELECT secret FROM nowhere")
        .doesNotContain("secret-");
  }
}
