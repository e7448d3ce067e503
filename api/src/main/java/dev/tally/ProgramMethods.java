// SPDX-License-Identifier: Apache-2.0
package dev.tally;

import java.util.List;

/**
 * The methods that a program has, whether it has called them or not: so that a mistyped name is
 * told from a method that was not called.
 */
public interface ProgramMethods {
  /** What a method is that has no code, and so no calls: see {@link CountedMethod#kind}. */
  String ABSTRACT = "ABSTRACT";

  /** The methods whose calls are counted, as far as they are known by now. */
  List<CountedMethod> recorded();

  /**
   * The methods and constructors that the classes of a pattern declare, recorded or not; empty if
   * there is no such class. What is recorded of them is known from then on.
   */
  List<CountedMethod> declared(MethodPattern pattern);
}
