// SPDX-License-Identifier: Apache-2.0
/** Calls a library, which calls back; the argument is where the library is. */
public class Natives {
  static native int add(int a, int b);

  /** Calls {@link #calledBack} so many times. */
  native int callBack(int times);

  int called;

  int calledBack(int n) {
    called++;
    return n;
  }

  public static void main(String[] arguments) {
    System.load(arguments[0]);
    int sum = 0;
    for (int i = 0; i < 500; i++) {
      sum = add(sum, i);
    }
    Natives natives = new Natives();
    sum += natives.callBack(300);
    System.out.println(sum + " " + natives.called);
  }
}
