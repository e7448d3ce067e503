// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A Jetty server answers 20,000 requests a round, from two clients over kept connections. */
final class JettyRequests implements Program {
  private static final int CLIENTS = 2;
  private static final int REQUESTS = 20_000;

  private final Server server = new Server(new QueuedThreadPool(8));
  private final ServerConnector connector = new ServerConnector(server, 1, 1);
  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

  JettyRequests() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Greeting());
    server.start();
  }

  @Override
  public long round() throws Exception {
    List<Future<Long>> answers = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      int port = connector.getLocalPort();
      answers.add(clients.submit(() -> JettyClient.ask(port, REQUESTS / CLIENTS)));
    }
    long sum = 0;
    for (Future<Long> answer : answers) {
      sum += answer.get();
    }
    return sum;
  }

  /** Answers with some text made for the request. */
  private static final class Greeting extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Fields query = Request.extractQueryParameters(request);
      int n = Integer.parseInt(query.getValue("n"));
      StringBuilder text = new StringBuilder("<ul>");
      for (int i = 0; i < 20; i++) {
        text.append("<li>").append(item(n, i)).append("</li>");
      }
      byte[] body = text.append("</ul>").toString().getBytes(StandardCharsets.UTF_8);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html;charset=utf-8");
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
      response.write(true, ByteBuffer.wrap(body), callback);
      return true;
    }

    private static String item(int n, int i) {
      return "item " + n * i % 1_000;
    }
  }

  @Override
  public void end() throws Exception {
    clients.shutdown();
    server.stop();
  }
}
