// SPDX-License-Identifier: Apache-2.0
/**
 * Questions asked of a profile. What narrows or folds a profile makes another {@link
 * dev.tally.profile.Profile} of it, so that every report, export and picture can show the answer;
 * what splits one up has a table of its own. Knows the nouns alone: no format, no text.
 */
package dev.tally.query;
