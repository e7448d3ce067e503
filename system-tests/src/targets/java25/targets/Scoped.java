// SPDX-License-Identifier: Apache-2.0
package targets;

/** Scoped values, which find their bindings by looking at the stack. */
class Scoped {
  static final ScopedValue<Integer> DEPTH = ScopedValue.newInstance(); // calls(<clinit>: 1)

  public static void main(String[] args) throws Exception { // calls(1)
    System.out.println(ScopedValue.where(DEPTH, 0).call(() -> down(5))); // calls(lambda: 1)
    try {
      // calls(lambda: 1)
      ScopedValue.where(DEPTH, 1)
          .run(
              () -> {
                throw new IllegalStateException("depth " + DEPTH.get());
              });
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage() + DEPTH.isBound());
    }
    Thread thread =
        Thread.ofVirtual()
            .unstarted(() -> System.out.println(DEPTH.isBound())); // calls(lambda: 1)
    thread.start();
    thread.join();
  }

  static int down(int n) { // calls(6/1) callers(lambda: 6)
    return n == 0
        ? DEPTH.get()
        : ScopedValue.where(DEPTH, DEPTH.get() + n)
            .call(() -> down(n - 1)); // calls(lambda: 5)
  }
}
