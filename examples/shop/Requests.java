// SPDX-License-Identifier: Apache-2.0

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Asks the shop for five things, forty times each, as soon as it says on which port. */
public class Requests {
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of("shop.port");
    while (!Files.exists(file) || Files.size(file) == 0) {
      Thread.sleep(50);
    }
    URI shop = URI.create("http://localhost:" + Files.readString(file).strip());
    HttpClient client = HttpClient.newHttpClient();
    for (int i = 0; i < 40; i++) {
      for (String path : List.of("/categories", "/categories/1", "/products/7", "/turnover", "/orders/3")) {
        HttpRequest request = HttpRequest.newBuilder(shop.resolve(path)).build();
        int status = client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        if (status != 200) {
          throw new IllegalStateException(path + " was answered by " + status);
        }
      }
    }
  }
}
