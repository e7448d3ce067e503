// SPDX-License-Identifier: Apache-2.0
/** For JMH: calls of each method per operation of a benchmark. */
@NullMarked
package dev.tally.jmh;

import org.jspecify.annotations.NullMarked;
