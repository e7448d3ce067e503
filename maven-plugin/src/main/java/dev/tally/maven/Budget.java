// SPDX-License-Identifier: Apache-2.0
package dev.tally.maven;

import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * How often methods may be called in a whole run, as {@code @MaxCalls} says it of one test:
 *
 * <pre>{@code
 * <budget>
 *   <of>OrderDao.save</of>
 *   <times>3</times>
 * </budget>
 * }</pre>
 */
public class Budget {
  /** Which methods, such as {@code OrderDao.save}, {@code OrderDao.find*} or {@code sql *}. */
  @Parameter @Nullable String of;

  /** How many calls are allowed, of all of them together; 0 if they must not be called. */
  @Parameter @Nullable Long times;
}
