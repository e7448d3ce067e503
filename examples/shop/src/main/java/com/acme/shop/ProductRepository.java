// SPDX-License-Identifier: Apache-2.0
package com.acme.shop;

import java.util.List;
import org.springframework.data.repository.ListCrudRepository;

/** Spring makes the class, and the query from the name. */
public interface ProductRepository extends ListCrudRepository<Product, Long> {
  List<Product> findByCategory(long category);
}
