// SPDX-License-Identifier: Apache-2.0

/** Seen by the JDK's own methods, which {@link Redefined} makes call it. */
public class Hook {
  public static volatile Runnable program;

  public static void called() {
    Runnable run = program;
    if (run != null) {
      run.run();
    }
  }
}
