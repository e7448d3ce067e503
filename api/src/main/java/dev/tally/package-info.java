// SPDX-License-Identifier: Apache-2.0
/** For programs that record a part of themselves. */
package dev.tally;
