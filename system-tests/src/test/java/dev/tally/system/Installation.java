// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files a user has, as this build packaged them, and the JDK that these tests run on. */
final class Installation {
  static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  static final Path AGENT = packaged("tally-agent.jar");
  static final Path TALLY = packaged("tally.jar");

  /** The JDK of these tests is the one whose JVM the programs run on. */
  static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  static final int FEATURE = Runtime.version().feature();

  private Installation() {}

  /** A JVM option that loads the agent. */
  static String agent(Path recording, String... options) {
    String all = "-javaagent:" + AGENT + "=output=" + recording;
    return options.length == 0 ? all : all + "," + String.join(",", options);
  }

  /** The command for one of Tally's own verbs. */
  static List<String> tally(String... arguments) {
    List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-jar", TALLY.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Path packaged(String jar) {
    Path path = PROJECT.resolve("cli/target/tally").resolve(jar);
    if (!Files.exists(path)) {
      throw new IllegalStateException(
          path + " is not there; build it with ./mvnw -Dquick package -pl cli -am");
    }
    return path;
  }
}
