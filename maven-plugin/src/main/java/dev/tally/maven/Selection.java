// SPDX-License-Identifier: Apache-2.0
package dev.tally.maven;

import dev.tally.profile.TestEngines;
import java.util.List;
import java.util.regex.Pattern;

/** Which of the program's classes are recorded, by the patterns that the agent is given. */
record Selection(List<String> includes, List<String> excludes) {

  boolean selects(String className) {
    return !matches(excludes, className)
        && (includes.isEmpty() ? !TestEngines.contain(className) : matches(includes, className));
  }

  private static boolean matches(List<String> patterns, String className) {
    return patterns.stream().anyMatch(pattern -> regex(pattern).matcher(className).matches());
  }

  /** A name without a star is a class and those nested in it. */
  private static Pattern regex(String pattern) {
    String dotted = pattern.strip().replace('/', '.');
    return Pattern.compile(
        Pattern.quote(dotted).replace("*", "\\E.*\\Q")
            + (dotted.indexOf('*') < 0 ? "(\\$.*)?" : ""));
  }
}
