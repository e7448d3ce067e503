// SPDX-License-Identifier: Apache-2.0
/** The command line of {@code java}: which words are options, which is the program, which JDK. */
@NullMarked
package dev.tally.cli.launch;

import org.jspecify.annotations.NullMarked;
