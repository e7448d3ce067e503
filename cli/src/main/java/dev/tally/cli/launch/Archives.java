// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.RawNames;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The program's own archives of classes (AppCDS, AOT caches), and what our agent changes about
 * them; docs/decisions/21 has the reasons.
 *
 * <p>An archive is used as without Tally, unless the JVM would refuse it with lines on the
 * program's standard output. None is made: the JVM would not start, or would make it of the classes
 * as they are recorded.
 *
 * @param undoing options that take others back, to be given after them
 * @param sentence what the user should know about it; null for nothing
 * @param holdsLoaded whether classes of the program may be there before our agent is
 */
record Archives(List<String> undoing, @Nullable String sentence, boolean holdsLoaded) {
  private static final String SHARED = "-XX:SharedArchiveFile=";
  private static final String AUTO = "-XX:+AutoCreateSharedArchive";
  private static final String CACHE = "-XX:AOTCache=";
  private static final String NO_CACHE = "-XX:AOTMode=off";

  /** Options by which the JVM writes down what it has loaded, and what takes them back. */
  private static final Map<String, String> MAKE =
      Map.of(
          "-XX:ArchiveClassesAtExit=",
          "-XX:ArchiveClassesAtExit=",
          "-XX:DumpLoadedClassList=",
          "-XX:DumpLoadedClassList=",
          "-XX:+RecordDynamicDumpInfo",
          "-XX:-RecordDynamicDumpInfo",
          AUTO,
          "-XX:-AutoCreateSharedArchive",
          "-XX:AOTCacheOutput=",
          NO_CACHE,
          "-XX:AOTMode=record",
          NO_CACHE);

  /** Options by which the JVM makes an archive and does not run the program. */
  private static final List<String> MAKE_ONLY = List.of("-Xshare:dump", "-XX:AOTMode=create");

  /**
   * @param options all that the JVM is given, from wherever
   * @param quietly whether our agent adds no module to the program's
   */
  static Archives of(List<String> options, boolean quietly) {
    List<String> undoing = new ArrayList<>();
    String made = null;
    String archive = null;
    String cache = null;
    boolean auto = false;
    for (String option : options) {
      if (MAKE_ONLY.contains(option)) {
        throw new Misuse(option + " makes an archive and runs no program; leave it to java");
      }
      int equals = option.indexOf('=') + 1;
      boolean isMode = option.startsWith("-XX:AOTMode=");
      String by = MAKE.get(equals > 0 && !isMode ? option.substring(0, equals) : option);
      if (by != null && equals < option.length()) {
        undoing.add(by);
        made = option;
        auto |= option.equals(AUTO);
      } else if (option.startsWith(SHARED)) {
        archive = option.substring(equals);
      } else if (option.startsWith(CACHE)) {
        cache = option;
      }
    }
    String sentence =
        made == null
            ? null
            : made + " is left out: the JVM archives no program that is recorded; use java for it";
    if (auto && archive != null && !Files.exists(RawNames.path(archive))) {
      // Not there yet. The JVM would complain of that, now that it is not to make it.
      undoing.add(SHARED);
      archive = null;
    }
    if (cache != null && !quietly) {
      undoing.add(NO_CACHE);
      sentence =
          cache
              + " is left out: the JVM refuses it, because our agent adds a module (java.instrument)";
      cache = null;
    }
    return new Archives(undoing, sentence, archive != null || cache != null);
  }
}
