// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.Misuse;
import dev.tally.cli.browser.StatsReader;
import dev.tally.format.FormatException;
import dev.tally.format.TallyFormat;
import dev.tally.profile.Profile;
import dev.tally.profile.ProfileFunctions;
import dev.tally.report.Caveats;
import dev.tally.report.Stats;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Opens the files that {@code tally stats} and the browser's commands name.
 *
 * @param plain leave away what pstats does not say
 */
record StatsFiles(boolean plain) implements StatsReader {

  @Override
  public Stats read(String name) throws IOException {
    Path file = Path.of(name);
    String heading = time(Files.getLastModifiedTime(file).toInstant()) + "    " + name;
    Profile profile;
    try (InputStream in = Files.newInputStream(file)) {
      profile = TallyFormat.read(in);
    }
    ProfileFunctions functions = ProfileFunctions.of(profile);
    Stats stats = Stats.of(functions.table(), heading);
    String caveats = plain ? null : Caveats.line(profile, functions);
    return caveats == null ? stats : stats.note(caveats);
  }

  /**
   * The same for a file on the command line.
   *
   * @throws Misuse if there is no such file
   * @throws IOException if it is not a profile, with the file's name
   */
  Stats readOrFail(String name) throws IOException {
    Path file = Path.of(name);
    if (!Files.exists(file)) {
      throw new Misuse("no such file: " + name);
    }
    if (Files.isDirectory(file)) {
      throw new Misuse(name + " is a folder; expected a profile");
    }
    try {
      return read(name);
    } catch (FormatException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
  }

  /** As C's ctime writes it, in the local zone: {@code Mon Nov 3 14:25:36 2026}. */
  static String time(Instant instant) {
    ZonedDateTime time = instant.atZone(ZoneId.systemDefault());
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

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
