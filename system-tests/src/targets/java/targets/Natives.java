// SPDX-License-Identifier: Apache-2.0
package targets;

import java.lang.reflect.InvocationTargetException;

/**
 * Native methods of the program have no code to put a probe into: they are counted where recorded
 * code calls them, also if the call fails, as all of these do for want of a library.
 */
class Natives { // calls(<init>: 1)
  static native int add(int a, int b); // builtin(targets.Natives.add: 3)

  /** A descriptor that only the program can have. */
  native Natives next(Natives other); // builtin(targets.Natives.next: 2)

  static class Below extends Natives { // calls(<init>: 1)
    int tries() { // calls(1)
      int failed = 0;
      try {
        super.next(this);
      } catch (UnsatisfiedLinkError e) {
        failed++;
      }
      try {
        next(null);
      } catch (UnsatisfiedLinkError e) {
        failed++;
      }
      return failed;
    }
  }

  public static void main(String[] args) throws Exception { // calls(1)
    int failed = new Below().tries();
    for (int i = 0; i < 2; i++) {
      try {
        add(i, i);
      } catch (UnsatisfiedLinkError e) {
        failed++;
      }
    }
    try {
      Below.add(3, 4); // By the name of a class that does not declare it.
    } catch (UnsatisfiedLinkError e) {
      failed++;
    }
    try {
      // By reflection: the call is made by the JDK, and not seen.
      Natives.class.getDeclaredMethod("add", int.class, int.class).invoke(null, 5, 6);
    } catch (InvocationTargetException e) {
      failed++;
    }
    System.out.println(failed);
  }
}
