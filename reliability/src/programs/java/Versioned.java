// SPDX-License-Identifier: Apache-2.0
import java.security.CodeSigner;
import java.util.Arrays;

/**
 * Tells where it comes from: which version in a jar of several, signed by whom, in which module.
 */
public class Versioned {
  static int step(int n) {
    return n == 0 ? 0 : 1 + step(n - 1);
  }

  public static void main(String[] arguments) throws Exception {
    System.out.println("version=" + Version.version());
    CodeSigner[] signers = Versioned.class.getProtectionDomain().getCodeSource().getCodeSigners();
    System.out.println(
        signers == null
            ? "unsigned"
            : Arrays.toString(Versioned.class.getSigners()).contains("CN=Tally"));
    System.out.println(Versioned.class.getModule().getName() + " " + Versioned.class.getPackage());
    System.out.println("steps=" + (step(99) + 1));
    System.out.println(new Throwable().getStackTrace()[0]);
  }
}

/** Is there once more, for Java 9 and later, in a jar of several versions. */
class Version {
  static int version() {
    return Integer.getInteger("version", 8);
  }
}
