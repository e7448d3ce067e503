// SPDX-License-Identifier: Apache-2.0
package org.example.planet.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.example.planet.Config;
import org.example.planet.Database;

/**
 * {@code planet serve}: the page and its feed for this machine, of what is in the database when
 * they are asked for. One thread answers one request after the other.
 */
public final class Server implements AutoCloseable {
  private final Config config;
  private final HttpServer server;

  private Server(Config config, HttpServer server) {
    this.config = config;
    this.server = server;
  }

  /**
   * Starts it.
   *
   * @param port 0 for any that is free
   */
  public static Server start(Config config, int port) throws IOException {
    InetAddress here = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    HttpServer http = HttpServer.create(new InetSocketAddress(here, port), 0);
    Server server = new Server(config, http);
    http.createContext("/", server::answer);
    http.start();
    return server;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (!exchange.getRequestMethod().equals("GET")) {
        send(exchange, 405, "text/plain", "Only GET is answered here.\n");
      } else if (path.equals("/") || path.equals("/index.html")) {
        send(exchange, 200, "text/html", site().page());
      } else if (path.equals("/atom.xml")) {
        send(exchange, 200, "application/atom+xml", site().feed());
      } else {
        send(exchange, 404, "text/plain", "There is only / and /atom.xml.\n");
      }
    }
  }

  private Site site() throws IOException {
    try (Connection database = Database.open(config.database())) {
      return new Site(config, database);
    } catch (SQLException e) {
      throw new IOException("the database cannot be read", e);
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
