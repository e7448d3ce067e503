// SPDX-License-Identifier: Apache-2.0
/**
 * The programs that are measured. Each is a {@link dev.tally.bench.program.Program}, run in a JVM
 * of its own by {@link dev.tally.bench.program.Rounds}, or has a {@code main} of its own where
 * start-up is what counts. Nothing here knows a profiler; the runner adds one from outside.
 */
package dev.tally.bench.program;
