// SPDX-License-Identifier: Apache-2.0

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.gzip.GzipHandler;
import org.eclipse.jetty.util.Callback;

/** Jetty and its client in one JVM. */
public class Serve {
  static class Echo extends Handler.Abstract { // calls(<init>: 1)
    @Override
    public boolean handle(Request request, Response response, Callback callback) // calls(403)
        throws Exception {
      String path = Request.getPathInContext(request);
      if (path.equals("/missing")) {
        return missing();
      }
      if (path.equals("/broken")) {
        throw broken();
      }
      String body = Content.Source.asString(request, StandardCharsets.UTF_8);
      Content.Sink.write(response, true, answer(path, body), callback);
      return true;
    }
  }

  static boolean missing() { // calls(1) callers(handle: 1)
    return false;
  }

  static IllegalStateException broken() { // calls(2) callers(handle: 2)
    return new IllegalStateException("broken");
  }

  static String answer(String path, String body) { // calls(400) callers(handle: 400)
    return path + " " + body.length() + " " + repeat(body, 3);
  }

  static String repeat(String text, int times) { // calls(1600/400) callers(answer: 400, repeat: 1200/400)
    return times == 0 ? "" : text + repeat(text, times - 1);
  }

  public static void main(String[] args) throws Exception { // calls(1)
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new GzipHandler(new Echo()));
    server.start();
    URI base = URI.create("http://127.0.0.1:" + connector.getLocalPort());
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      int n = i;
      answers.add(pool.submit(() -> get(client, base, n))); // calls(lambda: 400)
    }
    long sum = 0;
    for (Future<String> answer : answers) {
      sum = 31 * sum + answer.get().hashCode();
    }
    pool.shutdown();
    System.out.println(sum);
    for (String path : new String[] {"/missing", "/broken", "/broken"}) {
      HttpRequest request = HttpRequest.newBuilder(base.resolve(path)).build();
      System.out.println(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
    }
    server.stop();
    System.out.println(server.getState());
  }

  static String get(HttpClient client, URI base, int n) throws Exception { // calls(400)
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/echo/" + n))
            .POST(HttpRequest.BodyPublishers.ofString("body " + n + "x".repeat(n)))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
