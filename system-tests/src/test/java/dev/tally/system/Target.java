// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small program whose comments state how often each method is called.
 *
 * @param mainClass what to run
 * @param sources its own source first, then the one named by {@code // also:}
 */
record Target(String mainClass, List<TargetSource> sources) {

  static Target read(Path root, Path source) {
    try {
      List<TargetSource> sources = new ArrayList<>();
      sources.add(new TargetSource(source));
      String also = sources.get(0).directives.get("also");
      if (also != null) {
        sources.add(new TargetSource(root.resolve(also)));
      }
      String path = root.relativize(source).toString();
      return new Target(path.replaceAll("\\.java$", "").replace('/', '.'), sources);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JVM options that the target asks for. */
  List<String> jvmOptions() {
    String options = directive("jvm");
    return options == null ? List.of() : Arrays.asList(options.split(" "));
  }

  /** Whether threads make the callers, and how often the JDK is called, a matter of luck. */
  boolean varies() {
    return directive("varies") != null;
  }

  /** Whether standard error must be the same as without the agent, too. */
  boolean comparesStandardError() {
    return directive("stderr") != null;
  }

  @Override
  public String toString() {
    return mainClass;
  }

  private @Nullable String directive(String key) {
    return sources.get(0).directives.get(key);
  }
}
