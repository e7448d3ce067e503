// SPDX-License-Identifier: Apache-2.0
package org.example.planet.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Feeds as they are: no two do it alike, and some do it wrong. */
class FeedReaderTest {
  private static final URI ADDRESS = URI.create("https://blog.example.org/feeds/all.xml");

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "ISO-8859-1", "windows-1252", "UTF-16BE", "UTF-16LE"})
  void theDocumentTellsItsEncoding(String encoding) throws IOException {
    String feed = "<?xml version='1.0' encoding='" + encoding + "'?>" + rss("<title>größe</title>");

    assertThat(read(feed.getBytes(Charset.forName(encoding)), null).get(0).title())
        .isEqualTo("größe");
  }

  @Test
  void theServerTellsTheEncoding() throws IOException {
    byte[] koi8 = rss("<title>Привет</title>").getBytes(Charset.forName("KOI8-R"));

    assertThat(read(koi8, "application/rss+xml; charset=koi8-r").get(0).title())
        .isEqualTo("Привет");
  }

  @Test
  void aByteOrderMarkIsNoText() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
    bytes.write(rss("<title>größe</title>").getBytes(StandardCharsets.UTF_8));

    assertThat(read(bytes.toByteArray(), null).get(0).title()).isEqualTo("größe");
  }

  @Test
  void datesInWhateverWayTheyAreWritten() throws IOException {
    for (String date :
        List.of(
            "Tue, 20 May 2025 18:30:00 +0200",
            "20 May 2025 16:30 GMT",
            "Tue, 20 May 2025 11:30:00 EST",
            "2025-05-20T16:30:00Z")) {
      assertThat(one("<pubDate>" + date + "</pubDate>").published())
          .as(date)
          .isEqualTo(Instant.parse("2025-05-20T16:30:00Z"));
    }
    assertThat(one("<pubDate>last Tuesday</pubDate>").published()).isNull();
    assertThat(one("<title>No date</title>").published()).isNull();
  }

  @Test
  void ofAnAtomEntryTheDayOfPublicationCountsAndElseThatOfTheLastChange() throws IOException {
    String updated = "<updated>2025-05-20T10:00:00Z</updated>";

    assertThat(atom(updated + "<published>2025-05-01T10:00:00Z</published>").published())
        .isEqualTo(Instant.parse("2025-05-01T10:00:00Z"));
    assertThat(atom(updated).published()).isEqualTo(Instant.parse("2025-05-20T10:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<img src='https://a.example.org/b.png' onerror='alert(1)'>",
        "<p onclick='alert(1)' style='position: fixed'>",
        "<a href='javascript:alert(1)'>",
        "<a href=' java&#10;script:alert(1)'>",
        "<svg onload='alert(1)'><script>alert(1)</script></svg>",
        "<math><style><img src=x onerror=alert(1)></style></math>",
        "<iframe src='https://a.example.org'></iframe>",
        "<object data='a'><embed src='b'></object>",
        "<form action='https://a.example.org'><input name='password'></form>",
        "<style>body { display: none }</style>",
        "<meta http-equiv='refresh' content='0; url=https://a.example.org'>",
        "</div></article><base href='https://a.example.org'>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>"
      })
  void whatIsMoreThanTextIsLeftOut(String html) throws IOException {
    String body = one(description("<p>Before.</p>" + html + "<p>After.</p>")).body();

    assertThat(body).contains("Before.", "After.");
    assertThat(body.toLowerCase(Locale.ROOT))
        .doesNotContain("<script", "javascript:", " style=", "<svg", "<iframe", "<object")
        .doesNotContain("<form", "<style", "<meta", "<base", "</div>", "</article>")
        .doesNotContainPattern("<[^>]*\\bon\\w+=");
  }

  @Test
  void whatIsLeftOpenIsClosed() throws IOException {
    assertThat(one(description("<p>An <b>important")).body())
        .isEqualTo("<p>An <b>important</b></p>");
  }

  @Test
  void linksAndPicturesLeadToTheWeb() throws IOException {
    String relative = "<a href='../about'>us</a> <img src='/a.png'> <img alt='no address'>";

    assertThat(
            one("<link>https://blog.example.org/2025/post</link>" + description(relative)).body())
        .contains("\"https://blog.example.org/about\"", "\"https://blog.example.org/a.png\"")
        .contains("alt=\"\"")
        .doesNotContain("no address");
    assertThat(one("<link>/2025/post</link>").link())
        .isEqualTo("https://blog.example.org/2025/post");
    assertThat(one("<link>javascript:alert(1)</link>").link()).isNull();
    assertThat(one("<link>not a link</link>").title()).isEqualTo("Untitled");
  }

  @Test
  void titlesAreTextWhateverIsInThem() throws IOException {
    assertThat(
            one("<title>Salt &amp;amp; <![CDATA[<b>pepper</b><script>x</script>]]></title>")
                .title())
        .isEqualTo("Salt & pepper");
    assertThat(atom("<title type='text'>1 &lt; 2 &lt;b&gt;</title>").title())
        .isEqualTo("1 < 2 <b>");
    assertThat(one("<title>  </title>").title()).isEqualTo("Untitled");
  }

  @Test
  void theWholeTextIsPreferredToTheSummary() throws IOException {
    String whole = "<content:encoded>&lt;p&gt;Whole.&lt;/p&gt;</content:encoded>";

    assertThat(one(description("Summary.") + whole).body()).isEqualTo("<p>Whole.</p>");
    assertThat(one(description("Summary.")).body()).isEqualTo("Summary.");
    assertThat(
            atom("<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>X.</p></div></content>")
                .body())
        .contains("<p>X.</p>");
  }

  @Test
  void anEntryIsKnownByItsGuidElseByItsLinkElseByWhatItSays() throws IOException {
    assertThat(one("<guid>7</guid><link>https://a.example.org/b</link>").uid()).isEqualTo("7");
    assertThat(one("<link>https://a.example.org/b</link>").uid())
        .isEqualTo("https://a.example.org/b");
    assertThat(one("<title>A</title>" + description("B")).uid()).isEqualTo("A\nB");
  }

  @Test
  void whatIsNoFeedIsCalledSo() {
    for (String text :
        List.of("", "<html><p>Moved.</html>", rss("<title>x</title>").substring(0, 80), "{}")) {
      assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8), null))
          .as(text)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("not a feed that can be read: ");
    }
  }

  @Test
  void aFeedCannotReadFilesOrGrow() {
    String entity =
        "<!DOCTYPE rss [<!ENTITY file SYSTEM 'file:///etc/passwd'>]>"
            + rss("<title>&file;</title>");

    assertThatThrownBy(() -> read(entity.getBytes(StandardCharsets.UTF_8), null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("DOCTYPE");
  }

  private static Entry one(String item) throws IOException {
    return read(rss(item).getBytes(StandardCharsets.UTF_8), null).get(0);
  }

  private static Entry atom(String entry) throws IOException {
    String feed =
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title><id>a</id><entry><id>1</id>"
            + entry
            + "</entry></feed>";
    return read(feed.getBytes(StandardCharsets.UTF_8), null).get(0);
  }

  private static String rss(String item) {
    return "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        + "<title>A blog</title><link>https://blog.example.org/</link><description/><item>"
        + item
        + "</item></channel></rss>";
  }

  private static String description(String html) {
    return "<description><![CDATA[" + html + "]]></description>";
  }

  private static List<Entry> read(byte[] bytes, @Nullable String type) throws IOException {
    return FeedReader.read(new Fetcher.Document(bytes, type, Validators.NONE), ADDRESS);
  }
}
