// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.example.planet.migrate;

import org.jspecify.annotations.NullMarked;
