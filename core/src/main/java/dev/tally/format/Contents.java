// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.profile.Profile;
import dev.tally.pstats.FunctionTable;
import dev.tally.pstats.ProfileFunctions;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a file of any format holds: a {@link Profile} with its call tree, or, of Python's, a {@link
 * FunctionTable} without one. Which of them it is stays visible, since no call tree can be made
 * from a table: who called a caller is not in it.
 */
public final class Contents {
  private final @Nullable Profile profile;
  private final @Nullable FunctionTable table;

  private Contents(@Nullable Profile profile, @Nullable FunctionTable table) {
    this.profile = profile;
    this.table = table;
  }

  public static Contents of(Profile profile) {
    return new Contents(profile, null);
  }

  public static Contents of(FunctionTable table) {
    return new Contents(null, table);
  }

  /** The recording; empty if the file held a table of functions. */
  public Optional<Profile> profile() {
    return Optional.ofNullable(profile);
  }

  /** The functions, their callers, and what is known of both; of a recording they are added up. */
  public FunctionTable functions() {
    return profile != null ? ProfileFunctions.of(profile).table() : Objects.requireNonNull(table);
  }
}
