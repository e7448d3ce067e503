// SPDX-License-Identifier: Apache-2.0
/**
 * Budgets and baselines of calls in tests. The counts are exact, so they are the same on every
 * machine, however busy it is.
 */
package dev.tally.junit;
