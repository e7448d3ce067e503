// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code tally} command: which verb was asked for, what its options mean, and how failures
 * become one sentence and an exit code. The verbs are in {@link dev.tally.cli.command}.
 *
 * <p>Every class here is on the way to the first line of output, and {@code tally stats} is to feel
 * like {@code python3 -m pstats}, which starts in 30 ms. So nothing is loaded before it is needed,
 * and the libraries used are those that class-data sharing can archive.
 */
@NullMarked
package dev.tally.cli;

import org.jspecify.annotations.NullMarked;
