// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which of the formats in JSON a file is of, by how it begins. Names of the outermost object tell
 * that, in whatever order they come; what the file says further on may be text of any kind.
 */
final class JsonStart {
  private final String text;
  private final Set<String> names = new LinkedHashSet<>();

  private JsonStart(byte[] start) {
    text = new String(start, StandardCharsets.ISO_8859_1).strip();
    if (text.startsWith("{")) {
      findNames();
    }
  }

  /** speedscope's own format. */
  static boolean isSpeedscope(byte[] bytes) {
    JsonStart start = new JsonStart(bytes);
    return start.isObject()
        && (start.text.contains("speedscope.app")
            || start.text.matches("(?s).*\"shared\"\\s*:\\s*\\{\\s*\"frames\".*")
            || (start.names.contains("profiles")
                && start.text.matches("(?s).*\"(evented|sampled)\".*")));
  }

  /** A CPU profile of V8's. */
  static boolean isCpuProfile(byte[] bytes) {
    JsonStart start = new JsonStart(bytes);
    return start.isObject()
        && start.names.contains("nodes")
        && start.text.contains("\"callFrame\"");
  }

  /** Chrome's trace events. */
  static boolean isTrace(byte[] bytes) {
    JsonStart start = new JsonStart(bytes);
    return start.text.startsWith("[")
        ? start.text.matches("(?s)\\[\\s*\\{.*\"ph\"\\s*:.*")
        : start.names.contains("traceEvents") || start.names.contains("metadata");
  }

  /** The Firefox Profiler's, or Gecko's. */
  static boolean isFirefox(byte[] bytes) {
    JsonStart start = new JsonStart(bytes);
    return (start.names.contains("meta")
            && start.text.matches("(?s).*\"(preprocessedProfileVersion|interval|stackTable)\".*"))
        || (start.names.contains("libs") && start.text.contains("\"breakpadId\""));
  }

  private boolean isObject() {
    return !names.isEmpty();
  }

  private void findNames() {
    int depth = 0;
    int textBegin = -1;
    String last = "";
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (textBegin >= 0) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          last = text.substring(textBegin, i);
          textBegin = -1;
        }
        continue;
      }
      switch (c) {
        case '"' -> textBegin = i + 1;
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case ':' -> {
          if (depth == 1) {
            names.add(last);
          }
        }
        default -> {
          // Of a number or between two values.
        }
      }
    }
  }
}
