// SPDX-License-Identifier: Apache-2.0
/**
 * The goals of {@code tally-maven-plugin}. {@link dev.tally.maven.PrepareAgentMojo} gives the JVMs
 * that run tests the agent; the others read what those have recorded.
 */
@NullMarked
package dev.tally.maven;

import org.jspecify.annotations.NullMarked;
