// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.browser.Comparer;
import dev.tally.cli.browser.NoAnswer;
import dev.tally.cli.browser.PartOfProfile;
import dev.tally.cli.browser.Scope;
import dev.tally.format.Contents;
import dev.tally.format.wire.FormatException;
import dev.tally.profile.Diff;
import dev.tally.profile.Merge;
import dev.tally.profile.Profile;
import dev.tally.pstats.FunctionProfile;
import dev.tally.report.DiffReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** Compares files, for {@code tally diff} and for the browser's {@code diff}. */
final class Comparison implements Comparer {
  private final Scope scope;
  private final boolean percent;
  private final Naming names;

  /** For the browser. */
  Comparison(Scope scope, boolean percent, Naming names) {
    this.scope = scope;
    this.percent = percent;
    this.names = names;
  }

  /**
   * Compares what two files hold.
   *
   * @throws IllegalArgumentException if that makes no sense, with the reason
   */
  static Diff of(Naming names, String before, Contents first, String after, Contents second) {
    boolean mixed = first.isTable() != second.isTable();
    Diff diff;
    try {
      diff = Diff.of(profile(names, first, mixed), profile(names, second, mixed));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(before + " and " + after + ": " + e.getMessage(), e);
    }
    if (mixed && diff.inBoth() == 0) {
      throw new IllegalArgumentException(
          (first.isTable() ? before : after)
              + " is a Python profile, and no function in it is a method in "
              + (first.isTable() ? after : before)
              + ", so there is nothing to compare");
    }
    return diff;
  }

  /** A table has functions only, so a recording that is compared with one is seen as such. */
  private static Profile profile(Naming names, Contents contents, boolean asFunctions) {
    if (contents.isTable()) {
      return contents.profile();
    }
    Profile recording = names.of(contents.profile());
    return asFunctions ? FunctionProfile.of(recording) : recording;
  }

  @Override
  public void compare(String before, List<String> after, Appendable out) throws IOException {
    String name = String.join(" + ", after);
    Contents sum = read(after.get(0));
    if (after.size() > 1) {
      Merge merge = new Merge();
      merge.add(sum.profile());
      for (String each : after.subList(1, after.size())) {
        merge.add(read(each).profile());
      }
      sum = Contents.of(merge.profile());
    }
    Contents first = read(before);
    if (!scope.isWhole()) {
      try {
        List<Profile> parts =
            PartOfProfile.ofEach(
                List.of(names.of(first.profile()), names.of(sum.profile())), scope);
        first = Contents.of(parts.get(0));
        sum = Contents.of(parts.get(1));
      } catch (NoAnswer e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }
    Diff diff = of(names, before, first, name, sum);
    DiffReport.print(diff, before, name, null, percent, List.of(), out);
  }

  private static Contents read(String name) throws IOException {
    if (name.equals(ProfileFile.STANDARD_INPUT)) {
      throw new IOException("standard input cannot be read once more, for diff");
    }
    try {
      return ProfileFile.of(Path.of(""), name, InputStream.nullInputStream()).read();
    } catch (FormatException e) {
      throw ProfileFile.about(name, e);
    }
  }
}
