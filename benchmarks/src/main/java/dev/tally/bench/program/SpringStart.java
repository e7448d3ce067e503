// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Starts a Spring Boot web application, asks it one question, and stops it. */
@Configuration
@EnableAutoConfiguration
@RestController
class SpringStart {
  @GetMapping("/status")
  Map<String, Object> status() {
    return Map.of("up", true, "name", "bench");
  }

  public static void main(String[] args) throws Exception {
    var application =
        new SpringApplicationBuilder(SpringStart.class)
            .properties("server.port=0", "spring.main.banner-mode=off", "logging.level.root=warn");
    try (var context = (ServletWebServerApplicationContext) application.run(args)) {
      URI uri = URI.create("http://127.0.0.1:" + context.getWebServer().getPort() + "/status");
      String answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
              .body();
      if (!answer.contains("bench")) {
        throw new IllegalStateException("the application answered " + answer);
      }
      System.out.println(
          "@classes=" + ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
      Rounds.printResident();
    }
  }
}
