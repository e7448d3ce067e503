// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

import dev.tally.cli.shell.RawNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Options by which a JVM samples a program with its own flight recorder, into a folder of ours:
 *
 * <pre>
 *   settings.jfc              which events, and how often
 *   repository/DATE_PID/      chunks while it runs; the JVM deletes them when it ends by itself
 *   hotspot-pid-PID-….jfr     empty until then, when it gets all of them
 * </pre>
 *
 * JVMs that the program starts with its own options write there, too, each by its number.
 *
 * <p>The JVM says on standard output that it records, unless it is told to log errors only. What
 * the user says about flight recordings holds: where he has one, or options for all of them, its
 * repository stays where it is, and what a killed JVM leaves there is not ours to read.
 */
public final class FlightRecorder {
  public static final String SETTINGS = "settings.jfc";
  public static final String REPOSITORY = "repository";

  /** How the JVM begins the name of a recording that is given a folder; its number follows. */
  static final String AT_EXIT = "hotspot-pid-";

  /**
   * The deepest stacks that all JVMs from 17 on take without complaint are deeper, but cost more.
   */
  private static final String STACKS = "stackdepth=1024";

  /** As good as none: without a limit the JVM would throw the oldest chunks away from 250 MB on. */
  private static final String MOST = "maxsize=1000g";

  /**
   * Compiled code remembers for each instruction which line it is of, and not for safepoints alone:
   * else what is inlined into a loop counts for the loop's method. The code itself stays the same.
   */
  private static final List<String> PLACES =
      List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints");

  private static final int FIRST_WITH_CPU_TIME = 25;

  private FlightRecorder() {}

  /**
   * Writes the settings into a folder, and gives the options.
   *
   * @param jdk the JDK's version; 0 if unknown
   * @param given the options that the JVM has from elsewhere
   * @param allocations whether to sample those, too
   */
  public static List<String> options(Path folder, int jdk, List<String> given, boolean allocations)
      throws IOException {
    Files.writeString(folder.resolve(SETTINGS), settings(jdk, allocations));
    Files.createDirectories(folder.resolve(REPOSITORY));
    List<String> options = new ArrayList<>();
    options.add("-Xlog:jfr+startup=error");
    options.addAll(PLACES);
    boolean optionsGiven = given.stream().anyMatch(o -> o.startsWith("-XX:FlightRecorderOptions"));
    boolean ownRecording = given.stream().anyMatch(o -> o.startsWith("-XX:StartFlightRecording"));
    if (!optionsGiven) {
      options.add(
          "-XX:FlightRecorderOptions="
              + STACKS
              + (ownRecording ? "" : ",repository=" + RawNames.name(folder.resolve(REPOSITORY))));
    }
    options.add(
        "-XX:StartFlightRecording=settings="
            + RawNames.name(folder.resolve(SETTINGS))
            + ",filename="
            + RawNames.name(folder)
            + ",dumponexit=true,"
            + MOST);
    return options;
  }

  /**
   * What the JVM of that number has left in the folder, oldest first: names in it are times. One
   * that ends by itself writes all that it has sampled into one file; one that was killed leaves
   * the chunks of its repository.
   */
  public static List<Path> recordings(Path folder, String pid) throws IOException {
    List<Path> chunks =
        find(folder.resolve(REPOSITORY), file -> folderName(file).endsWith("_" + pid));
    return chunks.isEmpty()
        ? find(folder, file -> file.getFileName().toString().startsWith(AT_EXIT + pid + "-"))
        : chunks;
  }

  private static List<Path> find(Path folder, Predicate<Path> which) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder, 2)) {
      files
          .filter(file -> file.toString().endsWith(".jfr") && which.test(file))
          .sorted()
          .forEach(found::add);
    }
    return found;
  }

  private static String folderName(Path file) {
    Path folder = file.getParent();
    return folder == null ? "" : String.valueOf(folder.getFileName());
  }

  /** On JDK 25 time of the processor, where the system can measure it; both if it is not known. */
  private static String settings(int jdk, boolean allocations) {
    boolean linux = System.getProperty("os.name", "").equals("Linux");
    StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text.append("<configuration version=\"2.0\" label=\"Tally\">\n");
    if (jdk == 0 || jdk >= FIRST_WITH_CPU_TIME) {
      event(text, "jdk.CPUTimeSample", "throttle", "5ms");
      event(text, "jdk.CPUTimeSamplesLost", "threshold", "0 ms");
    }
    if (jdk < FIRST_WITH_CPU_TIME || !linux) {
      event(text, "jdk.ExecutionSample", "period", "10 ms");
      event(text, "jdk.NativeMethodSample", "period", "10 ms");
    }
    if (allocations) {
      event(text, "jdk.ObjectAllocationSample", "throttle", "300/s");
    }
    event(text, "jdk.ActiveSetting", "threshold", "0 ms");
    event(text, "jdk.JVMInformation", "period", "beginChunk");
    return text.append("</configuration>\n").toString();
  }

  private static void event(StringBuilder text, String name, String setting, String value) {
    text.append("  <event name=\"").append(name).append("\">\n");
    for (String[] each : new String[][] {{"enabled", "true"}, {setting, value}}) {
      text.append("    <setting name=\"").append(each[0]).append("\">");
      text.append(each[1]).append("</setting>\n");
    }
    text.append("  </event>\n");
  }
}
