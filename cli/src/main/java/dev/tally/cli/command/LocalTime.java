// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Local time as the C library, and so Python, tells and writes it. */
final class LocalTime {
  private static final List<String> ZONE_FOLDERS =
      List.of(
          "/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo");

  private LocalTime() {}

  /** As C's ctime writes it: {@code Mon Nov 3 14:25:36 2026}. */
  static String ctime(Instant instant) {
    return ctime(instant, System.getenv("TZ"));
  }

  /**
   * The same in another zone.
   *
   * @param tz what the environment variable {@code TZ} holds, null if it is not set
   */
  static String ctime(Instant instant, @Nullable String tz) {
    long seconds = instant.getEpochSecond();
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(seconds + offsetSeconds(instant, tz), 0, ZoneOffset.UTC);
    int day = time.getDayOfWeek().getValue() * 3 - 3;
    int month = time.getMonthValue() * 3 - 3;
    // By hand: a formatter would load the JDK's locales, which takes longer than reading a profile.
    return "MonTueWedThuFriSatSun".substring(day, day + 3)
        + " "
        + "JanFebMarAprMayJunJulAugSepOctNovDec".substring(month, month + 3)
        + (time.getDayOfMonth() < 10 ? "  " : " ")
        + time.getDayOfMonth()
        + " "
        + twoDigits(time.getHour())
        + ":"
        + twoDigits(time.getMinute())
        + ":"
        + twoDigits(time.getSecond())
        + " "
        + time.getYear();
  }

  /**
   * Zones that have files are Java's business, which it settles as the C library does. Other values
   * are rules, or nothing, which is UTC.
   */
  private static int offsetSeconds(Instant instant, @Nullable String tz) {
    String name = tz != null && tz.startsWith(":") ? tz.substring(1) : tz;
    if (name == null || name.isEmpty() || hasFile(name)) {
      return ZoneId.systemDefault().getRules().getOffset(instant).getTotalSeconds();
    }
    PosixZone zone = PosixZone.of(name);
    return zone == null ? 0 : zone.offsetSeconds(instant.getEpochSecond());
  }

  private static boolean hasFile(String name) {
    try {
      for (String folder : ZONE_FOLDERS) {
        if (Files.isRegularFile(Path.of(folder).resolve(name))) {
          return true;
        }
      }
    } catch (InvalidPathException none) {
      // No file has this name.
    }
    return false;
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
