// SPDX-License-Identifier: Apache-2.0
/**
 * Not a profiler but a floor: the least that any exact count can cost. One increment a call, into
 * the method's own place; no callers, no threads, no times, and no care for races.
 */
package dev.tally.bench.floor;
