// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import java.io.IOException;
import java.util.List;

/** {@code read [FILE]}. */
final class ReadVerb extends Verb {
  ReadVerb() {
    super(
        "read",
        "read FILE: takes another profile in hand instead of this one.",
        "read: takes this one anew from its file, unsorted and unstripped.");
  }

  @Override
  public boolean run(Session session, String argument) throws IOException {
    if (argument.isEmpty()) {
      session.reload();
    } else {
      session.read(argument);
    }
    return true;
  }

  @Override
  List<String> complete(Session session, String argument, String word) {
    return session.files(argument, word);
  }
}
