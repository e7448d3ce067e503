// SPDX-License-Identifier: Apache-2.0
/**
 * The bench: what recording costs, and how far it bends what it measures. {@link
 * dev.tally.bench.Bench} starts each {@link dev.tally.bench.Workload} in JVMs of its own, plain and
 * under every {@link dev.tally.bench.Tool} in turn, and {@link dev.tally.bench.Report} sets the
 * figures side by side.
 */
package dev.tally.bench;
