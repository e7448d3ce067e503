// SPDX-License-Identifier: Apache-2.0
/**
 * Python's model of a profile: functions and their callers, in seconds, with pstats' sort keys and
 * restrictions. A {@link dev.tally.profile.Profile} is added up into it for the tables that pstats
 * prints; a Python profile is read into it.
 */
@NullMarked
package dev.tally.pstats;

import org.jspecify.annotations.NullMarked;
