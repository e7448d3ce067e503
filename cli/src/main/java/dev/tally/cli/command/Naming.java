// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.shell.Arguments;
import dev.tally.cli.shell.Option;
import dev.tally.profile.Profile;
import dev.tally.query.AsWritten;

/** What a recording's methods are called, in what a command shows. */
public enum Naming {
  /** As in the source; what compilers made is folded into what it stands for. */
  AS_WRITTEN,
  /** As in class files, with everything that is there. */
  AS_RECORDED;

  static final Option RAW =
      new Option(
          "--raw-names", null, "methods as class files name them, with all that compilers made");

  /** What the user has asked for. */
  static Naming of(Arguments arguments) {
    return arguments.has(RAW) ? AS_RECORDED : AS_WRITTEN;
  }

  /** A profile with these names. */
  Profile of(Profile profile) {
    return this == AS_WRITTEN ? AsWritten.of(profile) : profile;
  }
}
