// SPDX-License-Identifier: Apache-2.0
package org.example.planet.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import nu.validator.client.EmbeddedValidator;
import org.example.planet.TestPlanet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code planet render} makes of the feeds that come with it, and of single posts. */
class PageTest {
  @TempDir static Path folder = Path.of("");

  private static Document page = new Document("");

  @BeforeAll
  static void render() throws Exception {
    TestPlanet planet = TestPlanet.bundled(folder);
    planet.run("collect");
    assertThat(planet.run("render", "-o", folder.resolve("site").toString()))
        .isEqualTo("Wrote " + folder + "/site/index.html and atom.xml beside it.\n");
    page = Jsoup.parse(Files.readString(folder.resolve("site/index.html")));
  }

  @Test
  void itIsValid() throws Exception {
    EmbeddedValidator validator = new EmbeddedValidator();
    validator.setOutputFormat(EmbeddedValidator.OutputFormat.TEXT);

    assertThat(validator.validate(folder.resolve("site/index.html")))
        .isEqualTo("Document checking completed. No errors found.\n");
    // That it can fail:
    Path wrong = Files.writeString(folder.resolve("wrong.html"), "<!DOCTYPE html><p></div>");
    assertThat(validator.validate(wrong)).contains("Error: Stray end tag");
  }

  @Test
  void thereIsNothingInItThatRuns() {
    assertThat(page.select("script, iframe, object, embed, form, svg, base, article style"))
        .isEmpty();
    assertThat(page.select("[^on], article [style]")).isEmpty();
    assertThat(page.select("[href], [src]"))
        .isNotEmpty()
        .allMatch(
            e -> (e.attr("href") + e.attr("src")).matches("https?://.*|atom\\.xml"), "on the web");
  }

  @Test
  void newestFirstByDay() {
    List<String> days = page.select("section > h2").eachText();
    List<String> times = page.select("article time").eachAttr("datetime");

    assertThat(page.select("h1").text()).isEqualTo("Community blog posts");
    assertThat(days).contains("20 May 2025", "18 May 2025").doesNotHaveDuplicates();
    assertThat(times)
        .hasSize(100)
        .isSortedAccordingTo((a, b) -> Instant.parse(b).compareTo(Instant.parse(a)));
  }

  @Test
  void aPostHasItsFeedTitleBodyTopicsAndTime() {
    String html =
        Page.of(
                "Posts",
                List.of(
                    new Post(
                        7,
                        "Salt & Pepper",
                        "https://a.example.org/?b&c",
                        "1 < 2",
                        "<p>Yes.</p>",
                        List.of("numbers"),
                        Instant.parse("2025-05-20T16:03:59Z"))))
            .html();

    assertThat(html.substring(html.indexOf("<h1>")))
        .isEqualTo(
            """
            <h1>Posts</h1>
            <section>
            <h2>20 May 2025</h2>
            <article id="post-7">
            <h3>Salt &amp; Pepper: <a href="https://a.example.org/?b&amp;c">1 &lt; 2</a></h3>
            <div><p>Yes.</p></div>
            <footer>
            <span class="topics">#numbers</span>
            <time datetime="2025-05-20T16:03:59Z">16:03 GMT</time>
            </footer>
            </article>
            </section>
            </body>
            </html>
            """);
  }

  @Test
  void itIsAFeedAsWell() throws Exception {
    String xml = Files.readString(folder.resolve("site/atom.xml"));
    SyndFeed feed = new SyndFeedInput().build(new StringReader(xml));

    assertThat(feed.getFeedType()).isEqualTo("atom_1.0");
    assertThat(feed.getTitle()).isEqualTo("Community blog posts");
    assertThat(feed.getEntries()).hasSize(100);
    assertThat(feed.getEntries().stream().map(SyndEntry::getTitle).map(String::strip).toList())
        .isEqualTo(page.select("article h3").eachText().stream().map(PageTest::title).toList());
    assertThat(xml).doesNotContain("script");
  }

  /** Behind the name of the feed. */
  private static String title(String heading) {
    return heading.substring(heading.indexOf(": ") + 2).strip();
  }
}
