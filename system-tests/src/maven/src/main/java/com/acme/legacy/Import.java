// SPDX-License-Identifier: Apache-2.0
package com.acme.legacy;

/** What the sample excludes. */
public class Import {
  public static String line(String text) {
    return text.strip();
  }
}
