// SPDX-License-Identifier: Apache-2.0

/** Lives in the default package. */
class NoPackage {
  public static void main(String[] args) { // calls(1)
    System.out.println(new Inner().twice(args.length) + twice(4));
  }

  static class Inner { // calls(<init>: 1)
    int twice(int n) { // calls(1)
      return 2 * n;
    }
  }

  static int twice(int n) { // calls(1)
    return 2 * n;
  }
}
