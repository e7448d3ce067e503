// SPDX-License-Identifier: Apache-2.0
@NullMarked
package com.acme.shop;

import org.jspecify.annotations.NullMarked;
