// SPDX-License-Identifier: Apache-2.0
/**
 * Flight recordings of the JDK and of async-profiler; {@link dev.tally.format.jfr.JfrFormat} reads
 * them.
 */
@NullMarked
package dev.tally.format.jfr;

import org.jspecify.annotations.NullMarked;
