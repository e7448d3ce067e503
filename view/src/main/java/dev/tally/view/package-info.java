// SPDX-License-Identifier: Apache-2.0
/**
 * The page that draws a recording: plain JavaScript modules, one a view, beside this package among
 * the resources; and {@link dev.tally.view.ViewWriter}, which makes one file of them.
 */
@NullMarked
package dev.tally.view;

import org.jspecify.annotations.NullMarked;
