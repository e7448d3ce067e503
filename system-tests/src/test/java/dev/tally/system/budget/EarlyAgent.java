// SPDX-License-Identifier: Apache-2.0
package dev.tally.system.budget;

/** Another agent, which loads a class before Tally's is there. */
public final class EarlyAgent {
  private EarlyAgent() {}

  public static void premain(String options) throws ClassNotFoundException {
    Class.forName("dev.tally.system.budget.OrderDao");
  }
}
