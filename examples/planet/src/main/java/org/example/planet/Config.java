// SPDX-License-Identifier: Apache-2.0
package org.example.planet;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlInvalidTypeException;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/**
 * What {@code planet.toml} says. Files named in it are relative to it.
 *
 * @param title of the page and of its feed
 * @param address where the page will be on the web, for the feed
 */
public record Config(String title, URI address, Path database, List<Subscription> subscriptions) {

  /** A feed to collect: the name to show, and where it is, on the web or in a file. */
  public record Subscription(String name, URI address) {}

  public static Config read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new Problem("there is no " + file.toAbsolutePath() + "; it lists the feeds");
    }
    TomlParseResult toml = Toml.parse(file);
    if (toml.hasErrors()) {
      throw new Problem(file + ": " + toml.errors().get(0));
    }
    try {
      return new Config(
          required(file, toml, "title"),
          URI.create(required(file, toml, "address")),
          file.resolveSibling(required(file, toml, "database")),
          subscriptions(file, toml.getArrayOrEmpty("feed")));
    } catch (TomlInvalidTypeException | IllegalArgumentException e) {
      throw new Problem(file + ": " + e.getMessage(), e);
    }
  }

  private static List<Subscription> subscriptions(Path file, TomlArray feeds) {
    List<Subscription> subscriptions = new ArrayList<>();
    for (int i = 0; i < feeds.size(); i++) {
      TomlTable feed = feeds.getTable(i);
      // A web address stays what it is, the name of a file becomes its address.
      URI address = file.toAbsolutePath().toUri().resolve(required(file, feed, "url"));
      subscriptions.add(new Subscription(required(file, feed, "name"), address));
    }
    return List.copyOf(subscriptions);
  }

  private static String required(Path file, TomlTable table, String key) {
    String value = table.getString(key);
    if (value == null) {
      throw new Problem(file + ": expected " + key + " = \"…\", found none" + in(table));
    }
    return value;
  }

  private static String in(TomlTable table) {
    return table.isEmpty() ? "" : " beside " + String.join(", ", table.keySet());
  }
}
