// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

/**
 * A class, or one method of it, that runs unrecorded, and why.
 *
 * @param name binary class name with dots, for a method followed by {@code .name}
 * @param reason a short sentence without full stop
 */
public record LeftOut(String name, String reason) {}
