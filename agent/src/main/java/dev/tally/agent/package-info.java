// SPDX-License-Identifier: Apache-2.0
/**
 * The Java agent: everything that runs in the recorded JVM but outside the program's own calls.
 * {@link dev.tally.agent.AgentMain} starts it, {@link dev.tally.agent.Recording} runs from then
 * until the recording is written, {@code trace} weaves the probes. It fails open: what goes wrong
 * here is one line on standard error, never an exception or an exit code of the program.
 */
package dev.tally.agent;
