// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.CallTree;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred requests for five things are five rows of forty, where they are sent and answered.
 */
class RequestRowsTest {
  private static final Map<String, Long> ANSWERED =
      Map.of(
          "request GET /", 40L,
          "request GET /orders/{id}", 40L,
          "request GET /orders/{id}/lines", 40L,
          "request GET /keys/{id}", 40L,
          "request PUT /old", 40L);

  private static final Map<String, Long> SENT =
      Map.of(
          "http GET 127.0.0.1/", 40L,
          "http GET 127.0.0.1/orders/{id}", 40L,
          "http GET 127.0.0.1/orders/{id}/lines", 40L,
          "http GET 127.0.0.1/keys/{id}", 40L,
          "http PUT 127.0.0.1/old", 40L);

  private final Path folder;

  RequestRowsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theServerOfTheJdk() throws IOException {
    check(record("jdk"));
  }

  @Test
  void jetty() throws IOException {
    check(record("jetty"));
  }

  /** Neither the JDK's clients nor Jetty are recorded then. */
  @Test
  void classesThatAreNotRecordedMakeThem() throws IOException {
    check(record("jetty", "include=Endpoints"));
  }

  private static void check(Profile profile) {
    assertThat(calls(profile, Kind.REQUEST)).isEqualTo(ANSWERED);
    assertThat(calls(profile, Kind.HTTP)).isEqualTo(SENT);
    assertThat(Recordings.calls(profile, "Endpoints", "work")).isEqualTo(200);
    assertThat(profile.methods().toString()).doesNotContain("secret-query");
    CallTree tree = profile.tree();
    for (int row = 0; row < tree.size(); row++) {
      Method method = profile.methods().get(tree.frame(row));
      if (method.kind() == Kind.REQUEST) {
        assertThat(tree.parent(row)).as("caller of %s", method.name()).isEqualTo(CallTree.ROOT);
      } else if (method.name().equals("work")) {
        int outermost = row;
        while (tree.parent(outermost) != CallTree.ROOT) {
          outermost = tree.parent(outermost);
        }
        assertThat(profile.methods().get(tree.frame(outermost)).kind()).isEqualTo(Kind.REQUEST);
      }
    }
  }

  @Test
  void springBoot() throws IOException, InterruptedException {
    Path shop = Installation.PROJECT.resolve("examples/shop");
    List<String> java = List.of(Installation.JAVA.toString());
    Path recording = folder.resolve("profile");
    List<String> server = new ArrayList<>(java);
    server.add(Installation.agent(recording));
    server.addAll(List.of("-jar", shop.resolve("target/shop.jar").toString(), "--server.port=0"));
    Process running =
        new ProcessBuilder(server)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      List<String> client = new ArrayList<>(java);
      client.add(shop.resolve("Requests.java").toString());
      Fork asked = Fork.run(folder, client);
      assertThat(asked.exit()).as(asked.story()).isZero();
    } finally {
      running.destroy();
      running.waitFor();
    }
    assertThat(calls(Recordings.read(recording), Kind.REQUEST))
        .as(Files.readString(folder.resolve("log")))
        .isEqualTo(
            Map.of(
                "request GET /categories", 40L,
                "request GET /categories/{id}", 40L,
                "request GET /products/{id}", 40L,
                "request GET /orders/{id}", 40L,
                "request GET /turnover", 40L));
    assertThat(
            Recordings.calls(
                Recordings.read(recording),
                "",
                "sql SELECT pieces, cents FROM line WHERE order_id = ?"))
        .isEqualTo(840);
  }

  private Profile record(String server, String... options) throws IOException {
    Path jars = Path.of("target/programs/jetty").toAbsolutePath();
    List<String> command = new ArrayList<>(List.of(Installation.JAVA.toString()));
    command.add(Installation.agent(folder.resolve("profile"), options));
    try (Stream<Path> files = Files.list(jars)) {
      command.addAll(List.of("-cp", String.join(":", files.map(Path::toString).toList())));
    }
    command.add(Path.of("src/programs/requests/Endpoints.java").toAbsolutePath().toString());
    command.add(server);
    Fork program = Fork.run(folder, command);
    assertThat(program.exit()).as(program.story()).isZero();
    return Recordings.read(folder.resolve("profile"));
  }

  private static Map<String, Long> calls(Profile profile, Kind kind) {
    Map<String, Long> calls = new TreeMap<>();
    CallTree tree = profile.tree();
    for (int row = 0; row < tree.size(); row++) {
      Method method = profile.methods().get(tree.frame(row));
      if (method.kind() == kind) {
        calls.merge(method.name(), tree.calls(row), Long::sum);
      }
    }
    return calls;
  }
}
