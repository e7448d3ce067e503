// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.profile.Profile;
import dev.tally.report.Stats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the browser has in hand: a profile or none, and whom to answer. */
public final class Session {
  private static final String PROMPT_END = "% ";

  private final StatsReader reader;
  private final @Nullable Comparer comparer;
  private final Appendable out;
  private final @Nullable DataReports data;
  private @Nullable Stats stats;
  private @Nullable String file;

  /** What was added to the profile in hand. */
  private final List<String> added = new ArrayList<>();

  /** All that was read, the profile in hand and what was added. */
  private final InHand inHand;

  private boolean failed;

  public Session(StatsReader reader, @Nullable Comparer comparer, Appendable out) {
    this(reader, comparer, out, null);
  }

  /**
   * @param data what prints reports as data instead; null if they are text, in {@code out}
   */
  Session(
      StatsReader reader, @Nullable Comparer comparer, Appendable out, @Nullable DataReports data) {
    this.reader = reader;
    this.comparer = comparer;
    this.out = out;
    this.data = data;
    inHand = new InHand(reader);
  }

  public Appendable out() {
    return out;
  }

  /** What prints reports as data; null if they are text. */
  @Nullable DataReports data() {
    return data;
  }

  public String prompt() {
    return file == null ? PROMPT_END : file + PROMPT_END;
  }

  /** Writes one line. */
  public void say(String line) throws IOException {
    out.append(line).append('\n');
  }

  /** Writes one line about a command that could not be obeyed. */
  void complain(String line) throws IOException {
    failed = true;
    say(line);
  }

  /** Takes note of a command that could not be obeyed, as something else has said. */
  void fail() {
    failed = true;
  }

  /** Whether any command could not be obeyed so far. */
  boolean failed() {
    return failed;
  }

  /**
   * Names of files that begin so, without what stands before the last word: a name may have blanks.
   *
   * @param word the last word of {@code start}
   */
  List<String> files(String start, String word) {
    int before = start.length() - word.length();
    return reader.files(start).stream().map(name -> name.substring(before)).toList();
  }

  /** The profile in hand; null if there is none. */
  @Nullable Stats stats() {
    return stats;
  }

  /** The profile in hand; null, which the user is told, if there is none. */
  @Nullable Stats statsOrComplaint() throws IOException {
    if (stats == null) {
      complain("No statistics object is loaded.");
    }
    return stats;
  }

  /** Whether a part of a profile can be asked about: not where all is to be as pstats has it. */
  boolean isAsked() {
    return stats == null ? comparer != null : inHand.isKnown();
  }

  /** Whether what is in hand are recordings, of which reports may say more than pstats'. */
  boolean isRecording() {
    return stats != null && stats.extras().explained() && inHand.isKnown();
  }

  /** Takes away from what follows a command what asks about a part. */
  Scope scope(List<String> words) throws NoAnswer {
    return stats != null && inHand.isKnown() ? Scope.take(words, isRecording()) : Scope.WHOLE;
  }

  /** Statistics of a part; null, with the reason said, if there are none. */
  @Nullable Stats statsOrComplaint(Scope scope) throws IOException {
    Stats present = statsOrComplaint();
    if (present == null || scope.isWhole()) {
      return present;
    }
    try {
      return inHand.stats(scope);
    } catch (NoAnswer | IllegalArgumentException e) {
      complain(String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** Takes a profile in place of the present one, which stays if that does not work. */
  public void read(String name) throws IOException {
    try {
      stats = inHand.read(reader.open(name));
    } catch (IOException e) {
      complain(SystemError.of(e).text());
      return;
    } catch (NoAnswer e) {
      complain(String.valueOf(e.getMessage()));
      return;
    }
    file = name;
    added.clear();
  }

  /** Takes the present profile anew from its file. */
  void reload() throws IOException {
    if (file == null) {
      complain("No statistics object is current -- cannot reload.");
    } else {
      read(file);
    }
  }

  /** Adds a profile to the present one. */
  public void add(String name) throws IOException {
    Stats present = statsOrComplaint();
    if (present == null) {
      return;
    }
    try {
      stats = inHand.add(present, reader.open(name));
      added.add(name);
    } catch (IOException e) {
      SystemError error = SystemError.of(e);
      complain("Failed to load statistics for " + name + ": " + error.withName(name));
    } catch (IllegalArgumentException | NoAnswer e) {
      complain("Failed to load statistics for " + name + ": " + e.getMessage());
    }
  }

  /** What paths are known by of what is in hand. */
  InHand inHand() {
    return inHand;
  }

  /** What an answer is about a part of what is in hand. */
  Asked asked(Stats present, Profile part, List<String> notes) {
    List<String> all = new ArrayList<>(present.notes());
    notes.stream().filter(note -> !all.contains(note)).forEach(all::add);
    return new Asked(List.copyOf(present.headings()), all, part, inHand.names(part));
  }

  /** From now on there is only a part of the profile. */
  void narrow(Scope scope) throws NoAnswer {
    Stats part = inHand.narrow(scope);
    stats = part == null ? stats : part;
  }

  /** Whether the browser understands what pstats' does and nothing more. */
  boolean isPlain() {
    return comparer == null;
  }

  /** Compares profiles; null if the browser cannot. */
  @Nullable Comparer comparer() {
    return comparer;
  }

  /** Prints what changed from a profile to the present one. */
  void diff(String before) throws IOException {
    Stats present = statsOrComplaint();
    if (present == null || comparer == null || file == null) {
      return;
    }
    List<String> after = new ArrayList<>(List.of(file));
    after.addAll(added);
    try {
      comparer.compare(before, after, out);
    } catch (IOException e) {
      complain("Failed to compare with " + before + ": " + SystemError.of(e).withName(before));
    } catch (IllegalArgumentException e) {
      complain("Failed to compare with " + before + ": " + e.getMessage());
    }
  }
}
