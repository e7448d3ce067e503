// SPDX-License-Identifier: Apache-2.0
package dev.tally.junit;

import dev.tally.Calls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;

/** What one test of a class with {@link CallBaseline} calls, and should call. */
final class Baseline {
  /** For all tests: of which classes, between commas; empty for the package of each test. */
  private static final String OF_ALL = "tally.baseline";

  /** Files of several tests that run in parallel are updated one after the other. */
  private static final Object UPDATE = new Object();

  private static final Pattern LAMBDA = Pattern.compile("(lambda\\$.*\\$)\\d+");

  private final Class<?> testClass;
  private final String test;
  private final List<Pattern> classes = new ArrayList<>();

  private Baseline(Class<?> testClass, String test, String[] of) {
    this.testClass = testClass;
    this.test = test;
    String[] patterns = of.length > 0 ? of : new String[] {testClass.getPackageName() + ".*"};
    for (String pattern : patterns) {
      classes.add(Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q")));
    }
  }

  /**
   * Of the test that is about to run; empty if neither its class nor JUnit's configuration asks.
   */
  static Optional<Baseline> of(ExtensionContext context) {
    Class<?> testClass = CallsExtension.testClass(context);
    return AnnotationSupport.findAnnotation(testClass, CallBaseline.class)
        .map(CallBaseline::of)
        .or(() -> context.getConfigurationParameter(OF_ALL).map(Baseline::patterns))
        .map(of -> new Baseline(testClass, name(context), of));
  }

  private static String[] patterns(String of) {
    return of.isBlank() ? new String[0] : of.strip().split("\\s*,\\s*", -1);
  }

  /** Of one of several invocations of a method, its number too. */
  private static String name(ExtensionContext context) {
    String id = context.getUniqueId();
    int last = id.lastIndexOf("-invocation:");
    return context.getTestMethod().map(m -> m.getName() + "()").orElse(context.getDisplayName())
        + (last < 0 ? "" : " " + id.substring(last + "-invocation:".length(), id.length() - 1));
  }

  /** Compares, or writes the file anew if that is asked for. */
  void check(Calls calls) {
    try {
      if (Boolean.getBoolean("tally.update")) {
        synchronized (UPDATE) {
          Path target = target();
          BaselineFile file =
              BaselineFile.read(Files.exists(target) ? Files.readString(target) : "");
          file.put(test, counted(calls, file));
          Files.createDirectories(target.getParent());
          Files.writeString(target, file.text());
        }
        return;
      }
      compare(calls);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compare(Calls calls) throws IOException {
    String name = testClass.getName().replaceFirst(".*\\.", "") + ".calls";
    String howTo = "-Dtally.update=true writes " + target();
    String text;
    try (InputStream in = testClass.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionFailedError("there is no baseline " + name + " yet; " + howTo);
      }
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    BaselineFile file = BaselineFile.read(text);
    SortedMap<String, Long> expected = file.of(test);
    if (expected == null) {
      throw new AssertionFailedError(name + " has no test " + test + "; " + howTo);
    }
    SortedMap<String, Long> counted = counted(calls, file);
    BaselineDiff diff = new BaselineDiff();
    TreeSet<String> all = new TreeSet<>(expected.keySet());
    all.addAll(counted.keySet());
    for (String method : all) {
      if (!file.varies(method)) {
        diff.add(method, expected.getOrDefault(method, 0L), counted.getOrDefault(method, 0L));
      }
    }
    if (!diff.isEmpty()) {
      throw new AssertionFailedError(
          String.format(
              "%s calls other methods than %s says:%n%sIf that is right, %s.",
              test, name, diff.text(calls), howTo));
    }
  }

  private SortedMap<String, Long> counted(Calls calls, BaselineFile file) {
    SortedMap<String, Long> counted = new TreeMap<>();
    calls
        .byMethod(method -> isCompared(method) && !file.varies(plain(method)))
        .forEach((method, times) -> counted.merge(plain(method), times, Long::sum));
    return counted;
  }

  /** All lambdas of a method are one: their numbers change with each that is added. */
  private static String plain(String method) {
    return LAMBDA.matcher(method).replaceAll("$1#");
  }

  private boolean isCompared(String method) {
    if (method.startsWith("{")) {
      return false;
    }
    String name = method.substring(0, method.indexOf('('));
    String className = name.substring(0, name.lastIndexOf('.'));
    return classes.stream().anyMatch(each -> each.matcher(className).matches());
  }

  private Path target() {
    String base = System.getProperty("basedir", "");
    String folder = System.getProperty("tally.baselines", "src/test/resources");
    return Path.of(base).resolve(folder).resolve(testClass.getName().replace('.', '/') + ".calls");
  }
}
