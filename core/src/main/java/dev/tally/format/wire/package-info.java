// SPDX-License-Identifier: Apache-2.0
/** Bytes without meaning: the encodings that several formats are made of. */
@NullMarked
package dev.tally.format.wire;

import org.jspecify.annotations.NullMarked;
