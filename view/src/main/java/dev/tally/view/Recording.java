// SPDX-License-Identifier: Apache-2.0
package dev.tally.view;

import dev.tally.profile.Profile;

/**
 * A profile to be looked at.
 *
 * @param name what the page calls it: its file's name
 */
public record Recording(String name, Profile profile) {}
