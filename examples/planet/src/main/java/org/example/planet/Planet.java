// SPDX-License-Identifier: Apache-2.0
package org.example.planet;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.example.planet.collect.Collector;
import org.example.planet.migrate.Migrations;
import org.example.planet.page.Server;
import org.example.planet.page.Site;

/**
 * A planet: what a community writes in its blogs, on one page.
 *
 * <p>The whole program is four commands on one database: {@code migrate} makes its tables, {@code
 * collect} fills them from the feeds in {@code planet.toml}, {@code render} and {@code serve} show
 * what is in them.
 */
public final class Planet {
  private static final String USAGE =
      """
      Usage: planet collect              fetch the feeds of planet.toml
             planet render [-o FOLDER]   write the page and its feed, by default into site/
             planet serve [--port PORT]  serve them on 127.0.0.1, by default on port 8080
             planet migrate [VERSION]    bring the database forwards or backwards to VERSION,
                                         such as 0002, or zero; by default to the newest
      """;

  private final Config config;
  private final PrintStream out;

  Planet(Config config, PrintStream out) {
    this.config = config;
    this.out = out;
  }

  public static void main(String[] arguments) {
    try {
      new Planet(Config.read(Path.of("planet.toml")), System.out).run(List.of(arguments));
    } catch (Problem e) {
      System.err.println("planet: " + e.getMessage());
      System.exit(1);
    } catch (IOException | SQLException e) {
      System.err.println("planet: " + e);
      System.exit(1);
    }
  }

  void run(List<String> arguments) throws IOException, SQLException {
    String command = arguments.isEmpty() ? "" : arguments.get(0);
    List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
    switch (command) {
      case "collect" -> collect(rest);
      case "render" -> render(Path.of(valueOf("-o", rest, "site")));
      case "serve" -> serve(valueOf("--port", rest, "8080"));
      case "migrate" -> migrate(rest);
      default -> throw new Problem("expected a command\n" + USAGE);
    }
  }

  private void collect(List<String> arguments) throws SQLException {
    if (!arguments.isEmpty()) {
      throw new Problem("collect takes no arguments\n" + USAGE);
    }
    try (Connection database = upToDate()) {
      new Collector(database, Clock.systemUTC(), out).collect(config.subscriptions());
    }
  }

  private void render(Path folder) throws IOException, SQLException {
    try (Connection database = upToDate()) {
      new Site(config, database).write(folder);
    }
    out.println("Wrote " + folder.resolve("index.html") + " and atom.xml beside it.");
  }

  private void serve(String port) throws IOException, SQLException {
    upToDate().close();
    try {
      Server server = Server.start(config, Integer.parseInt(port));
      out.println("Serving " + server.address() + " until Ctrl-C.");
    } catch (NumberFormatException e) {
      throw new Problem("expected a number after --port, found '" + port + "'", e);
    }
  }

  private void migrate(List<String> arguments) throws SQLException {
    if (arguments.size() > 1) {
      throw new Problem("migrate takes one version\n" + USAGE);
    }
    Migrations migrations = new Migrations(config.database(), out);
    migrations.migrate(arguments.isEmpty() ? migrations.newest() : arguments.get(0));
  }

  /** The database, if it has all the tables that this version of the program needs. */
  private Connection upToDate() throws SQLException {
    new Migrations(config.database(), out).requireNewest();
    return Database.open(config.database());
  }

  private static String valueOf(String option, List<String> arguments, String otherwise) {
    if (arguments.isEmpty()) {
      return otherwise;
    }
    if (arguments.size() != 2 || !arguments.get(0).equals(option)) {
      throw new Problem("expected " + option + " and a value\n" + USAGE);
    }
    return arguments.get(1);
  }
}
