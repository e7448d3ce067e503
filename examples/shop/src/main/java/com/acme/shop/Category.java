// SPDX-License-Identifier: Apache-2.0
package com.acme.shop;

import org.springframework.data.annotation.Id;

/** What products are of. */
public record Category(@Id Long id, String name) {}
