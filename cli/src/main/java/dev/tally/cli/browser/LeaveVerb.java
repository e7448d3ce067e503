// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import java.io.IOException;

/** {@code quit}, and what the end of the input comes to. */
final class LeaveVerb extends Verb {
  private final String lastWords;

  LeaveVerb(String name, String lastWords) {
    super(name, "Ends the browser.");
    this.lastWords = lastWords;
  }

  @Override
  public boolean run(Session session, String argument) throws IOException {
    session.out().append(lastWords);
    return false;
  }
}
