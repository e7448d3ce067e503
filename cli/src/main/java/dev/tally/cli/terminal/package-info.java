// SPDX-License-Identifier: Apache-2.0
/**
 * The browser on a terminal: editing, history and completion by JLine, long answers through a
 * pager. Nothing in here is loaded when input or output is a pipe or a file.
 */
@NullMarked
package dev.tally.cli.terminal;

import org.jspecify.annotations.NullMarked;
