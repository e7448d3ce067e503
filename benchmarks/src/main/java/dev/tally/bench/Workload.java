// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The programs of the bench: how each is started, timed, and which classes are recorded. */
enum Workload {
  FIB("Fib", 5, Clock.MAIN_THREAD, 17, ""),
  SHORT_CALLS("ShortCalls", 6, Clock.MAIN_THREAD, 17, ""),
  SHORT_LOOPS("ShortLoops", 6, Clock.MAIN_THREAD, 17, ""),
  BESIDE_LOOP("BesideLoop", 6, Clock.MAIN_THREAD, 17, ""),
  SHORT_RESULTS("ShortResults", 6, Clock.MAIN_THREAD, 17, ""),
  RATES("Rates", 6, Clock.MAIN_THREAD, 17, ""),
  NESTED("Nested", 6, Clock.MAIN_THREAD, 17, ""),
  PHASES("Phases", 6, Clock.MAIN_THREAD, 17, ""),
  JACKSON("JacksonRoundTrip", 4, Clock.MAIN_THREAD, 17, "com.fasterxml.jackson.*"),
  JAVAC("JavacCompile", 3, Clock.MAIN_THREAD, 17, "com.sun.tools.javac.*"),
  H2("H2Transactions", 6, Clock.MAIN_THREAD, 17, "org.h2.*"),
  JETTY("JettyRequests", 6, Clock.PROCESS, 17, "org.eclipse.jetty.*"),
  PARALLEL_STREAM("ParallelStream", 6, Clock.PROCESS, 17, ""),
  VIRTUAL_THREADS("VirtualThreads", 8, Clock.PROCESS, 21, ""),
  THREADS_1("Threads 1", 1, Clock.PROCESS, 17, ""),
  THREADS_100("Threads 100", 1, Clock.PROCESS, 17, ""),
  THREADS_2000("Threads 2000", 1, Clock.PROCESS, 17, ""),
  HELLO_START("Hello", 0, Clock.WHOLE_RUN, 17, ""),
  SPRING_START("SpringStart", 0, Clock.WHOLE_RUN, 17, "*"),
  WEAVING("WeaveClasses", 6, Clock.MAIN_THREAD, 17, ""),
  PYTHON_FIB("Fib", 5, Clock.MAIN_THREAD, 17, ""),
  PYTHON_SHORT_CALLS("ShortCalls", 5, Clock.MAIN_THREAD, 17, ""),
  PYTHON_BESIDE_LOOP("BesideLoop", 5, Clock.MAIN_THREAD, 17, "");

  /** What is timed. */
  enum Clock {
    /** CPU time of the thread that runs the rounds: the steadiest, for programs with one thread. */
    MAIN_THREAD,
    /** CPU time of all threads during a round. */
    PROCESS,
    /** From the start of the JVM to its end. */
    WHOLE_RUN
  }

  final int rounds;
  final Clock clock;
  final int minimumJdk;

  /** Patterns as Tally's {@code include} option has them; empty for all but the JDK. */
  final String recorded;

  /** Class, and behind a blank what its constructor takes. */
  private final String program;

  private final boolean library;

  Workload(String program, int rounds, Clock clock, int minimumJdk, String library) {
    this.program = program;
    this.rounds = rounds;
    this.clock = clock;
    this.minimumJdk = minimumJdk;
    this.library = !library.isEmpty();
    String own = className();
    this.recorded = library.equals("*") ? "" : library.isEmpty() ? own : own + ";" + library;
  }

  static String className(String program) {
    return "dev.tally.bench.program." + program;
  }

  private String className() {
    return className(program.replaceFirst(" .*", ""));
  }

  /** The name on the command line and in the table. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether Python runs it, not Java. */
  boolean isPython() {
    return name().startsWith("PYTHON");
  }

  /** Whether it is about many threads, which make few calls. */
  boolean isAboutThreads() {
    return name().startsWith("THREADS");
  }

  /** Whether it calls the JDK all the time, so that rows for such calls matter. */
  boolean callsJdk() {
    return library;
  }

  /**
   * Whether a sampler that watches it unrecorded sees the true shares: one thread, which works and
   * never waits.
   */
  boolean samplesAreTrue() {
    return clock == Clock.MAIN_THREAD && !isPython();
  }

  /** A method of the program's own class, as readings name it. */
  String method(String name) {
    return className() + "." + name;
  }

  /** The method whose inclusive time is the whole of a program; shares are of this. */
  String whole() {
    return method("round");
  }

  /** The whole command, with the options of the tool that is to watch. */
  List<String> command(Jdk jdk, List<String> options, int roundsWanted) throws IOException {
    List<String> command = new ArrayList<>();
    if (isPython()) {
      command.add("python3");
      command.addAll(options);
      command.addAll(List.of(Home.PYTHON.toString(), program, Integer.toString(roundsWanted)));
      return command;
    }
    command.addAll(List.of(jdk.java(), "-Xmx2g"));
    command.addAll(options);
    command.addAll(List.of("-cp", Home.classPath()));
    if (clock == Clock.WHOLE_RUN) {
      command.add(className());
    } else {
      command.addAll(List.of(className("Rounds"), Integer.toString(roundsWanted)));
      command.addAll(List.of(program.split(" ", -1)));
    }
    return command;
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
