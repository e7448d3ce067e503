// SPDX-License-Identifier: Apache-2.0
/** pprof's profiles, read and written. */
@NullMarked
package dev.tally.format.pprof;

import org.jspecify.annotations.NullMarked;
