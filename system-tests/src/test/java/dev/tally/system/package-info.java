// SPDX-License-Identifier: Apache-2.0
/**
 * Tally as its users meet it: the packaged jars, in JVMs of their own.
 *
 * <p>{@link dev.tally.system.ExactnessTest} records small programs whose sources state the counts
 * ({@code src/targets}); {@link dev.tally.system.RealProgramsTest} records programs that others
 * wrote; {@link dev.tally.system.BadUseTest} gives Tally what it cannot use.
 */
@NullMarked
package dev.tally.system;

import org.jspecify.annotations.NullMarked;
