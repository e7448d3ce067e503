// SPDX-License-Identifier: Apache-2.0
package dev.tally.junit;

import dev.tally.Calls;
import dev.tally.Tally;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Counts the calls of each test that has a budget or a baseline, around the test method itself, on
 * the thread that runs the test. JUnit finds it by the annotations; or for all tests, where it
 * looks for extensions itself ({@code junit.jupiter.extensions.autodetection.enabled}).
 */
public final class CallsExtension implements InvocationInterceptor {
  private static final String WITHOUT_AGENT =
      "Tally's agent is not in this JVM, so calls are not counted. Add the dependency"
          + " dev.tally:tally-agent to the tests; or, where the JVM lets no agent in later,"
          + " -javaagent:/path/to/tally-agent.jar to the JVM that runs tests: Maven, <argLine> of"
          + " maven-surefire-plugin; Gradle, test { jvmArgs(...) }; IntelliJ IDEA and VS Code, VM"
          + " options of the run configuration. tally.withoutAgent=skip skips such tests";

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    count(invocation, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    count(invocation, context);
  }

  @Override
  public void interceptDynamicTest(
      Invocation<Void> invocation, DynamicTestInvocationContext test, ExtensionContext context)
      throws Throwable {
    count(invocation, context);
  }

  private static void count(Invocation<Void> invocation, ExtensionContext context)
      throws Throwable {
    List<MaxCalls> budgets = budgets(context);
    Optional<Baseline> baseline = Baseline.of(context);
    if (budgets.isEmpty() && baseline.isEmpty()) {
      invocation.proceed();
      return;
    }
    if (!Tally.isAvailable()) {
      invocation.skip();
      if (context.getConfigurationParameter("tally.withoutAgent").orElse("").equals("skip")) {
        throw new TestAbortedException(WITHOUT_AGENT);
      }
      throw new AssertionFailedError(WITHOUT_AGENT);
    }
    Throwable[] failure = new Throwable[1];
    Calls calls =
        Tally.count(
            testClass(context).getName(),
            testMethod(context).map(Method::getName).orElse(context.getDisplayName()),
            isParallel(context),
            () -> failure[0] = failureOf(invocation));
    if (failure[0] != null) {
      throw failure[0];
    }
    check(budgets, calls);
    baseline.ifPresent(each -> each.check(calls));
  }

  /** A test that is made at run time has none of its own. */
  static Class<?> testClass(ExtensionContext context) {
    ExtensionContext each = context;
    while (each.getTestClass().isEmpty()) {
      each = each.getParent().orElseThrow();
    }
    return each.getTestClass().get();
  }

  /** The method that is the test, or that made it. */
  static Optional<Method> testMethod(ExtensionContext context) {
    Optional<ExtensionContext> each = Optional.of(context);
    while (each.isPresent() && each.get().getTestMethod().isEmpty()) {
      each = each.get().getParent();
    }
    return each.flatMap(ExtensionContext::getTestMethod);
  }

  /** Of the method, of its class and of those around it. */
  private static List<MaxCalls> budgets(ExtensionContext context) {
    List<MaxCalls> budgets = new ArrayList<>();
    testMethod(context)
        .ifPresent(
            method ->
                budgets.addAll(
                    AnnotationSupport.findRepeatableAnnotations(method, MaxCalls.class)));
    for (Class<?> each = testClass(context); each != null; ) {
      budgets.addAll(AnnotationSupport.findRepeatableAnnotations(each, MaxCalls.class));
      each = each.getEnclosingClass();
    }
    return budgets;
  }

  private static boolean isParallel(ExtensionContext context) {
    return context
        .getConfigurationParameter("junit.jupiter.execution.parallel.enabled")
        .map(Boolean::parseBoolean)
        .orElse(false);
  }

  private static Throwable failureOf(Invocation<Void> invocation) {
    try {
      invocation.proceed();
      return null;
    } catch (Throwable ofTheTest) {
      return ofTheTest;
    }
  }

  private static void check(List<MaxCalls> budgets, Calls calls) {
    List<String> problems = new ArrayList<>();
    for (MaxCalls budget : budgets) {
      calls.exceeding(budget.of(), budget.times(), "@MaxCalls").ifPresent(problems::add);
    }
    if (!problems.isEmpty()) {
      throw new AssertionFailedError(String.join(String.format("%n"), problems));
    }
  }
}
