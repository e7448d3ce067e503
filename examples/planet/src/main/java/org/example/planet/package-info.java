// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.example.planet;

import org.jspecify.annotations.NullMarked;
