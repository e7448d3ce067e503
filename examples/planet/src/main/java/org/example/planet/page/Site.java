// SPDX-License-Identifier: Apache-2.0
package org.example.planet.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.example.planet.Config;

/** The page and its feed, of what is in the database now. */
public final class Site {
  private final String page;
  private final String feed;

  public Site(Config config, Connection database) throws SQLException {
    List<Post> posts = Posts.newest(database);
    page = Page.of(config.title(), posts).html();
    feed = AtomFeed.xml(config, posts);
  }

  String page() {
    return page;
  }

  String feed() {
    return feed;
  }

  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("index.html"), page);
    Files.writeString(folder.resolve("atom.xml"), feed);
  }
}
