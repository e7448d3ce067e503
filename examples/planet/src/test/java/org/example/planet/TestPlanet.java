// SPDX-License-Identifier: Apache-2.0
package org.example.planet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.example.planet.Config.Subscription;
import org.example.planet.migrate.Migrations;
import org.jspecify.annotations.Nullable;

/** A planet in a folder of its own, and what its commands print. */
public final class TestPlanet {
  /** Made once, for one of its steps takes a second. */
  private static @Nullable Path migrated;

  private final Config config;

  private TestPlanet(Config config) {
    this.config = config;
  }

  /** One with all its tables, and nothing in them. */
  public static TestPlanet of(Path folder, List<Subscription> feeds)
      throws IOException, SQLException {
    TestPlanet planet = new TestPlanet(config(folder, feeds));
    Files.copy(migrated(), planet.config.database());
    return planet;
  }

  /** One with the feeds that come with it. */
  public static TestPlanet bundled(Path folder) throws IOException, SQLException {
    return of(folder, Config.read(Path.of("planet.toml")).subscriptions());
  }

  /** One without even a database. */
  public static TestPlanet empty(Path folder) {
    return new TestPlanet(config(folder, List.of()));
  }

  public Config config() {
    return config;
  }

  public String run(String... command) throws IOException, SQLException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new Planet(config, new PrintStream(printed, true, StandardCharsets.UTF_8))
        .run(List.of(command));
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static Config config(Path folder, List<Subscription> feeds) {
    return new Config(
        "Community blog posts",
        URI.create("https://planet.example.org/"),
        folder.resolve("planet.db"),
        feeds);
  }

  private static synchronized Path migrated() throws IOException, SQLException {
    if (migrated == null) {
      Path file = Path.of("target/migrated.db");
      Files.deleteIfExists(file);
      Migrations migrations =
          new Migrations(file, new PrintStream(OutputStream.nullOutputStream(), true));
      migrations.migrate(migrations.newest());
      migrated = file;
    }
    return migrated;
  }
}
