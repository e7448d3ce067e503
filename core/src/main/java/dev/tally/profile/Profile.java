// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.List;

/**
 * One whole recording: the noun in the middle of Tally. The agent makes it, formats carry it,
 * reports show it. Immutable.
 *
 * @param origin what ran, and how it was recorded
 * @param methods every method that has calls, in the order of first appearance
 * @param threads thread groups
 * @param tree the contexts
 * @param flatCalls calls made after the budget of contexts was spent; usually empty
 * @param leftOut classes and methods that ran unrecorded
 * @param leftOutCount how many there were; more than {@code leftOut} lists if the list was cut
 */
public record Profile(
    Origin origin,
    List<Method> methods,
    List<Threads> threads,
    CallTree tree,
    List<FlatCall> flatCalls,
    List<LeftOut> leftOut,
    long leftOutCount) {

  public Profile {
    methods = List.copyOf(methods);
    threads = List.copyOf(threads);
    flatCalls = List.copyOf(flatCalls);
    leftOut = List.copyOf(leftOut);
  }
}
