// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the JVM itself says about the classes that it loaded: an account of what should be in a
 * recording that owes nothing to Tally.
 */
final class ClassLog {
  private static final Pattern LOADED =
      Pattern.compile("^(?<name>\\S+) source: (?:file:|jar:)(?<source>.*)$");
  private static final Pattern INITIALISED =
      Pattern.compile("^\\d+ Initializing '(?<name>[^']+)' \\(0x");

  private ClassLog() {}

  /** The option that makes a JVM write the log. */
  static String option(Path log) {
    return "-Xlog:class+load,class+init:file=" + log + ":none";
  }

  /**
   * Classes from files, neither the JDK's nor the agent's, whose static initialiser the JVM has
   * run.
   */
  static Set<String> initialised(Path log) throws IOException {
    Set<String> loaded = new HashSet<>();
    Set<String> initialised = new TreeSet<>();
    for (String line : Files.readAllLines(log)) {
      Matcher load = LOADED.matcher(line);
      if (load.matches()
          && !load.group("name").startsWith("jdk.") // the JDK's own jrt-fs.jar, loaded as a file
          && !load.group("source").endsWith("tally-agent.jar")) {
        loaded.add(load.group("name"));
      }
      Matcher initialisation = INITIALISED.matcher(line);
      if (initialisation.lookingAt()) {
        initialised.add(initialisation.group("name").replace('/', '.'));
      }
    }
    initialised.retainAll(loaded);
    return initialised;
  }
}
