// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The cheapest client that reads every byte of the answers; never recorded, so that what the server
 * costs is not lost in what its client costs.
 */
final class JettyClient {
  private static final String LENGTH = "content-length: ";

  private JettyClient() {}

  /** Asks {@code times} times over one connection; returns a sum over the answers' bodies. */
  static long ask(int port, int times) throws IOException {
    CRC32 crc = new CRC32();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);
      OutputStream out = socket.getOutputStream();
      for (int i = 0; i < times; i++) {
        String request =
            "GET /list?n=%d HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n".formatted(i);
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        int length = -1;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
          if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
            length = Integer.parseInt(line.substring(LENGTH.length()).trim());
          }
        }
        crc.update(in.readNBytes(length));
      }
    }
    return crc.getValue();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection after: " + line);
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
