// SPDX-License-Identifier: Apache-2.0
package org.example.planet;

/** What the user can do something about; the message is all that is printed of it. */
public final class Problem extends RuntimeException {
  public Problem(String message) {
    super(message);
  }

  public Problem(String message, Throwable cause) {
    super(message, cause);
  }
}
