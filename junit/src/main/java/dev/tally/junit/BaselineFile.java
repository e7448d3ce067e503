// SPDX-License-Identifier: Apache-2.0
package dev.tally.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opentest4j.AssertionFailedError;

/**
 * A file of baselines: tests, each with the methods that it calls, all in order, so that a review
 * shows what a change changes.
 *
 * <pre>
 *   # what a person has to say
 *   varies com.acme.Cache.find
 *   savesOnce()
 *            1  com.acme.OrderDao.save(Order)
 * </pre>
 */
final class BaselineFile {
  private static final String VARIES = "varies ";

  /** Lines that stay as they were: those that a person wrote. */
  private final List<String> head = new ArrayList<>();

  private final SortedMap<String, SortedMap<String, Long>> tests = new TreeMap<>();

  private BaselineFile() {}

  static BaselineFile read(String text) {
    BaselineFile file = new BaselineFile();
    SortedMap<String, Long> test = null;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      if (line.startsWith("#") || line.startsWith(VARIES)) {
        file.head.add(line.stripTrailing());
      } else if (!line.startsWith(" ")) {
        test = file.tests.computeIfAbsent(line.strip(), name -> new TreeMap<>());
      } else {
        String[] words = line.strip().split("\\s+", 2);
        if (test == null || words.length < 2 || !words[0].matches("\\d{1,18}")) {
          throw new AssertionFailedError(
              "expected a number of calls and a method below the name of a test in line "
                  + number
                  + " of the baseline, found \""
                  + line.strip()
                  + "\"");
        }
        test.put(words[1], Long.parseLong(words[0]));
      }
    }
    return file;
  }

  /** What a test should call; null if the file does not have it. */
  SortedMap<String, Long> of(String test) {
    return tests.get(test);
  }

  void put(String test, SortedMap<String, Long> calls) {
    tests.put(test, calls);
  }

  /** Whether a person has said that a method's calls may vary: by its name, without parameters. */
  boolean varies(String method) {
    String name = method.substring(0, method.indexOf('('));
    for (String line : head) {
      if (line.startsWith(VARIES)) {
        String pattern = line.substring(VARIES.length()).strip();
        if (name.equals(pattern)
            || (pattern.endsWith("*")
                && name.startsWith(pattern.substring(0, pattern.length() - 1)))) {
          return true;
        }
      }
    }
    return false;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    head.forEach(line -> text.append(line).append('\n'));
    for (Map.Entry<String, SortedMap<String, Long>> test : tests.entrySet()) {
      text.append(text.length() == 0 ? "" : "\n").append(test.getKey()).append('\n');
      test.getValue()
          .forEach((method, calls) -> text.append(String.format("%9d  %s\n", calls, method)));
    }
    return text.toString();
  }
}
