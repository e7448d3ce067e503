// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.stacks;

import dev.tally.profile.Engine;
import dev.tally.profile.LeftOut;
import dev.tally.profile.Metric;
import dev.tally.profile.Origin;
import dev.tally.profile.Profile;
import dev.tally.pstats.ProfileFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Sentences about where a profile comes from and how good its numbers are, for formats that have a
 * place for people to read and no fields for it.
 */
public final class ProfileNotes {
  private ProfileNotes() {}

  public static List<String> of(Profile profile) {
    List<String> sentences = new ArrayList<>();
    Origin origin = profile.origin();
    add(sentences, "recorded by ", origin.creator());
    add(sentences, "program: ", String.join(" ", origin.commandLine()));
    add(sentences, "JVM: ", origin.jvm());
    if (profile.has(Metric.TIME) && origin.engine() instanceof Engine.Counting) {
      ProfileFunctions functions = ProfileFunctions.of(profile);
      sentences.add(
          functions.estimated() == 0
              ? "calls are exact, times were measured"
              : String.format(
                  Locale.ROOT,
                  "calls are exact, times of %d of %d functions estimated, standard error at most"
                      + " %.3f s",
                  functions.estimated(),
                  functions.table().size(),
                  functions.largestErrorSeconds()));
    }
    if (profile.edges().size() > 0) {
      sentences.add(
          "what is below calls without a path is not known: cumulative numbers are too small there");
    }
    for (LeftOut each : profile.leftOut()) {
      sentences.add("left out: " + each.name() + " (" + each.reason() + ")");
    }
    if (!origin.complete()) {
      sentences.add("the program was still running");
    }
    sentences.addAll(origin.notes());
    return sentences;
  }

  private static void add(List<String> sentences, String what, String value) {
    if (!value.isEmpty()) {
      sentences.add(what + value);
    }
  }
}
