// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.report.Stats;
import java.io.IOException;

/** {@code strip}. */
final class StripVerb extends Verb {
  StripVerb() {
    super(
        "strip",
        "strip: takes the folders off the names of files.",
        "Functions that cannot be told apart without them are added up; the order is forgotten.");
  }

  @Override
  public boolean run(Session session, String argument) throws IOException {
    Stats stats = session.statsOrComplaint();
    if (stats != null) {
      try {
        session.inHand().strip(stats);
      } catch (IllegalArgumentException e) {
        session.complain("Cannot strip: " + e.getMessage());
      }
    }
    return true;
  }
}
