// SPDX-License-Identifier: Apache-2.0
package dev.tally.junit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Names tests by class and method, as in {@code ShopTest.turnover}, whatever they display: that is
 * the same in each run, and two runs can be compared. One of several invocations has its number
 * behind it, {@code turnover[2]}, and a test without a method what it displays.
 *
 * <p>For any thread, for the length of a test plan.
 */
final class TestNames {
  /** In the id of an invocation of a method, of a class or of what a factory has made. */
  private static final Pattern INVOCATION = Pattern.compile(":#?(\\d+)]");

  private final TestPlan plan;

  /** The test that has a name first. */
  private final Map<TestName, String> taken = new ConcurrentHashMap<>();

  TestNames(TestPlan plan) {
    this.plan = plan;
  }

  TestName of(TestIdentifier test) {
    String className = "";
    String method = "";
    for (Optional<TestIdentifier> each = Optional.of(test);
        each.isPresent() && className.isEmpty();
        each = plan.getParent(each.get())) {
      TestSource source = each.get().getSource().orElse(null);
      if (source instanceof MethodSource of) {
        className = of.getClassName();
        method = of.getMethodName();
      } else if (source instanceof ClassSource of) {
        className = of.getClassName();
      }
    }
    String name = method.isEmpty() ? test.getDisplayName() : method + invocation(test, method);
    TestName free = new TestName(className, name);
    // An overload, as a rule: the first has the plain name.
    for (int n = 2; isTaken(free, test); n++) {
      free = new TestName(className, name + " " + n);
    }
    return free;
  }

  private boolean isTaken(TestName name, TestIdentifier test) {
    String first = taken.putIfAbsent(name, test.getUniqueId());
    return first != null && !first.equals(test.getUniqueId());
  }

  private static String invocation(TestIdentifier test, String method) {
    StringBuilder numbers = new StringBuilder();
    Matcher number = INVOCATION.matcher(test.getUniqueId());
    while (number.find()) {
      numbers.append('[').append(number.group(1)).append(']');
    }
    String reported = test.getLegacyReportingName();
    boolean older = numbers.length() == 0 && reported.matches(Pattern.quote(method) + "\\[.*]");
    return older ? reported.substring(method.length()) : numbers.toString();
  }
}
