// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.example.planet.page;

import org.jspecify.annotations.NullMarked;
