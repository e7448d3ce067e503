// SPDX-License-Identifier: Apache-2.0
package org.example.planet;

import com.electronwill.nightconfig.core.UnmodifiableConfig;
import com.electronwill.nightconfig.core.io.ParsingException;
import com.electronwill.nightconfig.toml.TomlParser;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code planet.toml} says. Files named in it are relative to it.
 *
 * @param title of the page and of its feed
 * @param address where the page will be on the web, for the feed
 */
public record Config(String title, URI address, Path database, List<Subscription> subscriptions) {

  /** A feed to collect: the name to show, and where it is, on the web or in a file. */
  public record Subscription(String name, URI address) {}

  /** Reads it. */
  public static Config read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new Problem("there is no " + file.toAbsolutePath() + "; it lists the feeds");
    }
    try (Reader reader = Files.newBufferedReader(file)) {
      UnmodifiableConfig toml = new TomlParser().parse(reader);
      return new Config(
          text(toml, "title"),
          URI.create(text(toml, "address")),
          file.resolveSibling(text(toml, "database")),
          subscriptions(file, toml.getOrElse("feed", List.of())));
    } catch (ParsingException | IllegalArgumentException e) {
      throw new Problem(file + ": " + e.getMessage(), e);
    }
  }

  private static List<Subscription> subscriptions(Path file, List<?> tables) {
    List<Subscription> subscriptions = new ArrayList<>();
    for (Object table : tables) {
      if (!(table instanceof UnmodifiableConfig feed)) {
        throw new IllegalArgumentException("expected [[feed]], found " + table);
      }
      // A web address stays what it is, the name of a file becomes its address.
      URI address = file.toAbsolutePath().toUri().resolve(text(feed, "url"));
      subscriptions.add(new Subscription(text(feed, "name"), address));
    }
    return List.copyOf(subscriptions);
  }

  private static String text(UnmodifiableConfig table, String key) {
    Object value = table.get(key);
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(
        "expected " + key + " = \"…\", found " + (value == null ? "none" : value));
  }
}
