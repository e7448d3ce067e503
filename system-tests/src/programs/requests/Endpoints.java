// SPDX-License-Identifier: Apache-2.0

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** A server, the JDK's or Jetty, that is asked 200 times for five things, by the JDK's clients. */
public class Endpoints {
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("jetty")) {
      Server server = new Server();
      ServerConnector connector = new ServerConnector(server);
      connector.setHost("127.0.0.1");
      server.addConnector(connector);
      server.setHandler(
          new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
              work();
              callback.succeeded();
              return true;
            }
          });
      server.start();
      ask("http://127.0.0.1:" + connector.getLocalPort());
      server.stop();
    } else {
      HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      server.createContext("/", Endpoints::answer);
      ExecutorService threads = Executors.newFixedThreadPool(2);
      server.setExecutor(threads);
      server.start();
      ask("http://127.0.0.1:" + server.getAddress().getPort());
      server.stop(0);
      threads.shutdown();
    }
  }

  static void answer(HttpExchange exchange) throws IOException {
    work();
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  static void work() {}

  static void ask(String server) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    for (int i = 0; i < 40; i++) {
      String[] paths = {
        "/", "/orders/" + i + "?key=secret-query", "/orders/" + i + "/lines", "/keys/" + UUID.randomUUID(),
      };
      for (String path : paths) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path)).build();
        client.send(request, HttpResponse.BodyHandlers.discarding());
      }
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(server + "/old").toURL().openConnection();
      connection.setRequestMethod("PUT");
      connection.getResponseCode();
      connection.getHeaderField(0);
      connection.getInputStream().close();
    }
  }
}
