// SPDX-License-Identifier: Apache-2.0
package org.example.planet.collect;

import java.net.URI;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Entities;
import org.jsoup.safety.Safelist;

/** What strangers wrote, made fit for a page of one's own. */
final class Html {
  /** Text, links and pictures; headings would stand above the page's own. */
  private static final Safelist ALLOWED =
      Safelist.basicWithImages()
          .removeTags("span")
          .removeAttributes("img", "align", "height", "width");

  private static final Document.OutputSettings COMPACT =
      new Document.OutputSettings().prettyPrint(false);

  private Html() {}

  /** Without scripts, styles and whatever else is not text; relative links lead to the web. */
  static String clean(String html, URI page) {
    Document body = Jsoup.parseBodyFragment(Jsoup.clean(html, page.toString(), ALLOWED, COMPACT));
    body.outputSettings(COMPACT);
    // Where what they led to was no address on the web, it is gone by now.
    body.select("a:not([href])").unwrap();
    for (var image : body.select("img")) {
      if (!image.hasAttr("src")) {
        image.remove();
      } else if (!image.hasAttr("alt")) {
        image.attr("alt", "");
      }
    }
    return body.body().html().strip();
  }

  static String text(String html) {
    return Jsoup.parse(html).text().strip();
  }

  static String escape(String text) {
    return Entities.escape(text);
  }
}
