// SPDX-License-Identifier: Apache-2.0
package dev.tally;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Loads the agent into this JVM, where no option did: from the jar of it on the class path, which
 * tests have as a dependency.
 *
 * <p>A JVM does not attach to itself unless {@code -Djdk.attach.allowAttachSelf} says so. So
 * another JVM, which runs {@link Attacher} and ends at once, does it for us. From JDK 21 on the JVM
 * says on standard error that an agent was loaded, unless it was started with {@code
 * -XX:+EnableDynamicAgentLoading}.
 */
final class Attachment {
  private static final String AGENT = "dev/tally/agent/AgentMain.class";

  private static final int PATIENCE_SECONDS = 60;

  /** Why the agent could not be loaded; null before that was tried, empty if it was loaded. */
  private static String problem;

  private Attachment() {}

  /**
   * Loads the agent unless that was tried before. Safe for use by several threads.
   *
   * @return why it could not be loaded, as a sentence without a beginning; empty if it was
   */
  static synchronized String load() {
    if (problem == null) {
      problem = tried();
    }
    return problem;
  }

  private static String tried() {
    try {
      Path agent = agent();
      return agent == null
          ? "its jar, dev.tally:tally-agent, is not on the class path"
          : attach(agent);
    } catch (IOException | URISyntaxException | SecurityException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "it was interrupted";
    }
  }

  /** The jar that has the agent's main class; null if there is none. */
  private static Path agent() throws IOException, URISyntaxException {
    ClassLoader loader = Attachment.class.getClassLoader();
    URL main = loader == null ? null : loader.getResource(AGENT);
    URLConnection connection = main == null ? null : main.openConnection();
    return connection instanceof JarURLConnection jar ? Path.of(jar.getJarFileURL().toURI()) : null;
  }

  private static String attach(Path agent)
      throws IOException, URISyntaxException, InterruptedException {
    Path ours =
        Path.of(Attachment.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ProcessBuilder helper =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            ours.toString(),
            Attacher.class.getName(),
            Long.toString(ProcessHandle.current().pid()),
            agent.toString());
    // What they hold is for the program's JVMs.
    helper
        .environment()
        .keySet()
        .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
    File answers = File.createTempFile("tally", ".txt");
    try {
      Process process = helper.redirectErrorStream(true).redirectOutput(answers).start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "this JVM did not let it in for " + PATIENCE_SECONDS + " seconds";
      }
      String answer =
          new String(Files.readAllBytes(answers.toPath()), StandardCharsets.UTF_8).strip();
      return process.exitValue() == 0 ? "" : answer;
    } finally {
      answers.delete();
    }
  }
}
