// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.profile.Profile;
import dev.tally.report.Stats;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file that was read.
 *
 * @param stats its functions, as pstats has them
 * @param profile all that it holds, for questions that pstats cannot be asked; null where none but
 *     pstats' are to be known
 * @param heading what reports say of it
 */
public record Opened(Stats stats, @Nullable Supplier<Profile> profile, String heading) {}
