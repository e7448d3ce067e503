// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.browser.NoAnswer;
import dev.tally.cli.browser.PartOfProfile;
import dev.tally.cli.browser.Scope;
import dev.tally.cli.shell.Arguments;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Option;
import dev.tally.format.Contents;
import dev.tally.profile.Profile;
import java.util.ArrayList;
import java.util.List;

/** The options that ask about a part of a profile, for commands that take whole files. */
final class Parts {
  private Parts() {}

  /** These options beside a command's own. */
  static List<Option> and(Option... own) {
    List<Option> all = new ArrayList<>(List.of(own));
    all.addAll(Scope.OPTIONS);
    return all;
  }

  /** What options ask. */
  static Scope scope(Arguments arguments) {
    try {
      return Scope.of(arguments);
    } catch (NoAnswer e) {
      throw new Misuse(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The parts of files that are shown together, with the names that patterns are searched in; as
   * they were read if nothing was asked.
   */
  static List<Contents> of(Arguments arguments, List<Contents> files) {
    Scope scope = scope(arguments);
    if (scope.isWhole()) {
      return files;
    }
    Naming names = Naming.of(arguments);
    List<Profile> named = files.stream().map(file -> names.of(file.profile())).toList();
    try {
      return PartOfProfile.ofEach(named, scope).stream().map(Contents::of).toList();
    } catch (NoAnswer e) {
      throw new Misuse(String.valueOf(e.getMessage()));
    }
  }
}
