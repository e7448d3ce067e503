// SPDX-License-Identifier: Apache-2.0
/** Profiles of the Firefox Profiler, read and written. */
@NullMarked
package dev.tally.format.firefox;

import org.jspecify.annotations.NullMarked;
