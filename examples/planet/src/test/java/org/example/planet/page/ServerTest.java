// SPDX-License-Identifier: Apache-2.0
package org.example.planet.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.example.planet.TestPlanet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code planet serve}. */
class ServerTest {
  @TempDir Path folder = Path.of("");

  @Test
  void itServesWhatIsInTheDatabaseNow() throws Exception {
    TestPlanet planet = TestPlanet.bundled(folder);
    try (Server server = Server.start(planet.config(), 0)) {
      assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
      assertThat(get(server, "").body()).contains("Nothing has been collected yet.");
      planet.run("collect");

      HttpResponse<String> page = get(server, "");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
      assertThat(page.body()).contains("20 May 2025", "港の俳句");
      HttpResponse<String> feed = get(server, "atom.xml");
      assertThat(feed.headers().firstValue("Content-Type"))
          .hasValue("application/atom+xml; charset=utf-8");
      assertThat(feed.body()).contains("<feed xmlns=\"http://www.w3.org/2005/Atom\">");
    }
  }

  @Test
  void itServesNothingElse() throws Exception {
    TestPlanet planet = TestPlanet.bundled(folder);
    try (Server server = Server.start(planet.config(), 0)) {
      assertThat(get(server, "planet.toml").statusCode()).isEqualTo(404);
      assertThat(get(server, "..%2fplanet.db").statusCode()).isEqualTo(404);
      HttpRequest post =
          HttpRequest.newBuilder(server.address())
              .POST(HttpRequest.BodyPublishers.ofString("x"))
              .build();
      assertThat(send(post).statusCode()).isEqualTo(405);
    }
  }

  private static HttpResponse<String> get(Server server, String path)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(server.address().resolve(path)).build());
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
