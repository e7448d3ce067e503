// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

/**
 * A place in a stack: what the call tree's contexts are labelled with.
 *
 * @param method index into {@link Profile#methods()}
 * @param line the line that was being executed, 0 if unknown, as always where calls are counted
 */
public record Frame(int method, int line) {}
