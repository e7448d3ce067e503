// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.pprof;

import dev.tally.format.stacks.ProfileNotes;
import dev.tally.profile.Engine;
import dev.tally.profile.Frame;
import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * What a pprof file says in comments: first a line that a reader of ours understands, then one for
 * each group of threads, then sentences for people ({@code go tool pprof -comments}).
 */
final class PprofComments {
  /** What the first comment begins with. */
  static final String OURS = "tally: ";

  private PprofComments() {}

  static List<String> of(Profile profile) {
    List<String> comments = new ArrayList<>();
    comments.add(knowledge(profile));
    for (Threads group : profile.threads()) {
      comments.add("threads " + group.count() + ": " + group.name());
    }
    comments.addAll(ProfileNotes.of(profile));
    return comments;
  }

  /** {@code tally: calls exact, time estimated; paths exact; lines unknown; engine counting}. */
  private static String knowledge(Profile profile) {
    StringJoiner metrics = new StringJoiner(", ");
    for (Metric metric : profile.metrics()) {
      metrics.add(metric.name() + " " + word(metric.known()));
    }
    boolean lines = false;
    for (Frame frame : profile.frames()) {
      lines |= frame.line() != 0;
    }
    return OURS
        + metrics
        + "; paths "
        + word(profile.paths())
        + "; lines "
        + (lines ? "known" : "unknown")
        + "; engine "
        + engine(profile.origin().engine());
  }

  private static String engine(Engine engine) {
    return engine.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
