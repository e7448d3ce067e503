// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.browser.Comparer;
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
  private final boolean percent;
  private final Naming names;

  /** For the browser. */
  Comparison(boolean percent, Naming names) {
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
    Diff diff = of(names, before, read(before), name, sum);
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
