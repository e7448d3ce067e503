// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import dev.tally.format.TallyFormat;
import dev.tally.profile.Method;
import dev.tally.profile.MethodStats;
import dev.tally.profile.Profile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recordings as the tests look at them. */
final class Recordings {
  private static final Pattern PRINTED = Pattern.compile("(?<name>\\w+)=(?<number>\\d+)");

  private Recordings() {}

  static Profile read(Path recording) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(recording))) {
      return TallyFormat.read(in);
    }
  }

  /** Calls of all methods of that name and class together. */
  static long calls(Profile profile, String className, String name) {
    MethodStats stats = MethodStats.of(profile);
    long calls = 0;
    for (int m = 0; m < stats.methodCount(); m++) {
      Method method = profile.methods().get(m);
      if (method.className().equals(className) && method.name().equals(name)) {
        calls += stats.calls(m);
      }
    }
    return calls;
  }

  /** All counts, by method and by edge, built-ins too, in an order that threads have no part in. */
  static String counts(Profile profile) {
    MethodStats stats = MethodStats.of(profile);
    Map<String, String> rows = new TreeMap<>();
    for (int m = 0; m < stats.methodCount(); m++) {
      if (stats.calls(m) > 0) { // the probes' own row has none
        rows.put(name(profile, m), stats.calls(m) + "/" + stats.primitiveCalls(m));
      }
    }
    for (int edge = 0; edge < stats.edgeCount(); edge++) {
      if (stats.edgeCalls(edge) > 0) {
        rows.put(
            name(profile, stats.callee(edge)) + " <- " + name(profile, stats.caller(edge)),
            stats.edgeCalls(edge) + "/" + stats.edgePrimitiveCalls(edge));
      }
    }
    StringBuilder table = new StringBuilder();
    rows.forEach((name, counts) -> table.append(name).append(' ').append(counts).append('\n'));
    return table.toString();
  }

  private static String name(Profile profile, int method) {
    Method m = profile.methods().get(method);
    return m.className() + "." + m.name() + m.descriptor();
  }

  /** The numbers that a target printed as {@code name=digits}. */
  static Map<String, Long> numbers(String text) {
    Map<String, Long> numbers = new HashMap<>();
    Matcher matcher = PRINTED.matcher(text);
    while (matcher.find()) {
      numbers.put(matcher.group("name"), Long.valueOf(matcher.group("number")));
    }
    return numbers;
  }
}
