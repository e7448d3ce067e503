// SPDX-License-Identifier: Apache-2.0
package dev.tally;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Records a part of the running program, in the shape of Python's {@code cProfile.Profile}:
 *
 * <pre>
 *   try (var recording = Tally.record()) {
 *     migrate();
 *     recording.dump(Path.of("migration"));
 *   }
 * </pre>
 *
 * <p>The JVM should have been started with Tally's agent ({@code tally run …} or {@code
 * -javaagent:tally-agent.jar}), which records the whole program all the same; a part is the
 * difference between two moments of that. Where it was not, the agent is loaded when it is first
 * needed, if its jar is on the class path and the JVM allows it. All threads are recorded. Calls
 * that were open when the part began do not appear in it, as with cProfile; what they called since
 * does.
 *
 * <p>A recording may be used by one thread at a time.
 */
public final class Tally implements AutoCloseable {
  /** Once found, which is dear where many tests count; null before. */
  private static volatile Function<Object[], Object> known;

  private final Function<Object[], Object> agent;

  /** What was recorded between earlier enable and disable; null if nothing. */
  private Object recorded;

  /** The moment of the last enable; null while disabled. */
  private Object since;

  private Tally(Function<Object[], Object> agent) {
    this.agent = agent;
  }

  /**
   * Begins to record, as {@code enable} does on a new recording.
   *
   * @throws IllegalStateException if Tally's agent is not in this JVM and cannot be loaded
   */
  public static Tally record() {
    Tally recording = new Tally(agent());
    recording.enable();
    return recording;
  }

  /**
   * Whether {@link #record} and {@link #count} will work: the agent is in this JVM, or could be
   * loaded just now, if its jar is on the class path and the JVM allows it.
   */
  public static boolean isAvailable() {
    return agentOrNull() != null || Attachment.load().isEmpty();
  }

  /** Records from now on, on top of what was recorded before. Does nothing if it is enabled. */
  public void enable() {
    if (since == null) {
      since = agent.apply(new Object[] {"moment"});
    }
  }

  /** Stops recording; what was recorded is kept. Does nothing if it is disabled. */
  public void disable() {
    if (since != null) {
      recorded = soFar();
      since = null;
    }
  }

  /**
   * Writes what has been recorded so far to a file that {@code tally stats} reads. Recording goes
   * on if it is enabled.
   *
   * @throws IOException if the file cannot be written
   */
  public void dump(Path file) throws IOException {
    Object failure = agent.apply(new Object[] {"dump", soFar(), file.toAbsolutePath().toFile()});
    if (failure != null) {
      throw new IOException((String) failure);
    }
  }

  /** The same as {@link #disable}. */
  @Override
  public void close() {
    disable();
  }

  /**
   * Counts every call that a part of the program makes, for a test or whatever else wants to know:
   *
   * <pre>
   *   Calls calls = Tally.count(() -&gt; service.report());
   *   assertEquals(1, calls.of("OrderDao.load"));
   * </pre>
   *
   * <p>Counted are the calls of the current thread; and those that other threads make meanwhile, if
   * no other thread counts at the same time. If one does, theirs are not this count's, and {@link
   * Calls#of} throws an exception rather than count what may be either's.
   *
   * @throws E what the part of the program throws
   * @throws IllegalStateException if Tally's agent is not in this JVM, or could not record all
   *     calls, with what to do about it
   */
  public static <E extends Exception> Calls count(Action<E> action) throws E {
    return count("", "tally.count", false, action);
  }

  /**
   * The same for a part that has a name, which is a row of its own in the recording of the whole
   * program.
   *
   * @param className class of a test, with dots
   * @param name of the test
   * @param parallel whether other threads may run other tests meanwhile, counted or not: then what
   *     other threads call is nobody's
   */
  public static <E extends Exception> Calls count(
      String className, String name, boolean parallel, Action<E> action) throws E {
    Function<Object[], Object> agent = agent();
    Object begun = agent.apply(new Object[] {"begin", className, name, parallel});
    Object found;
    try {
      action.run();
    } finally {
      found = agent.apply(new Object[] {"end", begun});
    }
    if (found instanceof String problem) {
      throw new IllegalStateException(problem);
    }
    return Calls.of((Object[]) found, new LoadedMethods(agent));
  }

  /** A part of a program whose calls are counted. */
  @FunctionalInterface
  public interface Action<E extends Exception> {
    void run() throws E;
  }

  private Object soFar() {
    return agent.apply(new Object[] {"add", recorded, since});
  }

  static Function<Object[], Object> agent() {
    Function<Object[], Object> agent = agentOrNull();
    if (agent != null) {
      return agent;
    }
    String problem = Attachment.load();
    agent = agentOrNull();
    if (agent == null) {
      throw new IllegalStateException(
          "Tally's agent is not loaded in this JVM: start the program with 'tally run ...'"
              + " or with -javaagent:tally-agent.jar; to load it now is not possible: "
              + problem);
    }
    return agent;
  }

  @SuppressWarnings("unchecked")
  private static Function<Object[], Object> agentOrNull() {
    if (known != null) {
      return known;
    }
    try {
      Class<?> bridge = Class.forName("java.lang.TallyBridge", true, null);
      known =
          (Function<Object[], Object>)
              MethodHandles.publicLookup()
                  .findStaticGetter(bridge, "agent", Function.class)
                  .invoke();
      return known;
    } catch (ClassNotFoundException withoutAgent) {
      return null;
    } catch (Throwable e) {
      throw new IllegalStateException("Tally's agent is of another version", e);
    }
  }
}
