// SPDX-License-Identifier: Apache-2.0
/** The ground that all commands stand on: arguments, options, standard streams, errors. */
@NullMarked
package dev.tally.cli.shell;

import org.jspecify.annotations.NullMarked;
