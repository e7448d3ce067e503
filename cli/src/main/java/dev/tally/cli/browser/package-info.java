// SPDX-License-Identifier: Apache-2.0
/**
 * The commands of the browser, one class a verb, and the {@link dev.tally.cli.browser.Session} that
 * they work on.
 */
package dev.tally.cli.browser;
