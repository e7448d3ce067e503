// SPDX-License-Identifier: Apache-2.0
/**
 * Reads what the probes have recorded while the program runs, and estimates how measured time
 * divides among contexts that are only counted.
 */
package dev.tally.agent.read;
