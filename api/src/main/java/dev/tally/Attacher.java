// SPDX-License-Identifier: Apache-2.0
package dev.tally;

import com.sun.tools.attach.VirtualMachine;

/** Runs in a JVM of its own, for {@link Attachment}, and loads the agent into the one that asks. */
final class Attacher {
  /** No recording of the whole program, for nobody has asked for one. */
  private static final String OPTIONS = "output=/dev/null";

  private Attacher() {}

  /**
   * Prints why it was not possible, if so.
   *
   * @param arguments id of the process, and the agent's jar
   */
  public static void main(String[] arguments) {
    try {
      VirtualMachine jvm = VirtualMachine.attach(arguments[0]);
      try {
        jvm.loadAgent(arguments[1], OPTIONS);
      } finally {
        jvm.detach();
      }
    } catch (Exception | LinkageError e) { // A runtime without jdk.attach, a JVM that forbids it.
      System.out.println(e.getMessage() == null ? e : e.getMessage());
      System.exit(1);
    }
  }
}
