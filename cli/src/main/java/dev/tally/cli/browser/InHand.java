// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.profile.Merge;
import dev.tally.profile.Profile;
import dev.tally.pstats.MethodRows;
import dev.tally.pstats.SortKey;
import dev.tally.report.Stats;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files that the browser has in hand, as a profile of which questions are asked; and how
 * somebody wants to see functions, so that an answer is seen alike.
 */
final class InHand {
  private final StatsReader reader;
  private List<Opened> files = new ArrayList<>();
  private Scope standing = Scope.WHOLE;

  /** All files together; made when it is first asked for. */
  private @Nullable Profile whole;

  private List<SortKey> keys = List.of();
  private boolean reversed;
  private boolean stripped;

  InHand(StatsReader reader) {
    this.reader = reader;
  }

  /** Takes a file in place of all others; gives its statistics. */
  Stats read(Opened file) throws NoAnswer {
    InHand fresh = new InHand(reader);
    fresh.files.add(file);
    fresh.standing = standing;
    Stats stats = standing.isWhole() ? file.stats() : fresh.stats(Scope.WHOLE);
    files = fresh.files;
    whole = fresh.whole;
    stripped = false;
    forgetOrder();
    return stats;
  }

  /**
   * Takes a file beside the others; gives the statistics of all.
   *
   * @param present those of the others
   * @throws IllegalArgumentException if they cannot be added up, with the reason
   */
  Stats add(Stats present, Opened file) throws NoAnswer {
    InHand more = new InHand(reader);
    more.files.addAll(files);
    more.files.add(file);
    more.standing = standing;
    more.stripped = stripped;
    Stats stats = standing.isWhole() ? present.add(file.stats()) : more.stats(Scope.WHOLE);
    files = more.files;
    whole = more.whole;
    forgetOrder();
    return stats;
  }

  /** From now on there is a part only; gives its statistics, null if nothing was read yet. */
  @Nullable Stats narrow(Scope scope) throws NoAnswer {
    standing = scope;
    return files.isEmpty() ? null : stats(Scope.WHOLE);
  }

  void sort(Stats stats, List<SortKey> wanted) {
    stats.sort(wanted.toArray(SortKey[]::new));
    keys = wanted;
    reversed = false;
  }

  void reverse(Stats stats) {
    stats.reverse();
    reversed = !reversed;
  }

  /** Takes the folders off; throws what {@link Stats#strip} throws. */
  void strip(Stats stats) {
    stats.strip();
    stripped = true;
    forgetOrder();
  }

  private void forgetOrder() {
    keys = List.of();
    reversed = false;
  }

  /** Whether all that was read can be asked more than pstats' questions. */
  boolean isKnown() {
    return !files.isEmpty() && files.stream().allMatch(file -> file.profile() != null);
  }

  /**
   * A part of what is in hand.
   *
   * @throws NoAnswer if there is none
   * @throws IllegalArgumentException if the files cannot be added up, with the reason
   */
  Profile profile(Scope scope) throws NoAnswer {
    Scope both = standing.plus(scope);
    return both.isWhole() ? whole() : PartOfProfile.of(whole(), both, !stripped);
  }

  /** Its statistics, seen as those in hand are; throws what {@link #profile} throws. */
  Stats stats(Scope scope) throws NoAnswer {
    String heading = files.stream().map(Opened::heading).collect(Collectors.joining("\n"));
    Stats stats = reader.statsOf(profile(scope), heading);
    if (stripped) {
      stats.strip();
    }
    if (!keys.isEmpty()) {
      stats.sort(keys.toArray(SortKey[]::new));
    }
    return reversed ? stats.reverse() : stats;
  }

  /** The names of a part's methods, as they are seen now. */
  MethodRows names(Profile part) {
    return new MethodRows(part, !stripped);
  }

  /** What reports of a part say of it: what was asked, and what has no place in it. */
  List<String> notes(Profile part) {
    List<String> notes = part.origin().notes();
    int asked = notes.size() - whole().origin().notes().size();
    return asked <= 0 ? List.of() : notes.subList(0, asked);
  }

  private Profile whole() {
    if (whole == null) {
      Merge merge = new Merge();
      Profile only = null;
      for (Opened file : files) {
        Supplier<Profile> profile = file.profile();
        if (profile == null) {
          throw new IllegalStateException("expected a profile, found a table");
        }
        only = profile.get();
        if (files.size() > 1) {
          merge.add(only);
        }
      }
      if (only == null) {
        throw new IllegalStateException("expected a file in hand, found none");
      }
      whole = files.size() > 1 ? merge.profile() : only;
    }
    return whole;
  }
}
