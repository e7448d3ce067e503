// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.report.Stats;
import java.io.IOException;

/** {@code reverse}. */
final class ReverseVerb extends Verb {
  ReverseVerb() {
    super("reverse", "reverse: turns the sorted order round, until the next sort.");
  }

  @Override
  public boolean run(Session session, String argument) throws IOException {
    Stats stats = session.statsOrComplaint();
    if (stats != null) {
      session.inHand().reverse(stats);
    }
    return true;
  }
}
