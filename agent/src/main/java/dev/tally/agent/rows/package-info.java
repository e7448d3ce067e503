// SPDX-License-Identifier: Apache-2.0
/** The names of rows that are made while the program runs: of statements and of requests. */
@NullMarked
package dev.tally.agent.rows;

import org.jspecify.annotations.NullMarked;
