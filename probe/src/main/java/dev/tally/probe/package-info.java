// SPDX-License-Identifier: Apache-2.0
/**
 * What runs inside the recorded program: the probe calls that are woven into its methods, and the
 * call trees that those calls fill.
 *
 * <p>At run time these classes are defined in {@code java.lang}, as {@code java.lang.TallyProbe}
 * and so on, because that is the one package every class loader and every module sees; the agent's
 * build renames them. There they may use the JDK's own {@code Unsafe} and its inlining hints, and
 * nothing outside {@code java.base}. Nothing here may call back into recorded code, take a lock, or
 * keep a thread or a class loader of the program alive.
 *
 * <p>Reading order: {@link dev.tally.probe.Probe}, {@link dev.tally.probe.Context}, {@link
 * dev.tally.probe.Recorder}, {@link dev.tally.probe.Recorders}, {@link dev.tally.probe.HitSampler}.
 */
package dev.tally.probe;
