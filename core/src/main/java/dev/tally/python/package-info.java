// SPDX-License-Identifier: Apache-2.0
/**
 * How Python writes and reads what a report and its commands consist of: numbers, texts and regular
 * expressions. Reports that must come out as pstats prints them, and restrictions that must mean
 * what they mean there, go through here. CPython 3.11 is the reference.
 *
 * <p>Knows nothing of profiles.
 */
package dev.tally.python;
