// SPDX-License-Identifier: Apache-2.0
package targets.other;

/** The superclass in another package of {@code targets.InnerClasses}. */
public class Protected { // calls(<init>: 2)
  protected int secret() { // calls(1)
    return 1;
  }
}
