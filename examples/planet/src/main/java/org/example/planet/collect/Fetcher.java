// SPDX-License-Identifier: Apache-2.0
package org.example.planet.collect;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Gets a feed's bytes, from the web or from a file. May be used by several threads at once. */
final class Fetcher {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MOST_BYTES = 10_000_000;

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(PATIENCE)
          .build();

  /**
   * A feed as it came.
   *
   * @param contentType which may tell its encoding
   */
  @SuppressWarnings("ArrayRecordComponent") // it is never compared
  record Document(byte[] bytes, @Nullable String contentType, Validators validators) {}

  /** Returns null if there is nothing newer than what {@code known} says. */
  @Nullable Document fetch(URI address, Validators known) throws IOException, InterruptedException {
    if ("file".equals(address.getScheme())) {
      try (InputStream file = Files.newInputStream(Path.of(address))) {
        return new Document(read(file), null, Validators.NONE);
      }
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).timeout(PATIENCE).header("User-Agent", "planet");
    if (known.etag() != null) {
      request.header("If-None-Match", known.etag());
    }
    if (known.lastModified() != null) {
      request.header("If-Modified-Since", known.lastModified());
    }
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      return switch (response.statusCode()) {
        case 200 -> new Document(read(body), header(response, "Content-Type"), sentBy(response));
        case 304 -> null;
        default -> throw new IOException("the server answered " + response.statusCode());
      };
    }
  }

  private static byte[] read(InputStream stream) throws IOException {
    byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new IOException("it has more than " + MOST_BYTES + " bytes");
    }
    return bytes;
  }

  private static Validators sentBy(HttpResponse<?> response) {
    return new Validators(header(response, "ETag"), header(response, "Last-Modified"));
  }

  private static @Nullable String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse(null);
  }
}
