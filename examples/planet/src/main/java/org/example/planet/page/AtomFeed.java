// SPDX-License-Identifier: Apache-2.0
package org.example.planet.page;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.example.planet.Config;

/** The page once more, as a feed that can be subscribed to. */
final class AtomFeed {
  private AtomFeed() {}

  static String xml(Config config, List<Post> posts) {
    URI self = config.address().resolve("atom.xml");
    Feed feed = new Feed("atom_1.0");
    feed.setId(self.toString());
    feed.setTitle(config.title());
    feed.setUpdated(Date.from(posts.isEmpty() ? Instant.EPOCH : posts.get(0).published()));
    feed.setAlternateLinks(List.of(link("alternate", config.address().toString())));
    feed.setOtherLinks(List.of(link("self", self.toString())));
    feed.setEntries(posts.stream().map(post -> entry(config.address(), post)).toList());
    try {
      return new WireFeedOutput().outputString(feed);
    } catch (FeedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Entry entry(URI page, Post post) {
    String here = page.resolve("#post-" + post.id()).toString();
    Person author = new Person();
    author.setName(post.feed());
    Content body = new Content();
    body.setType("html");
    body.setValue(post.body());
    Entry entry = new Entry();
    entry.setId(here);
    entry.setTitle(post.title());
    entry.setAuthors(List.of(author));
    entry.setAlternateLinks(List.of(link("alternate", post.link() == null ? here : post.link())));
    entry.setUpdated(Date.from(post.published()));
    entry.setPublished(Date.from(post.published()));
    entry.setCategories(post.topics().stream().map(AtomFeed::category).toList());
    entry.setContents(List.of(body));
    return entry;
  }

  private static Category category(String topic) {
    Category category = new Category();
    category.setTerm(topic);
    return category;
  }

  private static Link link(String relation, String address) {
    Link link = new Link();
    link.setRel(relation);
    link.setHref(address);
    return link;
  }
}
