// SPDX-License-Identifier: Apache-2.0
/**
 * Counts the calls of a part of the program apart, such as those of one test, while the whole
 * program is recorded.
 */
package dev.tally.agent.count;
