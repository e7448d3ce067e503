// SPDX-License-Identifier: Apache-2.0
/** A peer: the call profiler that most engineers would write in an afternoon. Not part of Tally. */
package dev.tally.bench.nano;
