// SPDX-License-Identifier: Apache-2.0
/**
 * Files in and out, one format a file, or a package, each with a preface on what it holds and what
 * it cannot say. Reading trusts nothing: what a file claims costs memory only as the bytes really
 * arrive.
 *
 * <p>{@link dev.tally.format.TallyFormat} also runs inside the profiled program, where the agent
 * writes the recording with it.
 */
@NullMarked
package dev.tally.format;

import org.jspecify.annotations.NullMarked;
