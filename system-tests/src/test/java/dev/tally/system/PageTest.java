// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What {@code tally view} shows. The tests are JavaScript, as the page is, in {@code
 * view/src/test/js}: those of its model need Node, the others also Chromium, which they drive by
 * Playwright. Each is a test here, by the name that it has there.
 */
class PageTest {
  private static final Path VIEW = Installation.PROJECT.resolve("view");
  private static final int OLDEST_NODE = 20;

  /** A line of TAP about a test, with what follows it, up to the next test's. */
  private static final Pattern RESULT =
      Pattern.compile("(?ms)^(not )?ok \\d+ - ([^\\n]*)\\n(.*?)(?=^# Subtest|^1\\.\\.)");

  @TestFactory
  Stream<DynamicTest> itsModel() throws IOException {
    assumeTrue(hasNode(), "the page's model is tested where there is Node 20 or later");
    return tests("src/test/js").stream().flatMap(file -> results(List.of("env"), file));
  }

  @TestFactory
  Stream<DynamicTest> inABrowser() throws IOException {
    assumeTrue(hasNode(), "the page is tested in a browser where there is Node 20 or later");
    Path chromium = onPath("chromium");
    assumeTrue(chromium != null, "the page is tested in a browser where there is Chromium");
    Path driver = VIEW.resolve("node_modules/playwright-core");
    assumeTrue(Files.exists(driver), "the browser is driven by Playwright: npm ci in view/");
    List<String> command =
        List.of(
            "env",
            "CHROMIUM=" + chromium,
            "TALLY=" + Installation.TALLY.resolveSibling("tally"),
            "JAVA_HOME=" + System.getProperty("java.home"),
            "TARGET=" + Folders.empty("page"));
    // One at a time, each with a browser of its own.
    return tests("src/test/js/browser").stream().flatMap(file -> results(command, file));
  }

  private static List<Path> tests(String folder) throws IOException {
    try (Stream<Path> all = Files.list(VIEW.resolve(folder))) {
      return all.filter(file -> file.toString().endsWith(".test.js")).sorted().toList();
    }
  }

  private static Stream<DynamicTest> results(List<String> prefix, Path file) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("node", "--test-reporter=tap", file.toString()));
    Fork fork = Fork.run(VIEW, command);
    List<DynamicTest> tests = new ArrayList<>();
    Matcher result = RESULT.matcher(fork.out());
    while (result.find()) {
      boolean passed = result.group(1) == null;
      String story = result.group(3);
      tests.add(dynamicTest(result.group(2), () -> assertThat(passed).as(story).isTrue()));
    }
    // Also where a file has no tests, or ended before all of them were done.
    String end = "all of " + file.getFileName();
    boolean complete = fork.exit() == 0 && !tests.isEmpty();
    tests.add(dynamicTest(end, () -> assertThat(complete).as(fork.story()).isTrue()));
    return tests.stream();
  }

  private static boolean hasNode() {
    if (onPath("node") == null) {
      return false;
    }
    String version = Fork.run(VIEW, List.of("node", "--version")).out();
    Matcher major = Pattern.compile("v(\\d+)\\..*\n").matcher(version);
    return major.matches() && Integer.parseInt(major.group(1)) >= OLDEST_NODE;
  }

  private static @Nullable Path onPath(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path file = Path.of(folder, program);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    return null;
  }
}
