// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where our own jars lie: the agent's beside the command's. */
public final class OurJars {
  private OurJars() {}

  public static Path folder() {
    try {
      return Path.of(OurJars.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .resolveSibling("");
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Tally's own jar has no path", e);
    }
  }

  public static Path agent() {
    return folder().resolve("tally-agent.jar");
  }
}
