// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import java.time.LocalDate;
import java.time.Year;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time zone that the environment variable {@code TZ} spells out as POSIX has it, as small
 * containers and routers do: {@code CET-1CEST,M3.5.0,M10.5.0/3}. Java knows zones by name only, and
 * takes such a rule for one without summer time.
 *
 * @param standardSeconds east of Greenwich, outside summer time
 * @param summerSeconds in summer time; the same if there is none
 * @param start when summer time begins, in standard time
 * @param end when it ends, in summer time
 */
record PosixZone(int standardSeconds, int summerSeconds, Change start, Change end) {
  private static final String NAME = "(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)";
  private static final String TIME = "([+-]?)(\\d{1,3})(?::(\\d{1,2}))?(?::(\\d{1,2}))?";
  private static final Pattern ZONE =
      Pattern.compile(
          NAME + "(" + TIME + ")(?:" + NAME + "(" + TIME + ")?(?:,([^,]+)(?:,([^,]+))?)?)?");
  private static final Pattern CHANGE =
      Pattern.compile("(?:M(\\d{1,2})\\.([1-5])\\.([0-6])|(J?)(\\d{1,3}))(?:/(" + TIME + "))?");

  /** What the C library takes if summer time is named but not when: the rule of the USA. */
  private static final Change DEFAULT_START = new Change(3, 2, 0, false, 2 * 3600);

  private static final Change DEFAULT_END = new Change(11, 1, 0, false, 2 * 3600);

  private static final int HOUR = 3600;
  private static final int DAY = 24 * HOUR;
  private static final Change NEVER = new Change(0, 0, 0, false, 0);

  /**
   * When summer time begins or ends in a year.
   *
   * @param month 1 to 12, or 0 if the day is one of the year
   * @param week 1 to 5, where 5 is the month's last
   * @param day 0 for Sunday; or of the year, from 0
   * @param skipsLeapDay the day of the year is counted as if February had 28 days
   * @param seconds after midnight
   */
  record Change(int month, int week, int day, boolean skipsLeapDay, int seconds) {
    /** The day's number since 1970. */
    long epochDay(int year) {
      long newYear = LocalDate.of(year, 1, 1).toEpochDay();
      if (month == 0) {
        boolean shifted = skipsLeapDay && day >= 59 && Year.isLeap(year);
        return newYear + day + (shifted ? 1 : 0);
      }
      LocalDate first = LocalDate.of(year, month, 1);
      int firstWeekday = first.getDayOfWeek().getValue() % 7;
      int inMonth = Math.floorMod(day - firstWeekday, 7) + 7 * (week - 1);
      return first.toEpochDay() + (inMonth < first.lengthOfMonth() ? inMonth : inMonth - 7);
    }
  }

  /** The zone of a rule, as far as it can be understood; null if it is none. */
  static @Nullable PosixZone of(String rule) {
    Matcher zone = ZONE.matcher(rule);
    if (!zone.lookingAt()) {
      return null;
    }
    int standard = offset(zone, 1);
    if (zone.end() == zone.end(1)) {
      return new PosixZone(standard, standard, NEVER, NEVER);
    }
    int summerSeconds = zone.group(6) == null ? standard + HOUR : offset(zone, 6);
    return new PosixZone(
        standard,
        summerSeconds,
        change(zone.group(11), DEFAULT_START),
        change(zone.group(12), DEFAULT_END));
  }

  private static Change change(@Nullable String rule, Change otherwise) {
    Change change = rule == null ? null : change(rule);
    return change == null ? otherwise : change;
  }

  private static @Nullable Change change(String rule) {
    Matcher change = CHANGE.matcher(rule);
    if (!change.matches()) {
      return null;
    }
    int seconds = change.group(6) == null ? 2 * HOUR : seconds(change, 6);
    if (change.group(1) != null) {
      int month = Integer.parseInt(change.group(1));
      return month < 1 || month > 12
          ? null
          : new Change(
              month,
              Integer.parseInt(change.group(2)),
              Integer.parseInt(change.group(3)),
              false,
              seconds);
    }
    boolean skips = change.group(4).equals("J");
    int day = Integer.parseInt(change.group(5)) - (skips ? 1 : 0);
    return day < 0 || day > 365 ? null : new Change(0, 0, day, skips, seconds);
  }

  private static int offset(Matcher matcher, int group) {
    return -Math.max(-DAY, Math.min(DAY, seconds(matcher, group)));
  }

  /** The time in the group of this number, which has the groups of {@link #TIME} in it. */
  private static int seconds(Matcher matcher, int group) {
    int seconds = 0;
    for (int part = group + 2; part <= group + 4; part++) {
      String digits = matcher.group(part);
      seconds = seconds * 60 + (digits == null ? 0 : Integer.parseInt(digits));
    }
    return matcher.group(group + 1).equals("-") ? -seconds : seconds;
  }

  /** Seconds east of Greenwich at a moment. */
  int offsetSeconds(long epochSecond) {
    int year = LocalDate.ofEpochDay(Math.floorDiv(epochSecond, (long) DAY)).getYear();
    long begins = start.epochDay(year) * DAY + start.seconds() - standardSeconds;
    long ends = end.epochDay(year) * DAY + end.seconds() - summerSeconds;
    // South of the equator, summer goes on over New Year.
    boolean summer =
        begins > ends
            ? epochSecond < ends || epochSecond >= begins
            : epochSecond >= begins && epochSecond < ends;
    return summer ? summerSeconds : standardSeconds;
  }
}
