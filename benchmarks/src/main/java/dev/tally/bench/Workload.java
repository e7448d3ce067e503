// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.util.List;
import java.util.Locale;

/** The programs of the bench: how each is started, timed, and which classes are recorded. */
enum Workload {
  FIB("Fib", 8, Clock.MAIN_THREAD, 17, ""),
  SHORT_CALLS("ShortCalls", 8, Clock.MAIN_THREAD, 17, ""),
  SHORT_LOOPS("ShortLoops", 8, Clock.MAIN_THREAD, 17, ""),
  BESIDE_LOOP("BesideLoop", 8, Clock.MAIN_THREAD, 17, ""),
  RATES("Rates", 6, Clock.MAIN_THREAD, 17, ""),
  NESTED("Nested", 6, Clock.MAIN_THREAD, 17, ""),
  PHASES("Phases", 6, Clock.MAIN_THREAD, 17, ""),
  JACKSON("JacksonRoundTrip", 8, Clock.MAIN_THREAD, 17, "com.fasterxml.jackson.*"),
  JAVAC("JavacCompile", 8, Clock.MAIN_THREAD, 17, "com.sun.tools.javac.*"),
  H2("H2Transactions", 12, Clock.MAIN_THREAD, 17, "org.h2.*"),
  JETTY("JettyRequests", 12, Clock.PROCESS, 17, "org.eclipse.jetty.*"),
  PARALLEL_STREAM("ParallelStream", 6, Clock.PROCESS, 17, ""),
  VIRTUAL_THREADS("VirtualThreads", 12, Clock.PROCESS, 21, ""),
  HELLO_START("Hello", 0, Clock.WHOLE_RUN, 17, ""),
  SPRING_START("SpringStart", 0, Clock.WHOLE_RUN, 17, "*");

  /** What is timed. */
  enum Clock {
    /** CPU time of the thread that runs the rounds: the steadiest, for programs with one thread. */
    MAIN_THREAD,
    /** CPU time of all threads during a round. */
    PROCESS,
    /** From the start of the JVM to its end. */
    WHOLE_RUN
  }

  final String program;
  final int rounds;
  final Clock clock;
  final int minimumJdk;

  /** Patterns as Tally's {@code include} option has them; empty for all but the JDK. */
  final String recorded;

  Workload(String program, int rounds, Clock clock, int minimumJdk, String library) {
    this.program = program;
    this.rounds = rounds;
    this.clock = clock;
    this.minimumJdk = minimumJdk;
    this.recorded =
        library.equals("*")
            ? ""
            : library.isEmpty() ? className(program) : className(program) + ";" + library;
  }

  static String className(String program) {
    return "dev.tally.bench.program." + program;
  }

  /** The name on the command line and in the table. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The method whose inclusive time is the whole of a program; shares are of this. */
  String whole() {
    return className(program) + ".round";
  }

  /** Main class and arguments. */
  List<String> command(int roundsWanted) {
    return clock == Clock.WHOLE_RUN
        ? List.of(className(program))
        : List.of(className("Rounds"), program, Integer.toString(roundsWanted));
  }

  /** Whether a class, by binary name with dots, is among the recorded. */
  boolean records(String className) {
    if (recorded.isEmpty()) {
      return true;
    }
    for (String pattern : recorded.split(";", -1)) {
      boolean matches =
          pattern.endsWith("*")
              ? className.startsWith(pattern.substring(0, pattern.length() - 1))
              : className.equals(pattern) || className.startsWith(pattern + "$");
      if (matches) {
        return true;
      }
    }
    return false;
  }
}
