// SPDX-License-Identifier: Apache-2.0
package com.acme.shop;

import org.springframework.data.annotation.Id;

/** What is sold. */
public record Product(@Id Long id, long category, String name, long cents) {}
