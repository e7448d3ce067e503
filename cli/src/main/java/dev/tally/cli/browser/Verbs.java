// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of all commands, in the order in which help lists them. */
public final class Verbs {
  /** The command that the end of the input stands for. */
  public static final String END_OF_INPUT = "EOF";

  private static final List<Verb> ALL =
      List.of(
          new LeaveVerb(END_OF_INPUT, "\n"),
          new AddVerb(),
          new ByVerb(),
          ReportVerb.callees(),
          ReportVerb.callers(),
          new DiffVerb(),
          new HelpVerb(),
          ReportVerb.packages(),
          new LeaveVerb("quit", ""),
          new ReadVerb(),
          new ReverseVerb(),
          new SortVerb(),
          ReportVerb.stats(),
          new StripVerb(),
          new ThreadsVerb(),
          new TreeVerb());

  private Verbs() {}

  /** The command of a name; null if there is none. Names are not abbreviated. */
  public static @Nullable Verb find(String name, Session session) {
    for (Verb verb : ALL) {
      if (verb.name().equals(name) && verb.isKnown(session)) {
        return verb;
      }
    }
    return null;
  }

  public static List<String> names(Session session) {
    List<String> names = new ArrayList<>();
    for (Verb verb : ALL) {
      if (verb.isListed(session)) {
        names.add(verb.name());
      }
    }
    return names;
  }
}
