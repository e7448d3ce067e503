// SPDX-License-Identifier: Apache-2.0
package targets;

/** Class initialisation: once, called from whatever needed the class, and failing. */
class StaticInitialisers { // calls(<clinit>: 1) callers(outermost: 1)
  static final StringBuilder log = new StringBuilder();

  public static void main(String[] args) { // calls(1)
    System.out.println(Constant.TEXT);
    touch();
    touch();
    System.out.println(Child.name());
    System.out.println(new Implementor().greeting());
    for (int i = 0; i < 3; i++) {
      attempt();
    }
    byName();
    System.out.println(Cycle.Left.value + " " + Cycle.Right.value);
    System.out.println(log);
  }

  /** A compile-time constant: reading it initialises nothing. */
  static class Constant {
    static final String TEXT = "constant";

    static { // calls(<clinit>: 0)
      log.append("never");
    }
  }

  static void touch() { // calls(2)
    log.append(Holder.INSTANCE.n);
  }

  static class Holder {
    static final Holder INSTANCE = new Holder(); // calls(<clinit>: 1) callers(touch: 1)
    final int n;

    private Holder() { // calls(1) callers(Holder.<clinit>: 1)
      n = 42;
    }
  }

  static class Parent {
    static String parent = say("parent"); // calls(<clinit>: 1) callers(main: 1)
  }

  // The JVM runs the superclass's initialiser first, before the subclass's begins.
  static class Child extends Parent {
    static String child = say("child"); // calls(<clinit>: 1) callers(main: 1)

    static String name() { // calls(1)
      return parent + child;
    }
  }

  static String say(String what) { // calls(4)
    log.append(what).append(' ');
    return what;
  }

  /** Has a default method, so initialising an implementor initialises it. */
  interface Greeting {
    String HELLO = say("hello"); // calls(<clinit>: 1) callers(main: 1)

    default String greeting() { // calls(1) callers(main: 1)
      return HELLO;
    }
  }

  /** Has none, and nobody reads its field. */
  interface Silent {
    String NOTHING = say("nothing"); // calls(<clinit>: 0)
  }

  static class Implementor implements Greeting, Silent {} // calls(<init>: 1)

  static void attempt() { // calls(3)
    try {
      log.append(Broken.value);
    } catch (ExceptionInInitializerError e) {
      log.append(first(e));
    } catch (NoClassDefFoundError e) {
      log.append(later());
    }
  }

  static String first(Throwable e) { // calls(1) callers(attempt: 1)
    return e.getCause().getMessage();
  }

  static String later() { // calls(2) callers(attempt: 2)
    return " again";
  }

  static class Broken {
    static int value = fail(1); // calls(<clinit>: 1) callers(attempt: 1)
  }

  static int fail(int n) { // calls(1) callers(Broken.<clinit>: 1)
    if (n > 0) {
      throw new IllegalStateException("broken");
    }
    return n;
  }

  // The initialiser runs under the built-in that asked for it.
  static void byName() { // calls(1)
    try {
      Class.forName("targets.StaticInitialisers$Named"); // builtin(java.lang.Class.forName: 1)
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  static class Named {
    static String named = say("named"); // calls(<clinit>: 1) callers(java.lang.Class.forName: 1)
  }

  static class Cycle {
    static class Left {
      static int value = 1 + Right.value; // calls(<clinit>: 1) callers(main: 1)
    }

    static class Right {
      static int value = 10 + Left.value; // calls(<clinit>: 1) callers(Left.<clinit>: 1)
    }
  }
}
