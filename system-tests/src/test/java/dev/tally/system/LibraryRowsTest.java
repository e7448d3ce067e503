// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.MethodStats;
import dev.tally.profile.Profile;
import dev.tally.query.AsWritten;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows of what recorded code calls and what is not recorded: libraries, and proxies of theirs. */
class LibraryRowsTest {
  private static Path classes = Path.of("");

  @BeforeAll
  static void compile() throws IOException {
    classes = Folders.empty("names/libraries");
    Path sources = Path.of("src/names/libraries").toAbsolutePath();
    Fork javac =
        Fork.run(
            classes,
            List.of(
                Installation.JAVA.resolveSibling("javac").toString(),
                "-d",
                ".",
                sources.resolve("lib/Repositories.java").toString(),
                sources.resolve("acme/Main.java").toString()));
    assertThat(javac.exit()).as(javac.story()).isZero();
  }

  /** A proxy is called what its interface is called, whoever declares the method. */
  @Test
  void aLibrarysMethodIsARowOfTheInterfaceThatIsNamed() throws IOException {
    Profile profile = recorded("include=acme.*");
    assertThat(rows(profile))
        .containsExactly(
            "METHOD acme.Main$Categories.both 1",
            "METHOD acme.Main.<init> 1",
            "METHOD acme.Main.main 1",
            "METHOD acme.Main.row 42",
            "{acme.Main$Categories.count} 1",
            "{acme.Main$Categories.findById} 11",
            "{acme.Main$Categories.findByName} 11",
            "{acme.Main$Hidden.get} 10",
            "{acme.Main$Orders.findById} 10",
            "{lib.Repositories$Service.<init>} 1",
            "{lib.Repositories$Service.twice} 1",
            "{lib.Repositories.of} 3");
    assertThat(callers(profile, "row"))
        .containsExactly(
            "acme.Main$Categories.findById",
            "acme.Main$Categories.findByName",
            "acme.Main$Hidden.get",
            "acme.Main$Orders.findById");
  }

  @Test
  void noRowsOfLibrariesIfNobodyWantsBuiltins() throws IOException {
    assertThat(rows(recorded("include=acme.*", "builtins=false")))
        .noneMatch(row -> row.startsWith("{"))
        .contains("METHOD acme.Main.row 42");
  }

  @Test
  void whatIsExcludedByNameIsLeftOutAltogether() throws IOException {
    assertThat(rows(recorded("include=acme.*", "exclude=lib.*")))
        .filteredOn(row -> row.startsWith("{"))
        .containsExactly("{acme.Main$Categories.findByName} 11", "{acme.Main$Hidden.get} 10");
  }

  /** Then the library's methods are there themselves, once. */
  @Test
  void whatIsRecordedHasNoSuchRow() throws IOException {
    Profile profile = recorded("include=acme.*;lib.*");
    assertThat(rows(profile))
        .contains("METHOD lib.Repositories.of 3", "METHOD lib.Repositories$Service.twice 1")
        .contains("{acme.Main$Categories.findById} 11")
        .doesNotContain("{lib.Repositories.of} 3");
    assertThat(callers(profile, "read")).containsExactly("lib.Repositories.of{lambda 0}");
  }

  private static Profile recorded(String... options) throws IOException {
    Path recording = classes.resolve("profile" + String.join("", options).hashCode());
    Fork program =
        Fork.run(
            classes,
            List.of(
                Installation.JAVA.toString(),
                Installation.agent(recording, options),
                "-cp",
                ".",
                "acme.Main"));
    assertThat(program.exit()).as(program.story()).isZero();
    assertThat(program.out()).isEqualTo("01201234%n".formatted());
    return AsWritten.of(Recordings.read(recording));
  }

  /** Methods of the program and of libraries with their calls, in the order of their names. */
  private static List<String> rows(Profile profile) {
    MethodStats stats = MethodStats.of(profile);
    TreeSet<String> rows = new TreeSet<>();
    for (int m = 0; m < stats.methodCount(); m++) {
      Method method = profile.methods().get(m);
      String name = method.className() + "." + method.name();
      if (stats.calls(m) > 0 && method.kind() == Kind.METHOD) {
        rows.add("METHOD " + name + " " + stats.calls(m));
      } else if (stats.calls(m) > 0 && method.kind() == Kind.LIBRARY) {
        rows.add("{" + name + "} " + stats.calls(m));
      }
    }
    return new ArrayList<>(rows);
  }

  private static List<String> callers(Profile profile, String callee) {
    MethodStats stats = MethodStats.of(profile);
    TreeSet<String> callers = new TreeSet<>();
    for (int e = 0; e < stats.edgeCount(); e++) {
      if (profile.methods().get(stats.callee(e)).name().equals(callee)) {
        Method caller = profile.methods().get(stats.caller(e));
        callers.add(caller.className() + "." + caller.name());
      }
    }
    return new ArrayList<>(callers);
  }
}
