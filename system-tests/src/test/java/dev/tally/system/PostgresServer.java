// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A server of Debian's package, with data and a port of its own, as long as a test needs it. */
final class PostgresServer implements AutoCloseable {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  private final Path programs;
  private final Path folder;
  private final int port;

  private PostgresServer(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** Where its programs are, if it is installed. */
  static Optional<Path> programs() throws IOException {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.exists(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    }
  }

  static PostgresServer start(Path programs) throws IOException {
    // Not below the test's folder, which its user might not be able to reach.
    Path folder = Files.createTempDirectory("tally-postgres");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    PostgresServer server = new PostgresServer(programs, folder, port);
    if (isRoot()) {
      server.run(List.of("chown", "postgres", folder.toString()));
    }
    String data = folder.resolve("data").toString();
    server.asItsUser("initdb", "-D", data, "-A", "trust", "-U", "postgres", "--no-sync");
    server.asItsUser(
        "pg_ctl",
        "-D",
        data,
        "-w",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        "-h 127.0.0.1 -p "
            + port
            + " -k "
            + folder
            + " -c fsync=off -c shared_preload_libraries=pg_stat_statements",
        "start");
    return server;
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:"
        + port
        + "/postgres?user=postgres&password=secret-password";
  }

  @Override
  public void close() throws IOException {
    asItsUser("pg_ctl", "-D", folder.resolve("data").toString(), "-m", "immediate", "stop");
    run(List.of("rm", "-rf", folder.toString()));
  }

  /** It refuses to run as root. */
  private void asItsUser(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private void run(List<String> command) throws IOException {
    // What it writes goes to a file: the server would keep a pipe open for ever.
    Path output = Files.createTempFile("tally-postgres", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + Files.readString(output));
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      Files.delete(output);
    }
  }
}
