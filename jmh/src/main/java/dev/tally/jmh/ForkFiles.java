// SPDX-License-Identifier: Apache-2.0
package dev.tally.jmh;

import dev.tally.format.TallyFormat;
import dev.tally.format.wire.AgentOption;
import dev.tally.profile.Profile;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder for one fork, with the agent's jar in it: that is carried inside ours, because an agent
 * is loaded from a jar of its own, and benchmarks are often one jar with all that they need.
 */
final class ForkFiles {
  /** What JMH does around a benchmark, and we. */
  private static final List<String> INFRASTRUCTURE =
      List.of("org.openjdk.jmh.*", "*.jmh_generated.*", TallyProfiler.class.getName());

  private final Path folder;
  private final Path agent;
  private final Path whole;

  ForkFiles() throws IOException {
    folder = Files.createTempDirectory("tally-jmh");
    agent = folder.resolve("tally-agent.jar");
    whole = folder.resolve("whole.tally");
    // In reverse, if JMH is ended before the fork.
    List.of(folder, agent, whole, recording()).forEach(path -> path.toFile().deleteOnExit());
    try (InputStream jar = ForkFiles.class.getResourceAsStream("tally-agent.jar")) {
      if (jar == null) {
        throw new FileNotFoundException(
            "dev/tally/jmh/tally-agent.jar is missing, which is a part of tally-jmh's jar");
      }
      Files.copy(jar, agent);
    }
  }

  /** Where the fork writes what it has recorded of the measured iterations. */
  Path recording() {
    return folder.resolve("measured.tally");
  }

  /**
   * The JVM option that records a fork. All of the fork is recorded, as an agent does, and what was
   * not measured is thrown away with this folder.
   */
  String agentOption(ProfilerOptions options, List<Method> benchmark) {
    List<String> include = new ArrayList<>(options.include());
    if (!include.isEmpty()) {
      // Below it is what we count.
      benchmark.forEach(method -> include.add(method.getDeclaringClass().getName()));
    }
    List<String> exclude = new ArrayList<>(options.exclude());
    exclude.addAll(INFRASTRUCTURE);
    return "-javaagent:"
        + agent
        + "=output="
        + AgentOption.escaped(whole.toString())
        + ",every=86400,include="
        + AgentOption.escaped(String.join(";", include))
        + ",exclude="
        + AgentOption.escaped(String.join(";", exclude));
  }

  Profile read() throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(recording()))) {
      return TallyFormat.read(in);
    }
  }

  /** Moves the recording to where it stays. */
  Path keep(Path in, String name) throws IOException {
    Files.createDirectories(in);
    return Files.move(recording(), in.resolve(name), StandardCopyOption.REPLACE_EXISTING)
        .toAbsolutePath()
        .normalize();
  }

  /** What cannot be deleted is tried again when JMH ends. */
  void delete() {
    List.of(recording(), whole, agent, folder).forEach(path -> path.toFile().delete());
  }
}
