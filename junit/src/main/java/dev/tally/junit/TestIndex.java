// SPDX-License-Identifier: Apache-2.0
package dev.tally.junit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The file {@code index.txt} beside the recordings of tests: a line for each, the longest first.
 *
 * <pre>
 *     seconds       calls  recording
 *    1.204311     1830412  com.acme.ShopTest.turnoverOfAll.tally
 * </pre>
 *
 * <p>Several JVMs may write one folder, and one may run a few of the tests: lines of other
 * recordings that are there stay. Lines are added by any thread.
 */
final class TestIndex {
  private static final String HEADING = "    seconds       calls  recording";

  private final Path folder;
  private final Map<String, Line> lines = new ConcurrentHashMap<>();

  /**
   * A recording.
   *
   * @param calls how many are in it, as {@code tally stats} says; the test's frame is one
   */
  record Line(long nanos, long calls, String file) {
    String text() {
      return String.format(Locale.ROOT, "%11.6f %11d  %s", nanos / 1e9, calls, file);
    }

    /** Null for a line that is none of ours. */
    static Line of(String text) {
      String[] words = text.strip().split("\\s+", -1);
      try {
        return words.length != 3
            ? null
            : new Line(
                Math.round(Double.parseDouble(words[0]) * 1e9), Long.parseLong(words[1]), words[2]);
      } catch (NumberFormatException headingOrSomebodyElses) {
        return null;
      }
    }
  }

  TestIndex(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  void add(Line line) {
    lines.put(line.file(), line);
  }

  void write() throws IOException {
    Path file = folder.resolve("index.txt");
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.lock(); // Until it is closed.
      byte[] before = Channels.newInputStream(channel).readAllBytes();
      for (String text : new String(before, StandardCharsets.UTF_8).lines().toList()) {
        Line line = Line.of(text);
        if (line != null && Files.exists(folder.resolve(line.file()))) {
          lines.putIfAbsent(line.file(), line);
        }
      }
      ByteBuffer text = ByteBuffer.wrap(text(lines.values()).getBytes(StandardCharsets.UTF_8));
      channel.truncate(0);
      while (text.hasRemaining()) {
        channel.write(text);
      }
    }
  }

  private static String text(Collection<Line> lines) {
    List<Line> sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparingLong(Line::nanos).reversed().thenComparing(Line::file));
    StringBuilder text = new StringBuilder(HEADING).append('\n');
    sorted.forEach(line -> text.append(line.text()).append('\n'));
    return text.toString();
  }
}
