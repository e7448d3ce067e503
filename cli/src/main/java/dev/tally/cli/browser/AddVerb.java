// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import java.io.IOException;
import java.util.List;

/** {@code add FILE}. */
final class AddVerb extends Verb {
  AddVerb() {
    super("add", "add FILE: adds another profile's numbers to the one in hand.");
  }

  @Override
  public boolean run(Session session, String argument) throws IOException {
    session.add(argument);
    return true;
  }

  @Override
  List<String> complete(Session session, String argument, String word) {
    return session.files(argument, word);
  }
}
