// SPDX-License-Identifier: Apache-2.0
package org.example.planet.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The page in HTML, from the template {@code page.html}: what it names are the methods here. */
record Page(String title, List<Day> days) {
  private static final Template TEMPLATE = template();

  /** What was published on one day. */
  record Day(LocalDate date, List<Post> posts) {
    private static final DateTimeFormatter NAME =
        DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    String name() {
      return NAME.format(date);
    }
  }

  /**
   * @param posts newest first
   */
  static Page of(String title, List<Post> posts) {
    Map<LocalDate, List<Post>> days = new LinkedHashMap<>();
    for (Post post : posts) {
      days.computeIfAbsent(post.day(), day -> new ArrayList<>()).add(post);
    }
    return new Page(
        title, days.entrySet().stream().map(day -> new Day(day.getKey(), day.getValue())).toList());
  }

  String html() {
    return TEMPLATE.execute(this);
  }

  private static Template template() {
    try (InputStream stream =
        Objects.requireNonNull(Page.class.getResourceAsStream("page.html"), "page.html")) {
      // Values are escaped, but for those in three braces.
      return Mustache.compiler().compile(new InputStreamReader(stream, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
