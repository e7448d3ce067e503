// SPDX-License-Identifier: Apache-2.0
/**
 * How the agent gets into a JVM: its jar, its look into the JDK's own packages, its classes loaded
 * before they are needed, and compiled quickly.
 */
package dev.tally.agent.start;
