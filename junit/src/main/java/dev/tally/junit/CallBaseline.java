// SPDX-License-Identifier: Apache-2.0
package dev.tally.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Compares the calls that each test of a class makes with a text file, {@code OrderTest.calls}
 * beside the class's resources, so that a change of them is seen in a review:
 *
 * <pre>
 *   savesOnce()
 *            1  com.acme.OrderDao.save(Order)
 *            3  com.acme.OrderLine.price()
 * </pre>
 *
 * <p>With the system property {@code tally.update=true} the file is written anew, below {@code
 * src/test/resources} or the folder in {@code tally.baselines}. A line {@code varies
 * com.acme.Cache.find} names a method whose calls are not compared.
 *
 * <p>For all tests, annotated or not: {@code tally.baseline=com.acme.*} in JUnit's configuration,
 * with {@code junit.jupiter.extensions.autodetection.enabled=true}.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(CallsExtension.class)
public @interface CallBaseline {
  /**
   * Of which classes the calls are compared, with {@code *} for anything; none means the package of
   * the test and those below it.
   */
  String[] of() default {};
}
