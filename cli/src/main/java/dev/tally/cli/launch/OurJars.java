// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

import dev.tally.cli.shell.Misuse;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where our own jars lie: the agent's beside the command's. */
public final class OurJars {
  private static final String AGENT = "tally-agent.jar";

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
    return folder().resolve(AGENT);
  }

  /** The same in a folder of ours, where it must be. */
  public static Path agent(Path folder) {
    Path agent = folder.resolve(AGENT);
    if (!Files.exists(agent)) {
      throw new Misuse("Tally's own " + agent + " is missing; build or unpack Tally again");
    }
    return agent;
  }
}
