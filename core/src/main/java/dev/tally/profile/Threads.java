// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

/**
 * Threads that share a name but for its digits, such as {@code pool-#-thread-#}; their calls are
 * recorded in one call tree.
 *
 * @param name the common name, each run of digits replaced by {@code #}
 * @param count how many threads made recorded calls under this name; for virtual threads, which are
 *     counted as they begin an outermost call, the number of those calls
 */
public record Threads(String name, long count) {}
