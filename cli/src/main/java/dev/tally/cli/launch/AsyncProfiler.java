// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.RawNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The option by which async-profiler, which the user has, samples a program by the clock on the
 * wall: all threads, whatever they do, native frames too. It writes a flight recording.
 */
public final class AsyncProfiler {
  private AsyncProfiler() {}

  /**
   * The options.
   *
   * @param profiler its library, or a jar that holds it: its own from Maven Central, or ap-loader's
   * @param folder where the recording goes, and the library if it is in a jar
   */
  public static List<String> options(Path profiler, Path folder) throws IOException {
    if (!Files.isRegularFile(profiler)) {
      throw new Misuse("no such file: " + profiler + ", wanted for --async-profiler");
    }
    Path library = profiler.toAbsolutePath();
    if (profiler.toString().endsWith(".jar")) {
      library = folder.resolve("libasyncProfiler.so");
      unpack(profiler, library);
    }
    return List.of(
        "-agentpath:"
            + RawNames.name(library)
            + "=start,event=wall,interval=10ms,jfr,loglevel=none,file="
            + RawNames.name(folder.resolve(FlightRecorder.AT_EXIT + "%p-.jfr")));
  }

  private static void unpack(Path jar, Path library) throws IOException {
    boolean arm = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT).startsWith("aarch");
    String platform = arm ? "linux-arm64" : "linux-x64";
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(e -> (ZipEntry) e)::iterator) {
        String name = entry.getName();
        if (name.contains("libasyncProfiler") && name.contains(platform)) {
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, library);
          }
          return;
        }
      }
    }
    throw new Misuse(jar + " holds no libasyncProfiler for " + platform);
  }
}
