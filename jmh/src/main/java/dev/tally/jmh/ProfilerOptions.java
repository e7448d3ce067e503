// SPDX-License-Identifier: Apache-2.0
package dev.tally.jmh;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import joptsimple.OptionException;
import joptsimple.OptionParser;
import joptsimple.OptionSet;
import joptsimple.OptionSpec;
import org.openjdk.jmh.profile.ProfilerException;

/**
 * What stands behind the profiler's name and a colon, as in {@code include=com.acme.*;top=20}.
 *
 * @param include patterns of classes to record, as {@code tally run --include} takes them; empty
 *     for all but the JDK's and JMH's
 * @param exclude patterns of classes not to record
 * @param top how many methods become results, most calls first
 * @param folder where recordings go
 */
record ProfilerOptions(List<String> include, List<String> exclude, int top, Path folder) {

  static ProfilerOptions parse(String text) throws ProfilerException {
    OptionParser parser = new OptionParser();
    OptionSpec<String> include =
        parser.accepts("include").withRequiredArg().withValuesSeparatedBy(',');
    OptionSpec<String> exclude =
        parser.accepts("exclude").withRequiredArg().withValuesSeparatedBy(',');
    OptionSpec<Integer> top =
        parser.accepts("top").withRequiredArg().ofType(Integer.class).defaultsTo(20);
    OptionSpec<String> dir = parser.accepts("dir").withRequiredArg().defaultsTo(".");
    List<String> words = new ArrayList<>();
    for (String option : text.split(";", -1)) {
      if (!option.isBlank()) {
        words.add("--" + option.strip());
      }
    }
    try {
      OptionSet set = parser.parse(words.toArray(new String[0]));
      if (set.valueOf(top) < 1) {
        throw problem("top= is how many methods are shown, at least 1", text);
      }
      return new ProfilerOptions(
          set.valuesOf(include),
          set.valuesOf(exclude),
          set.valueOf(top),
          Path.of(set.valueOf(dir)));
    } catch (OptionException | InvalidPathException e) {
      throw problem(String.valueOf(e.getMessage()), text);
    }
  }

  private static ProfilerException problem(String what, String found) {
    return new ProfilerException(
        "expected include=PATTERN,...;exclude=PATTERN,...;top=COUNT;dir=FOLDER behind"
            + " dev.tally.jmh.TallyProfiler:, found \""
            + found
            + "\": "
            + what);
  }
}
