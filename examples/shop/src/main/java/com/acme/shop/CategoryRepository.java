// SPDX-License-Identifier: Apache-2.0
package com.acme.shop;

import org.springframework.data.repository.ListCrudRepository;

/** Spring makes the class. */
public interface CategoryRepository extends ListCrudRepository<Category, Long> {}
