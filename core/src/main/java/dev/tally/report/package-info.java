// SPDX-License-Identifier: Apache-2.0
/**
 * Profiles as text. {@link dev.tally.report.Stats} has the shape of Python's {@code pstats.Stats}
 * and prints what that prints, to the byte. Knows the nouns and Python's ways of writing them down,
 * but no format.
 */
package dev.tally.report;
