// SPDX-License-Identifier: Apache-2.0
package dev.tally.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How often a test may call a method:
 *
 * <pre>
 *   &#64;Test
 *   &#64;MaxCalls(of = "OrderDao.save", times = 3)
 *   void savesOnce() { ... }
 * </pre>
 *
 * <p>On a class it holds for each of its tests. Counted are calls that the test method makes on its
 * own thread, and those that other threads make meanwhile; not those of {@code @BeforeEach} and its
 * like. With parallel execution of tests only its own thread's are counted, and if a thread that
 * JUnit has not given to a test calls the method meanwhile, the test fails rather than count
 * wrongly.
 *
 * <p>The JVM must have Tally's agent; without it the test fails with a sentence that says how to
 * add it, or is skipped with the configuration parameter {@code tally.withoutAgent=skip}.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(MaxCalls.All.class)
@ExtendWith(CallsExtension.class)
public @interface MaxCalls {
  /** Which method, as {@link dev.tally.Calls} says, such as {@code OrderDao.save(Order)}. */
  String of();

  /** How many calls are allowed; 0 if it must not be called. */
  long times();

  /** Several budgets of one test. */
  @Documented
  @Inherited
  @Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
  @Retention(RetentionPolicy.RUNTIME)
  @ExtendWith(CallsExtension.class)
  @interface All {
    MaxCalls[] value();
  }
}
