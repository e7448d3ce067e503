// SPDX-License-Identifier: Apache-2.0
package com.acme.shop;

import java.sql.SQLException;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What the shop answers. */
@RestController
public class ShopController {
  private final CategoryRepository categories;
  private final ProductRepository products;
  private final Turnover turnover;

  public ShopController(
      CategoryRepository categories, ProductRepository products, Turnover turnover) {
    this.categories = categories;
    this.products = products;
    this.turnover = turnover;
  }

  /** A category with what there is of it. */
  public record Shelf(String name, List<Product> products) {}

  @GetMapping("/categories")
  List<Category> categories() {
    return categories.findAll();
  }

  @GetMapping("/categories/{id}")
  Shelf shelf(@PathVariable long id) {
    return new Shelf(categories.findById(id).orElseThrow().name(), products.findByCategory(id));
  }

  @GetMapping("/products/{id}")
  Product product(@PathVariable long id) {
    return products.findById(id).orElseThrow();
  }

  @GetMapping("/turnover")
  long turnover() throws SQLException {
    return turnover.ofAll();
  }

  @GetMapping("/orders/{id}")
  long order(@PathVariable long id) throws SQLException {
    return turnover.of(id);
  }
}
