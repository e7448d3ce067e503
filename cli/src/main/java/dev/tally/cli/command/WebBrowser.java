// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Locale;

/**
 * The user's browser, opened as desktops do it. Not by {@code java.awt.Desktop}: a JDK without
 * AWT's libraries, as servers have it, has none.
 */
final class WebBrowser {
  private WebBrowser() {}

  /**
   * Opens an address.
   *
   * @return whether there was something to open it with, and somewhere to show it
   */
  static boolean open(String address) {
    boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
    if (!mac && System.getenv("DISPLAY") == null && System.getenv("WAYLAND_DISPLAY") == null) {
      // xdg-open would start a browser for terminals, in the middle of ours.
      return false;
    }
    try {
      new ProcessBuilder(mac ? "open" : "xdg-open", address)
          .redirectInput(Redirect.from(new File("/dev/null")))
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException notInstalled) {
      return false;
    }
  }
}
