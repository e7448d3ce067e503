// SPDX-License-Identifier: Apache-2.0
/**
 * The nouns of Tally, above all {@link dev.tally.profile.Profile}: one whole recording. Engines
 * make it, formats carry it, reports show it. Nothing here opens a file or prints.
 */
package dev.tally.profile;
