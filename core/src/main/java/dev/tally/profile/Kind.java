// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

/** What a {@link Method} is. */
public enum Kind {
  /** A method of the program, recorded in itself. */
  METHOD,
  /** A method of the JDK, counted where recorded code calls it. */
  JDK,
  /** A native method of the program, counted where recorded code calls it. */
  NATIVE,
  /** What Tally itself cost. */
  PROBE,
  /** A function of another language, its file, line and name as its own profiler gave them. */
  FUNCTION,
  /** An SQL statement; its name is {@code sql} and the text without values. */
  SQL,
  /** A request sent over HTTP; its name is {@code http}, the method, the host and the path. */
  HTTP,
  /** A request answered over HTTP; its name is {@code request}, the method and the path. */
  REQUEST,
  /**
   * A method of the program that nobody wrote: its compiler made it, to call the one that is meant.
   */
  BRIDGE,
  /** A method of a class that is not recorded, counted where recorded code calls it. */
  LIBRARY,
  /** A test, or a part of a program, whose calls are counted apart. */
  TEST;

  /** Whether reports show the name in braces, as pstats shows what has no source file. */
  public boolean inBraces() {
    return this != METHOD && this != BRIDGE && this != FUNCTION;
  }
}
