// SPDX-License-Identifier: Apache-2.0
package org.example.planet.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.example.planet.Config.Subscription;
import org.example.planet.Database;
import org.example.planet.TestPlanet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code planet collect}, from files and from a server on this machine. */
class CollectorTest {
  @TempDir Path folder = Path.of("");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server = start();

  private static HttpServer start() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void startServer() {
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void allFeedsThatComeWithIt() throws IOException, SQLException {
    TestPlanet planet = TestPlanet.bundled(folder);

    assertThat(planet.run("collect"))
        .isEqualTo(
            """
            Tides and Moorings: 26 entries, 26 new
            The Early Bakers: 28 entries, 28 new
            Gärten am Hafen: 26 entries, 26 new
            Friends of the Night Sky: 24 entries, 24 new
            Slow Wheels: 26 entries, 26 new
            Harbour Choir: 24 entries, 24 new
            Short Wave Society: 24 entries, 24 new
            Knights of the Quay: 24 entries, 24 new
            Lighthouse Keepers: 24 entries, 24 new
            Repair Café: 28 entries, 24 new
            Everything from the Harbour: 26 entries, 6 new
            Ferry Times: 26 entries, 26 new
            港の俳句: 12 entries, 12 new
            Weather Notebook: 24 entries, 24 new
            The Unfinished Blog: left out, not a feed that can be read: Invalid XML: Error on line 26: \
            XML document structures must start and end within the same entity.
            The Quiet Blog: 0 entries, 0 new
            """);
    assertThat(planet.run("collect")).doesNotContainPattern("[1-9][0-9]* new");
    assertThat(query(planet, "SELECT count(*) FROM entry")).isEqualTo("318");
    assertThat(query(planet, "SELECT count(*) FROM entry WHERE topics IS NULL")).isEqualTo("0");
  }

  @Test
  void aServerIsAskedForWhatIsNewer() throws IOException, SQLException {
    List<String> conditions = new ArrayList<>();
    serve(
        "/feed",
        exchange -> {
          String known = exchange.getRequestHeaders().getFirst("If-None-Match");
          conditions.add(known + ", " + exchange.getRequestHeaders().getFirst("If-Modified-Since"));
          exchange.getResponseHeaders().set("ETag", "\"v1\"");
          exchange.getResponseHeaders().set("Last-Modified", "Tue, 20 May 2025 10:00:00 GMT");
          answer(
              exchange, known == null ? 200 : 304, known == null ? rss(item("1", "A", "a")) : "");
        });
    TestPlanet planet = TestPlanet.of(folder, List.of(feed("Blog", "/feed")));

    assertThat(planet.run("collect")).isEqualTo("Blog: 1 entries, 1 new\n");
    assertThat(planet.run("collect")).isEqualTo("Blog: not modified\n");
    assertThat(conditions).containsExactly("null, null", "\"v1\", Tue, 20 May 2025 10:00:00 GMT");
  }

  @Test
  void oneBadFeedNeverStopsTheRest() throws IOException, SQLException {
    serve("/error", exchange -> answer(exchange, 500, "Sorry"));
    serve("/html", exchange -> answer(exchange, 200, "<html>Moved.</html>"));
    serve("/cut", HttpExchange::close);
    serve("/good", exchange -> answer(exchange, 200, rss(item("1", "A", "a"))));
    TestPlanet planet =
        TestPlanet.of(
            folder,
            List.of(
                feed("Error", "/error"),
                feed("Html", "/html"),
                feed("Cut", "/cut"),
                new Subscription("Gone", folder.resolve("gone.xml").toUri()),
                new Subscription("Odd", URI.create("gopher://example.org/")),
                feed("Good", "/good")));

    assertThat(planet.run("collect").lines())
        .hasSize(6)
        .contains("Error: left out, the server answered 500", "Good: 1 entries, 1 new")
        .filteredOn(line -> line.contains("left out, "))
        .hasSize(5);
  }

  /** Nobody gets an answer before all have asked. */
  @Test
  void allAreFetchedAtTheSameTime() throws IOException, SQLException {
    CountDownLatch asked = new CountDownLatch(5);
    serve(
        "/",
        exchange -> {
          asked.countDown();
          await(asked);
          answer(exchange, 200, rss(item(exchange.getRequestURI().getPath(), "A", "a")));
        });
    List<Subscription> feeds = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      feeds.add(feed("Blog " + i, "/" + i));
    }

    assertThat(TestPlanet.of(folder, feeds).run("collect"))
        .startsWith("Blog 0: 1 entries, 1 new\nBlog 1: ")
        .hasLineCount(5)
        .doesNotContain("left out");
  }

  @Test
  void whatWasChangedIsChangedAndNotNew() throws IOException, SQLException {
    List<String> bodies = new ArrayList<>(List.of("breakfast", "dinner dinner"));
    serve("/feed", exchange -> answer(exchange, 200, rss(item("1", "Meals", bodies.remove(0)))));
    TestPlanet planet = TestPlanet.of(folder, List.of(feed("Blog", "/feed")));

    assertThat(planet.run("collect")).isEqualTo("Blog: 1 entries, 1 new\n");
    assertThat(query(planet, "SELECT topics FROM entry")).isEqualTo("breakfast");
    assertThat(planet.run("collect")).isEqualTo("Blog: 1 entries, 0 new\n");
    assertThat(query(planet, "SELECT topics FROM entry")).isEqualTo("dinner");
    assertThat(query(planet, "SELECT count(*) FROM word")).isEqualTo("1");
  }

  @Test
  void withoutATimeOfItsOwnAnEntryIsOfTheTimeWhenItWasFirstSeen() throws IOException, SQLException {
    serve(
        "/feed",
        exchange -> {
          String future = "<pubDate>Tue, 01 Jan 2199 00:00:00 GMT</pubDate>";
          answer(
              exchange,
              200,
              rss(item("1", "A", "a"), item("2", "B", "b").replace("</item>", future + "</item>")));
        });
    TestPlanet planet = TestPlanet.of(folder, List.of(feed("Blog", "/feed")));

    long before = Instant.now().getEpochSecond();
    planet.run("collect");
    long after = Instant.now().getEpochSecond();

    assertThat(Long.parseLong(query(planet, "SELECT min(published) FROM entry")))
        .isBetween(before, after);
    assertThat(Long.parseLong(query(planet, "SELECT max(published) FROM entry")))
        .isBetween(before, after);
  }

  private Subscription feed(String name, String path) {
    return new Subscription(
        name, URI.create("http://localhost:" + server.getAddress().getPort() + path));
  }

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private void serve(String path, Answer answer) {
    server.createContext(path, answer::to);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, status == 304 ? -1 : bytes.length);
    if (status != 304) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String rss(String... items) {
    return "<rss version='2.0'><channel><title>A</title><link>https://a.example.org</link>"
        + "<description/>"
        + String.join("", items)
        + "</channel></rss>";
  }

  private static String item(String guid, String title, String body) {
    return "<item><guid>%s</guid><title>%s</title><description>%s</description></item>"
        .formatted(guid, title, body);
  }

  private static String query(TestPlanet planet, String sql) throws SQLException {
    try (Connection connection = Database.open(planet.config().database());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.getString(1);
    }
  }
}
