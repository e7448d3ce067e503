// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;

/**
 * What one row of a statement or a request costs: 100,000 of them a round, on H2 in memory, and
 * with a request that the JDK's server would hand to its handler. To be run with {@code sql=true}
 * and {@code sql=false} in turns, and only this class recorded.
 */
final class StatementsAndRequests implements Program {
  private static final int COUNT = 100_000;

  private final int what;
  private final Connection connection;
  private int number;

  /**
   * @param what 0: prepared statements, whose one row is read; 1: statements with ever new values
   *     in their texts; 2: requests with ever new numbers in their paths
   */
  StatementsAndRequests(int what) throws Exception {
    this.what = what;
    connection = DriverManager.getConnection("jdbc:h2:mem:rows");
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(40))");
      statement.execute("INSERT INTO item VALUES (1, 'one')");
    }
  }

  @Override
  public long round() throws Exception {
    return switch (what) {
      case 0 -> prepared();
      case 1 -> texts();
      default -> requests();
    };
  }

  private long prepared() throws Exception {
    long sum = 0;
    try (PreparedStatement query =
        connection.prepareStatement("SELECT id FROM item WHERE id = ?")) {
      for (int i = 0; i < COUNT; i++) {
        query.setInt(1, 1);
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            sum += rows.getInt(1);
          }
        }
      }
    }
    return sum;
  }

  private long texts() throws Exception {
    long sum = 0;
    try (Statement statement = connection.createStatement()) {
      for (int i = 0; i < COUNT; i++) {
        sum +=
            statement.executeUpdate(
                "UPDATE item SET name = 'number " + number++ + "' WHERE id = 1 AND name <> 'none'");
      }
    }
    return sum;
  }

  private long requests() throws Exception {
    long[] sum = new long[1];
    for (int i = 0; i < COUNT; i++) {
      Filter.Chain chain = new Filter.Chain(List.of(), exchange -> sum[0]++);
      chain.doFilter(new Request(URI.create("/orders/" + number++ + "/lines")));
    }
    return sum[0];
  }

  @Override
  public void end() throws Exception {
    connection.close();
  }

  /** Says its method and address, and has no more. */
  private static final class Request extends HttpExchange {
    private final URI uri;

    Request(URI uri) {
      this.uri = uri;
    }

    @Override
    public String getRequestMethod() {
      return "GET";
    }

    @Override
    public URI getRequestURI() {
      return uri;
    }

    @Override
    public Headers getRequestHeaders() {
      return new Headers();
    }

    @Override
    public Headers getResponseHeaders() {
      return new Headers();
    }

    @Override
    public HttpContext getHttpContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}

    @Override
    public InputStream getRequestBody() {
      return InputStream.nullInputStream();
    }

    @Override
    public OutputStream getResponseBody() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public void sendResponseHeaders(int code, long length) {}

    @Override
    public InetSocketAddress getRemoteAddress() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getResponseCode() {
      return 200;
    }

    @Override
    public InetSocketAddress getLocalAddress() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getProtocol() {
      return "HTTP/1.1";
    }

    @Override
    public Object getAttribute(String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setAttribute(String name, Object value) {}

    @Override
    public void setStreams(InputStream in, OutputStream out) {}

    @Override
    public HttpPrincipal getPrincipal() {
      throw new UnsupportedOperationException();
    }
  }
}
