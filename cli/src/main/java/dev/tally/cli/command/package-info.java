// SPDX-License-Identifier: Apache-2.0
/** The verbs of the {@code tally} command, one class each, and what only one of them needs. */
@NullMarked
package dev.tally.cli.command;

import org.jspecify.annotations.NullMarked;
