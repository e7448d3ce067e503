// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

import dev.tally.agent.start.AgentJar;
import dev.tally.agent.start.BuildTools;
import dev.tally.agent.start.EarlyClasses;
import dev.tally.agent.start.JdkLookup;
import dev.tally.agent.start.LoadedClasses;
import dev.tally.agent.start.OwnClasses;
import dev.tally.agent.start.QuickCompilation;
import dev.tally.agent.trace.RandomTransformer;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM starts the agent: before the program's main method and on its thread, or while it
 * runs. Refers to no class of the probe: those are defined here first.
 */
public final class AgentMain {
  /** The probe's classes, in the order in which they are initialised. */
  private static final String[] PROBE = {
    "Settings",
    "Bridge",
    "Clock",
    "Arena",
    "ShortMethods",
    "LeafTable",
    "Context",
    "ThreadTable",
    "ThreadField",
    "Seeds",
    "FlatCounter",
    "FlatCounters",
    "NameTable",
    "FlatCalls",
    "ThreadGroupName",
    "SuperCall",
    "Recorder",
    "Recorders",
    "OwnWork",
    "OwnThread",
    "ShortWork",
    "TimingPrice",
    "CountingPrice",
    "HitSampler",
    "ShutdownSlot",
    "Probe",
    "Row",
    "RowNames",
    "WeakRows$Entry",
    "WeakRows",
    "Rows$Known",
    "Rows",
    "Waits",
    "WarmUp",
  };

  private static boolean started;

  /** What the agent was told that records. */
  private static @Nullable String told;

  private AgentMain() {}

  /** Called by the JVM for {@code -javaagent}. */
  public static void premain(@Nullable String text, Instrumentation instrumentation) {
    begin(text, false, instrumentation);
  }

  /**
   * Called by the JVM for an agent that is loaded while the program runs. Classes that are there
   * are rewritten, too: a call is recorded from then on, unless it has begun before.
   */
  public static void agentmain(@Nullable String text, Instrumentation instrumentation) {
    begin(text, true, instrumentation);
  }

  /** Throws nothing: the JVM would end. A security manager may forbid to read options already. */
  private static synchronized void begin(
      @Nullable String text, boolean loaded, Instrumentation instrumentation) {
    try {
      if (started && Objects.equals(text, told)) {
        // A parent has handed on both its environment and its options. One recording is as told.
        return;
      }
      AgentOptions options;
      try {
        options = AgentOptions.parse(text);
      } catch (IllegalArgumentException e) {
        AgentLog.say(String.valueOf(e.getMessage()));
        if (!loaded) {
          // The program has not begun: a misspelt option must not cost a whole run.
          System.exit(2);
        }
        return;
      }
      options.loaded |= loaded;
      if (options.exec != null && BuildTools.isNoProgram()) {
        return;
      }
      if ("programs".equals(options.exec) && BuildTools.isThisJvm()) {
        Output.leaveOut(options.output);
        return;
      }
      if (options.report != null) {
        Path output = Output.forReport(options.output, options.report.equals("all"));
        if (output == null) {
          return;
        }
        options.output = output;
      }
      if (started) {
        // The probe cannot be there twice.
        Starter.again(options);
        return;
      }
      started = true;
      told = text;
      try (AgentJar jar = new AgentJar()) {
        Thread library = OwnClasses.loadLibrary(jar);
        Function<Class<?>, MethodHandles.Lookup> jdk = JdkLookup.open(instrumentation, jar);
        defineProbe(jdk.apply(Object.class), jar, options.timing.equals("exact"));
        permitOwnCode(jdk.apply(ProtectionDomain.class));
        List<Class<?>> early = EarlyClasses.find(jdk.apply(ClassLoader.class));
        Starter.start(options, instrumentation, early, jar, jdk, library);
      }
    } catch (SecurityException e) {
      AgentLog.say(
          "cannot record this JVM, its security manager forbids it ("
              + e.getMessage()
              + "):"
              + " let the policy grant java.security.AllPermission to the agent's jar");
    } catch (Throwable e) { // The program must run, recorded or not.
      AgentLog.say("cannot record this JVM: " + e);
    }
  }

  /**
   * Defines the probe's classes in {@code java.lang}. Through a look-up, not by appending to the
   * bootstrap class path: that would turn class-data sharing off for the whole program.
   */
  private static void defineProbe(MethodHandles.Lookup lookup, AgentJar jar, boolean exact)
      throws IOException, IllegalAccessException {
    if (exact) { // The clock asks for it then only.
      lookup.defineClass(jar.code("java/lang/TallyProcessorCounter"));
    }
    for (String name : PROBE) {
      lookup.defineClass(jar.code("java/lang/Tally" + name));
    }
  }

  /**
   * Allows the agent's own code everything. A program may install a security manager at any time,
   * whose policy then knows nothing of the agent, and the recording could not be written.
   */
  private static void permitOwnCode(MethodHandles.Lookup lookup) throws IllegalAccessException {
    try {
      lookup
          .findVarHandle(ProtectionDomain.class, "hasAllPerm", boolean.class)
          .set(AgentMain.class.getProtectionDomain(), true);
    } catch (NoSuchFieldException withoutSecurityManagers) {
      // From JDK 24 on nobody asks.
    }
  }

  /** Initialises the probe's classes: what could fail on an unknown JVM fails here, harmlessly. */
  private static void initialiseProbe() throws ClassNotFoundException {
    for (String name : PROBE) {
      Class.forName("java.lang.Tally" + name, true, null);
    }
  }

  /** Apart, so that the JVM links what refers to the probe only after it is defined. */
  private static final class Starter {
    private static @Nullable Recording recording;

    /** Somebody has named the agent once more. */
    static void again(AgentOptions options) {
      if (recording != null) {
        AgentLog.say(recording.alsoFor(options));
      }
    }

    static void start(
        AgentOptions options,
        Instrumentation instrumentation,
        List<Class<?>> early,
        AgentJar jar,
        Function<Class<?>, MethodHandles.Lookup> jdk,
        Thread library)
        throws ReflectiveOperationException {
      dev.tally.probe.Settings.readClock = !options.timing.equals("none");
      dev.tally.probe.Settings.adaptive = options.timing.equals("auto");
      dev.tally.probe.Settings.maxContexts = options.maxContexts;
      dev.tally.probe.OwnThread.await(library);
      // No thread of ours runs meanwhile. Two that contended for a map of the JDK's would want the
      // class that is being loaded, and the map would answer with an error ever after.
      String dearer =
          RandomTransformer.install(
              instrumentation, !options.loaded && EarlyClasses.areOurs(early));
      dev.tally.probe.Settings.inThread = dearer == null;
      Thread quick = QuickCompilation.askFor(jdk);
      Thread own = OwnClasses.loadOwn(jar);
      initialiseProbe();
      Thread warmUp = dev.tally.probe.WarmUp.start();
      recording = new Recording(options, dearer);
      recording.open();
      dev.tally.probe.OwnThread.await(warmUp);
      dev.tally.probe.OwnThread.await(own);
      dev.tally.probe.OwnThread.await(quick);
      recording.start(instrumentation, options.loaded ? List.of() : early);
      if (options.loaded) {
        LoadedClasses.transform(instrumentation);
      }
    }
  }
}
