// SPDX-License-Identifier: Apache-2.0
package org.example.planet.collect;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes entries of a feed's bytes: RSS or Atom of any version, in any encoding. */
final class FeedReader {
  private FeedReader() {}

  /**
   * @param address where the feed was found
   */
  static List<Entry> read(Fetcher.Document document, URI address) throws IOException {
    try (XmlReader reader = decoded(document)) {
      SyndFeed feed = new SyndFeedInput().build(reader);
      URI site = resolve(address, feed.getLink());
      return feed.getEntries().stream().map(entry -> entry(entry, site)).toList();
    } catch (FeedException | IllegalArgumentException e) {
      throw new IOException("not a feed that can be read: " + e.getMessage(), e);
    }
  }

  /** The encoding may be told by a header, by a byte order mark and by the document itself. */
  private static XmlReader decoded(Fetcher.Document document) throws IOException {
    InputStream bytes = new ByteArrayInputStream(document.bytes());
    String type = document.contentType();
    return type == null
        ? new XmlReader(bytes, true, StandardCharsets.UTF_8.name())
        : new XmlReader(bytes, type, true, StandardCharsets.UTF_8.name());
  }

  private static Entry entry(SyndEntry entry, URI site) {
    URI page = resolve(site, entry.getLink());
    String link = entry.getLink() == null || !onTheWeb(page) ? null : page.toString();
    String title = Html.text(value(entry.getTitleEx()));
    String body = Html.clean(body(entry), page);
    return new Entry(
        first(entry.getUri(), link, title + "\n" + body),
        link,
        first(title, "Untitled"),
        body,
        Stream.of(entry.getPublishedDate(), entry.getUpdatedDate())
            .filter(date -> date != null)
            .findFirst()
            .map(Date::toInstant)
            .orElse(null));
  }

  /** The whole text where there is one, else the summary. */
  private static String body(SyndEntry entry) {
    return entry.getContents().isEmpty()
        ? value(entry.getDescription())
        : value(entry.getContents().get(0));
  }

  /** As HTML, which is what a text is taken for unless it says that it is none. */
  private static String value(@Nullable SyndContent content) {
    if (content == null || content.getValue() == null) {
      return "";
    }
    boolean plain = "text".equals(content.getType()) || "text/plain".equals(content.getType());
    return plain ? Html.escape(content.getValue()) : content.getValue();
  }

  private static URI resolve(URI base, @Nullable String link) {
    try {
      return link == null ? base : base.resolve(link.strip());
    } catch (IllegalArgumentException e) {
      return base; // No address at all.
    }
  }

  private static boolean onTheWeb(URI address) {
    return "http".equals(address.getScheme()) || "https".equals(address.getScheme());
  }

  private static String first(@Nullable String... values) {
    for (String value : values) {
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    return "";
  }
}
