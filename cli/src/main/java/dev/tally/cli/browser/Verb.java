// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import java.io.IOException;
import java.util.List;

/** One command of the browser. */
public abstract class Verb {
  private final String name;
  private final List<String> help;

  /**
   * @param help the lines that {@code help name} prints
   */
  Verb(String name, String... help) {
    this.name = name;
    this.help = List.of(help);
  }

  String name() {
    return name;
  }

  /** What {@code help} says of it. */
  List<String> help(Session session) {
    return help;
  }

  /**
   * Obeys.
   *
   * @param argument the rest of the line, without blanks at its ends
   * @return whether the browser goes on
   */
  public abstract boolean run(Session session, String argument) throws IOException;

  /** Whether the command is there. */
  boolean isKnown(Session session) {
    return true;
  }

  /** Whether help lists it. */
  boolean isListed(Session session) {
    return isKnown(session);
  }

  /**
   * What the last word of an argument that is being typed may become.
   *
   * @param argument as far as it is typed, without blanks before it
   * @param word its last word, perhaps empty
   */
  List<String> complete(Session session, String argument, String word) {
    return arguments(session).stream().filter(each -> each.startsWith(word)).toList();
  }

  /** Words that make sense as an argument. */
  List<String> arguments(Session session) {
    return List.of();
  }
}
