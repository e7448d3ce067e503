// SPDX-License-Identifier: Apache-2.0
/**
 * What other tools' formats have in common: stacks in the making, and how methods, metrics and
 * threads are called.
 */
@NullMarked
package dev.tally.format.stacks;

import org.jspecify.annotations.NullMarked;
