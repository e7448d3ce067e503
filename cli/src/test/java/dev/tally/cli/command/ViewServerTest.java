// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.cli.shell.Misuse;
import dev.tally.format.TallyFormat;
import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Metrics;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import dev.tally.view.Recording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server answers, byte by byte: a client library would put its own words between. */
class ViewServerTest {
  private final ViewServer server;
  private final String host;
  private final String path;

  ViewServerTest() throws IOException {
    server = ViewServer.start(List.of(new Recording("before", profile())), 0);
    URI address = URI.create(server.address());
    host = address.getAuthority();
    path = address.getPath();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void thePageAndItsRecordingAreServed() throws IOException {
    assertThat(get(path))
        .startsWith("HTTP/1.1 200 ")
        .contains("content-type: text/html; charset=utf-8\r\n")
        .contains("data-name=\"before\" data-href=\"0\"");

    ByteArrayOutputStream file = new ByteArrayOutputStream();
    TallyFormat.write(profile(), file);
    assertThat(get(path + "0"))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("\r\n\r\n" + file.toString(StandardCharsets.ISO_8859_1));
  }

  @Test
  void nothingElseIsThere() throws IOException {
    String port = host.substring(host.indexOf(':'));
    for (String other : List.of("/", path + "1", path + "../0", path + "main.js", "/favicon.ico")) {
      assertThat(get(other)).as(other).startsWith("HTTP/1.1 404 ").doesNotContain("before");
    }
    assertThat(path).matches("/[-_A-Za-z0-9]{22}/");
    assertThat(host).isEqualTo("127.0.0.1" + port);
  }

  @Test
  void whoDoesNotKnowTheTokenGetsNothing() throws IOException {
    char[] guess = path.toCharArray();
    guess[5] = guess[5] == 'x' ? 'y' : 'x';

    assertThat(get(new String(guess))).startsWith("HTTP/1.1 404 ");
    assertThat(get(new String(guess) + "0")).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void anotherHostsNameIsRefused() throws IOException {
    String port = host.substring(host.indexOf(':'));
    for (String other : List.of("evil.example" + port, "localhost" + port, "127.0.0.1", "")) {
      assertThat(send("GET " + path + " HTTP/1.1", "Host: " + other))
          .as("Host: %s", other)
          .startsWith("HTTP/1.1 403 ")
          .contains("expected the host of http://127.0.0.1" + port);
    }
    assertThat(send("GET " + path + " HTTP/1.0")).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void requestsOfOtherSitesAreRefused() throws IOException {
    for (String asker :
        List.of(
            "Origin: http://evil.example",
            "Origin: null",
            "Origin: http://127.0.0.1:1",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site")) {
      assertThat(get(path + "0", asker)).as(asker).startsWith("HTTP/1.1 403 ");
      assertThat(get(path, asker)).as(asker).startsWith("HTTP/1.1 403 ");
    }
    for (String asker :
        List.of("Origin: http://" + host, "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: none")) {
      assertThat(get(path + "0", asker)).as(asker).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void itIsOnlyRead() throws IOException {
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
      assertThat(send(method + " " + path + " HTTP/1.1", "Host: " + host))
          .as(method)
          .startsWith("HTTP/1.1 405 ")
          .contains("allow: GET, HEAD\r\n");
    }
    assertThat(send("HEAD " + path + " HTTP/1.1", "Host: " + host))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("\r\n\r\n");
  }

  @Test
  void noAnswerIsKeptFramedOrTakenForSomethingElse() throws IOException {
    for (String place : List.of(path, path + "0", "/")) {
      assertThat(get(place))
          .contains("cache-control: no-store\r\n")
          .contains("content-security-policy: frame-ancestors 'none'\r\n")
          .contains("cross-origin-opener-policy: same-origin\r\n")
          .contains("cross-origin-resource-policy: same-origin\r\n")
          .contains("referrer-policy: no-referrer\r\n")
          .contains("x-content-type-options: nosniff\r\n")
          .doesNotContain("access-control");
    }
  }

  @Test
  void onlyThisMachinesOwnAddressIsListenedTo() throws IOException {
    int port = Integer.parseInt(host.substring(host.indexOf(':') + 1));
    for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
      for (InetAddress address : each.inetAddresses().toList()) {
        if (!address.getHostAddress().equals("127.0.0.1")) {
          assertThatThrownBy(() -> new Socket(address, port).close())
              .as("%s", address)
              .isInstanceOf(IOException.class);
        }
      }
    }
  }

  @Test
  void aPortThatIsTakenIsSaidToBe() {
    int port = Integer.parseInt(host.substring(host.indexOf(':') + 1));

    assertThatThrownBy(() -> ViewServer.start(List.of(), port))
        .isInstanceOf(Misuse.class)
        .hasMessage(
            "port %d cannot be had (Address already in use); leave --port away for a free one",
            port);
  }

  private String get(String target, String... headers) throws IOException {
    String[] lines = new String[headers.length + 2];
    lines[0] = "GET " + target + " HTTP/1.1";
    lines[1] = "Host: " + host;
    System.arraycopy(headers, 0, lines, 2, headers.length);
    return send(lines);
  }

  /** Sends a request, gives the whole answer, with the names of headers in small letters. */
  private String send(String... lines) throws IOException {
    int port = Integer.parseInt(host.substring(host.indexOf(':') + 1));
    try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      int body = answer.indexOf("\r\n\r\n");
      String head = answer.substring(0, body);
      String smallNames =
          head.lines()
              .map(
                  line -> {
                    int colon = line.indexOf(':');
                    return colon < 0 || line.startsWith("HTTP/")
                        ? line
                        : line.substring(0, colon).toLowerCase(Locale.ROOT) + line.substring(colon);
                  })
              .reduce((a, b) -> a + "\r\n" + b)
              .orElseThrow();
      return smallNames + answer.substring(body);
    }
  }

  private static Profile profile() {
    CallTree none = new CallTree.Builder(new Metrics()).build();
    return new Profile(
        Origin.foreign("a test"),
        List.of(),
        List.of(),
        List.of(),
        Paths.EXACT,
        none,
        Edges.empty(none.metrics()),
        List.of(),
        0);
  }
}
