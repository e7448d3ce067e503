// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

/** How the paths of a call tree are known; but for {@link #NONE}, the best first. */
public enum Paths {
  /** There is no call tree: who called a caller is not known. */
  NONE,
  /** Each was seen, call by call. */
  EXACT,
  /** Stacks that a sampler found. */
  SAMPLED,
  /** Put together by a tool from less. */
  INFERRED;

  /** What is known of the paths of both trees together; a tree that is not there says nothing. */
  public Paths weaker(Paths other) {
    return compareTo(other) < 0 ? other : this;
  }
}
