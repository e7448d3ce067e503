// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.profile.Origin;
import dev.tally.profile.Profile;
import dev.tally.pstats.FunctionTable;
import dev.tally.pstats.ProfileFunctions;
import dev.tally.pstats.TableProfile;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a file of any format holds: a {@link Profile} or, of Python's, a {@link FunctionTable}. Each
 * is to be had of the other; the table stays as it was read, so that its seconds survive to the
 * last bit.
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

  /** Whether this was read as a table, of which reports are to be those of pstats. */
  public boolean isTable() {
    return table != null;
  }

  /** The profile; of a table it is made anew, with edges instead of a call tree. */
  public Profile profile() {
    return profile != null
        ? profile
        : TableProfile.of(Objects.requireNonNull(table), Origin.foreign("Python"));
  }

  /** The functions and their callers; of a profile they are added up anew. */
  public FunctionTable functions() {
    return table != null ? table : ProfileFunctions.of(profile()).table();
  }
}
