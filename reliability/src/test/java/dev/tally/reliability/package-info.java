// SPDX-License-Identifier: Apache-2.0
/**
 * The promise of {@code docs/reliability.md}, a class a row: any class, same behaviour, any end,
 * any load, any input. Programs run in JVMs of their own, plain and recorded by the packaged agent.
 *
 * <p>Tests tagged {@code long} run with {@code -Dreliability=long} only; each has a short sibling
 * that runs in every build.
 */
@NullMarked
package dev.tally.reliability;

import org.jspecify.annotations.NullMarked;
