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
 * <p>The JVM must have been started with Tally's agent ({@code tally run …} or {@code
 * -javaagent:tally-agent.jar}), which records the whole program all the same; a part is the
 * difference between two moments of that. All threads are recorded. Calls that were open when the
 * part began do not appear in it, as with cProfile; what they called since does.
 *
 * <p>A recording may be used by one thread at a time.
 */
public final class Tally implements AutoCloseable {
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
   * @throws IllegalStateException if Tally's agent is not loaded in this JVM
   */
  public static Tally record() {
    Tally recording = new Tally(agent());
    recording.enable();
    return recording;
  }

  /** Whether the agent is loaded, so that {@link #record} will work. */
  public static boolean isAvailable() {
    return agentOrNull() != null;
  }

  /** Records from now on, on top of what was recorded before. Does nothing if it is enabled. */
  public void enable() {
    if (since == null) {
      since = agent.apply(new Object[] {"snapshot"});
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

  private Object soFar() {
    return agent.apply(new Object[] {"add", recorded, since});
  }

  private static Function<Object[], Object> agent() {
    Function<Object[], Object> agent = agentOrNull();
    if (agent == null) {
      throw new IllegalStateException(
          "Tally's agent is not loaded in this JVM: start the program with 'tally run ...'"
              + " or with -javaagent:tally-agent.jar");
    }
    return agent;
  }

  @SuppressWarnings("unchecked")
  private static Function<Object[], Object> agentOrNull() {
    try {
      Class<?> bridge = Class.forName("java.lang.TallyBridge", true, null);
      return (Function<Object[], Object>)
          MethodHandles.publicLookup().findStaticGetter(bridge, "agent", Function.class).invoke();
    } catch (ClassNotFoundException withoutAgent) {
      return null;
    } catch (Throwable e) {
      throw new IllegalStateException("Tally's agent is of another version", e);
    }
  }
}
