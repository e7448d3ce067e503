// SPDX-License-Identifier: Apache-2.0
package com.acme.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.context.WebServerPortFileWriter;

/**
 * A shop with a database in memory. Its tables and what is in them are in {@code
 * src/main/resources}.
 */
@SpringBootApplication
public class Shop {
  public static void main(String[] arguments) {
    SpringApplication shop = new SpringApplication(Shop.class);
    // For Requests.java, which is to find it on whatever port was free.
    shop.addListeners(new WebServerPortFileWriter("shop.port"));
    shop.run(arguments);
  }
}
