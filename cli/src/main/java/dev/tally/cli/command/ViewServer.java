// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tally.cli.shell.Misuse;
import dev.tally.format.TallyFormat;
import dev.tally.view.Recording;
import dev.tally.view.ViewWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page and its recordings to this machine's browser, and nothing else to nobody else.
 *
 * <p>Any page that the user has open may send requests to 127.0.0.1, and so may other users of the
 * machine. What keeps the profile from them: the address has a random token in its path; a request
 * that names another host is refused, so no name of a stranger's can be pointed here (DNS
 * rebinding); a request that the browser says another site made is refused, whatever it asks for.
 */
final class ViewServer implements AutoCloseable {
  private static final int TOKEN_BYTES = 16;
  private static final int THREADS = 4;

  private final HttpServer http;
  private final ExecutorService threads;
  private final String origin;
  private final String path;
  private final Map<String, Answer> answers = new HashMap<>();

  private static final class Answer {
    final String type;
    final byte[] content;

    Answer(String type, byte[] content) {
      this.type = type;
      this.content = content;
    }
  }

  private ViewServer(HttpServer http, ExecutorService threads) {
    this.http = http;
    this.threads = threads;
    this.origin = "http://127.0.0.1:" + http.getAddress().getPort();
    byte[] token = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(token);
    this.path = "/" + Base64.getUrlEncoder().withoutPadding().encodeToString(token) + "/";
  }

  /**
   * Starts to serve.
   *
   * @param port of 127.0.0.1, 0: any that is free
   * @throws Misuse if another program has the port
   */
  static ViewServer start(List<Recording> recordings, int port) throws IOException {
    byte[] here = {127, 0, 0, 1};
    HttpServer http;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(here), port), 0);
    } catch (BindException e) {
      throw new Misuse(
          "port "
              + port
              + " cannot be had ("
              + e.getMessage()
              + "); leave --port away for a free one");
    }
    // More than one, for a browser may open a connection and say nothing on it.
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "tally view");
              thread.setDaemon(true);
              return thread;
            });
    ViewServer server = new ViewServer(http, threads);
    server.prepare(recordings);
    http.setExecutor(threads);
    http.createContext("/", server::handle);
    http.start();
    return server;
  }

  private void prepare(List<Recording> recordings) throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    ViewWriter.writeServed(recordings.stream().map(Recording::name).toList(), page);
    answers.put(path, new Answer("text/html; charset=utf-8", page.toByteArray()));
    for (int i = 0; i < recordings.size(); i++) {
      ByteArrayOutputStream data = new ByteArrayOutputStream();
      TallyFormat.write(recordings.get(i).profile(), data);
      answers.put(path + i, new Answer("application/octet-stream", data.toByteArray()));
    }
  }

  /** What to open in the browser. */
  String address() {
    return origin + path;
  }

  /** Waits until somebody ends this process, or interrupts this thread. */
  void join() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String refusal = refusal(exchange.getRequestHeaders());
      String method = exchange.getRequestMethod();
      Answer answer = answers.get(exchange.getRequestURI().getRawPath());
      if (refusal != null) {
        send(exchange, 403, text(refusal));
      } else if (answer == null) {
        send(exchange, 404, text("there is nothing here; tally view printed the whole address"));
      } else if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        send(exchange, 405, text("expected GET, found " + method));
      } else {
        send(exchange, 200, answer);
      }
    }
  }

  /** Why a request is not ours to answer; null if it is. */
  private @Nullable String refusal(Headers request) {
    if (!("http://" + request.getFirst("Host")).equals(origin)) {
      return "expected the host of " + origin + ", found another";
    }
    String asker = request.getFirst("Origin");
    if (asker != null && !asker.equals(origin)) {
      return "expected a request of this page's, found one of another site's";
    }
    // "none" is the user's own: typed, a bookmark, or another program that opened it.
    String site = request.getFirst("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return "expected a request of this page's, found one that is " + site;
    }
    return null;
  }

  private static Answer text(String sentence) {
    return new Answer(
        "text/plain; charset=utf-8", (sentence + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, Answer answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", answer.type);
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    // Beside the page's own policy, which cannot say this.
    headers.set("Content-Security-Policy", "frame-ancestors 'none'");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : answer.content.length);
    if (!head) {
      try (OutputStream body = exchange.getResponseBody()) {
        body.write(answer.content);
      }
    }
  }
}
