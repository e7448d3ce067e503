// SPDX-License-Identifier: Apache-2.0
/** Weaving: which classes and methods get probes, and the bytecode of those probes. */
package dev.tally.agent.trace;
