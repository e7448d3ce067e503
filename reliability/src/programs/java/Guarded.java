// SPDX-License-Identifier: Apache-2.0
import java.security.Permission;

/** Installs a security manager: one that forbids to exit, or one that asks the policy. */
@SuppressWarnings("removal")
public class Guarded {
  static int checks;

  static void halt() {
    try {
      Runtime.getRuntime().halt(5);
    } catch (SecurityException e) {
      System.out.println("halt: " + e.getMessage());
    }
  }

  static int after(int n) {
    return n == 0 ? 0 : after(n - 1) + 1;
  }

  public static void main(String[] arguments) {
    if (arguments[0].equals("policy")) {
      System.setSecurityManager(new SecurityManager());
      try {
        System.getProperty("user.home");
        System.out.println("allowed");
      } catch (SecurityException e) {
        System.out.println("refused: " + e.getMessage());
      }
    } else {
      System.setSecurityManager(
          new SecurityManager() {
            @Override
            public void checkPermission(Permission permission) {
              checks++;
            }

            @Override
            public void checkExit(int status) {
              throw new SecurityException("no exit with " + status);
            }
          });
      try {
        System.exit(7);
      } catch (SecurityException e) {
        System.out.println("exit: " + e.getMessage());
      }
      halt();
    }
    System.out.println(after(40));
  }
}
