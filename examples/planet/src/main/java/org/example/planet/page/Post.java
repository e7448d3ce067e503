// SPDX-License-Identifier: Apache-2.0
package org.example.planet.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An entry as the page shows it.
 *
 * @param feed the name of the feed that it is from
 * @param body HTML that can do no harm
 */
record Post(
    long id,
    String feed,
    @Nullable String link,
    String title,
    String body,
    List<String> topics,
    Instant published) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  /** Called by the template, as the next is. */
  String time() {
    return TIME.format(published);
  }

  String machineTime() {
    return published.toString();
  }

  LocalDate day() {
    return LocalDate.ofInstant(published, ZoneOffset.UTC);
  }
}
