// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.List;

/**
 * Where a recording comes from: what ran, on what, recorded how.
 *
 * @param creator what wrote the recording, such as {@code tally 0.1.0}
 * @param timing {@code auto}, {@code exact} or {@code none}
 * @param leaves {@code counted} or {@code timed}
 * @param builtins whether calls into the JDK have rows of their own
 * @param clock name of the clock, such as {@code System.nanoTime}
 * @param clockNanos calibrated price of one clock read, in nanoseconds; 0 if unknown
 * @param probeInnerNanos calibrated price of a timed call's probe that falls in the callee's time,
 *     already subtracted; 0 if nothing was subtracted
 * @param probeOuterNanos the part that falls in the caller's time, likewise
 * @param commandLine the main class or jar with its arguments, as the JVM knows them; may be empty
 * @param jvm name and version of the JVM
 * @param startEpochMillis when the recording began
 * @param durationNanos from then to when it was written
 * @param hitIntervalNanos time that a hit of the sampler stands for; 0 if it did not run
 * @param maxContexts the budget of contexts
 * @param complete false if the program was still running when this was written
 * @param notes sentences about anything that was dropped or went wrong
 */
public record Origin(
    String creator,
    String timing,
    String leaves,
    boolean builtins,
    String clock,
    double clockNanos,
    double probeInnerNanos,
    double probeOuterNanos,
    List<String> commandLine,
    String jvm,
    long startEpochMillis,
    long durationNanos,
    long hitIntervalNanos,
    long maxContexts,
    boolean complete,
    List<String> notes) {

  public Origin {
    commandLine = List.copyOf(commandLine);
    notes = List.copyOf(notes);
  }
}
