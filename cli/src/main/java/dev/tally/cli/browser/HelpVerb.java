// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import java.io.IOException;
import java.util.List;

/** {@code help [COMMAND]}, also as {@code ?}. */
final class HelpVerb extends Verb {
  private static final String LIST_TITLE = "Documented commands (type help <topic>):";

  HelpVerb() {
    super("help", "help: lists the commands.", "help COMMAND: says what one of them does.");
  }

  @Override
  public boolean run(Session session, String argument) throws IOException {
    if (argument.isEmpty()) {
      session.say("");
      session.say(LIST_TITLE);
      session.say("=".repeat(LIST_TITLE.length()));
      session.say(String.join("  ", Verbs.names(session)));
      session.say("");
      return true;
    }
    Verb verb = Verbs.find(argument, session);
    if (verb == null) {
      session.complain("*** No help on " + argument);
    } else {
      for (String line : verb.help(session)) {
        session.say(line);
      }
    }
    return true;
  }

  @Override
  List<String> arguments(Session session) {
    return Verbs.names(session);
  }
}
