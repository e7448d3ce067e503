// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

import dev.tally.agent.count.CallCounter;
import dev.tally.agent.read.Moment;
import dev.tally.agent.read.Part;
import dev.tally.agent.read.Snapshot;
import dev.tally.agent.rows.RowTable;
import dev.tally.agent.trace.CallTransformer;
import dev.tally.agent.trace.LeftOutClasses;
import dev.tally.agent.trace.MethodFilter;
import dev.tally.agent.trace.MethodIds;
import dev.tally.agent.trace.ProgramClasses;
import dev.tally.probe.Bridge;
import dev.tally.probe.Clock;
import dev.tally.probe.CountingPrice;
import dev.tally.probe.HitSampler;
import dev.tally.probe.OwnWork;
import dev.tally.probe.Probe;
import dev.tally.probe.Recorder;
import dev.tally.probe.Recorders;
import dev.tally.probe.Rows;
import dev.tally.probe.ShutdownSlot;
import dev.tally.probe.TimingPrice;
import dev.tally.profile.Engine;
import dev.tally.profile.Engine.Timing;
import dev.tally.profile.Kind;
import dev.tally.profile.Merge;
import dev.tally.profile.Method;
import dev.tally.profile.Origin;
import dev.tally.profile.Profile;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A recording from its start to the last time it is written: every few seconds while the program
 * runs, and at its end.
 */
final class Recording {
  /** The version is in the jar's manifest, so that classes run out of a folder have none. */
  private static final String CREATOR = creator();

  private static final String ALONE =
      "tests may have run at the same time: only what this one's own thread called is here";

  private final AgentOptions options;
  private final Timing timing;
  private final MethodIds ids = new MethodIds();
  private final RowTable rows;
  private final CallCounter counter = new CallCounter(ids);
  private final MethodFilter filter;
  private final ProgramClasses classes = new ProgramClasses();
  private final LeftOutClasses leftOut = classes.leftOut();
  private final List<String> commandLine = commandLine();
  private final long startMillis = System.currentTimeMillis();
  private final long startNanos = Clock.now();

  private final @Nullable String dearer;

  /** One, but where the agent is there twice. */
  private final List<RecordingWriter> writers = new CopyOnWriteArrayList<>();

  /** Price of a clock read, once parts are compared; 0 before. */
  private volatile double fixedClockNanos;

  /** The last that a part has begun with. */
  private volatile @Nullable Moment latest;

  /** A sentence if the recording that was read last has no calls. */
  private volatile @Nullable String whyNothing;

  /**
   * @param dearer a sentence if calls cost more than they need; null if not
   */
  Recording(AgentOptions options, @Nullable String dearer) {
    this.options = options;
    this.dearer = dearer;
    this.rows = new RowTable(ids, options.sqlLiterals);
    this.filter = new MethodFilter(options.include, options.exclude, "all".equals(options.exec));
    this.timing = Timing.valueOf(options.timing.toUpperCase(Locale.ROOT));
  }

  /**
   * Writes the same recording where another agent of ours in this JVM was to write one.
   *
   * @param second what that agent was told
   * @return a sentence for the user
   */
  String alsoFor(AgentOptions second) {
    String where = OutputName.of(options.output);
    if (!second.output.equals(options.output)) {
      addWriter(second).awaitLook();
      where += " and to " + OutputName.of(second.output);
    }
    return "the agent is in this JVM twice, such as by JAVA_TOOL_OPTIONS and by tally run: one"
        + " recording is made, as the first was told, and goes to "
        + where;
  }

  private RecordingWriter addWriter(AgentOptions of) {
    RecordingWriter writer = new RecordingWriter(this, of);
    writers.add(writer);
    writer.start();
    return writer;
  }

  /** Looks at where the recording will go, on a thread of its own. */
  void open() {
    addWriter(options);
  }

  /**
   * Starts recording classes that are loaded from now on; after {@link #open}.
   *
   * @param early classes that were defined before, which the transformer does not see
   */
  void start(Instrumentation instrumentation, List<Class<?>> early) {
    if (timing == Timing.AUTO) {
      Daemon.of(new HitSampler(), "tally-sampler").start();
    }
    Probe.beforeHalt = () -> writers.forEach(RecordingWriter::write);
    Bridge.agent = this::answer;
    try {
      ShutdownSlot.run(() -> writers.forEach(RecordingWriter::end));
    } catch (IllegalStateException alreadyEnding) {
      return;
    }
    Rows.begin(
        rows, ids.id(Method.ofTally(Snapshot.ROWS)), ids.id(Method.ofTally(Snapshot.ENTRIES)));
    CallTransformer transformer =
        new CallTransformer(
            filter, ids, classes, options.builtins, options.leavesCounted, options.sql);
    transformer.listEarly(early);
    instrumentation.addTransformer(transformer, instrumentation.isRetransformClassesSupported());
    writers.get(0).awaitLook();
  }

  /**
   * Why the recording that was read last has no calls. Null if it has some, and if the program's
   * main class was not found, which the JVM has said.
   */
  @Nullable String whyNothing() {
    return classes.isNone() && !isMainOfJdk() ? null : whyNothing;
  }

  /** Not what compiles a source file first: that has found errors in it. */
  private boolean isMainOfJdk() {
    String command = commandLine.isEmpty() ? "" : commandLine.get(0);
    int end = command.indexOf(' ');
    String main = end < 0 ? command : command.substring(0, end);
    String name = main.substring(main.indexOf('/') + 1).replace('.', '/');
    return filter.isBuiltin(name) && !name.startsWith("com/sun/tools/javac/launcher/");
  }

  /**
   * Answers {@code dev.tally.Tally}, which shares no class with us: this moment, what was recorded
   * since one added to an earlier part, or a part written to a file; a test since a moment written
   * to a file; the beginning of a count, its end, and the names of methods by their ids.
   */
  private @Nullable Object answer(Object[] request) {
    switch ((String) request[0]) {
      case "begin" -> {
        return counter.begin((String) request[1], (String) request[2], (Boolean) request[3]);
      }
      case "end" -> {
        return counter.end(request[1]);
      }
      case "methods" -> {
        return ids.texts((int[]) request[1]);
      }
      default -> {
        // What needs no calls of its own to be recorded.
      }
    }
    long paused = OwnWork.begin();
    try {
      return answerPaused(request, paused);
    } finally {
      OwnWork.end(paused, false);
    }
  }

  private @Nullable Object answerPaused(Object[] request, long paused) {
    long pausedNanos = Clock.now();
    Recorder own = OwnWork.recorder(paused);
    if (timing != Timing.NONE) {
      // Two moments can only be compared if the same was taken off both.
      TimingPrice.fix();
      CountingPrice.measure();
      fixedClockNanos = fixedClockNanos > 0 ? fixedClockNanos : Clock.priceNanos();
    }
    return switch ((String) request[0]) {
      case "moment" -> moment(own, pausedNanos);
      case "add" -> {
        Profile before = (Profile) request[1];
        Moment since = (Moment) request[2];
        if (since == null && before != null) {
          yield before;
        }
        Part part = new Part(since == null ? moment(own, pausedNanos) : since, null);
        Profile more = profile(part, snapshot(part, fixedClockNanos), null);
        yield before == null ? more : Merge.of(before, more);
      }
      case "dump" -> {
        try {
          dump((Profile) request[1], ((File) request[2]).toPath());
          yield null;
        } catch (IOException e) {
          yield e.getMessage();
        }
      }
      case "test" -> {
        Method frame = new Method((String) request[3], (String) request[4], "", "", 0, Kind.TEST);
        yield dumpTest(
            (Moment) request[1],
            (File) request[2],
            new Part.Test(frame, own, (Boolean) request[5]));
      }
      default -> throw new IllegalArgumentException("unknown request " + request[0]);
    };
  }

  private Moment moment(@Nullable Recorder own, long pausedNanos) {
    Moment now = Moment.now(fixedClockNanos, timing, latest, own, pausedNanos);
    latest = now;
    return now;
  }

  /** Writes what a test has done; says how many calls, or a sentence. */
  private Object dumpTest(Moment since, File file, Part.Test test) {
    Part part = new Part(since, test);
    Profile profile = profile(part, snapshot(part, fixedClockNanos), test.alone() ? ALONE : null);
    try {
      dump(profile, file.toPath());
      return profile.calls();
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private Snapshot snapshot(Part part, double clockNanos) {
    Snapshot snapshot = new Snapshot(ids, clockNanos, timing, part);
    snapshot.read();
    return snapshot;
  }

  private static String creator() {
    String version = Recording.class.getPackage().getImplementationVersion();
    return version == null ? "tally" : "tally " + version;
  }

  /** Main class or jar and arguments, asked before the program can change the property. */
  private static List<String> commandLine() {
    String command = System.getProperty("sun.java.command");
    return command == null ? List.of() : List.of(command);
  }

  private static void dump(Profile part, Path file) throws IOException {
    Path target = RecordingFile.target(file);
    if (Files.isRegularFile(target)
        && Files.size(target) > 0
        && !RecordingFile.isStream(target)
        && !Claim.isRecording(target)) {
      throw new IOException(RecordingFile.cannotWrite(file) + "it is no recording of Tally's");
    }
    RecordingFile.write(part, file, null, new Waiting());
  }

  /**
   * What has been recorded so far.
   *
   * @param last whether the program has ended
   * @param note what its reader should know; null for nothing
   */
  Profile profile(boolean last, @Nullable String note) {
    double clockNanos = clockNanos();
    // Before reading, so that a recording is never older than it says.
    long durationNanos = Clock.now() - startNanos;
    Snapshot snapshot = snapshot(Part.WHOLE, clockNanos);
    String why = snapshot.isEmpty() ? classes.whyNothing() : null;
    whyNothing = why;
    return snapshot.profile(
        origin(startMillis, durationNanos, last, notes(note, why), clockNanos, snapshot), leftOut);
  }

  /** Whether the program goes on makes no difference to a part, which has ended. */
  private Profile profile(Part part, Snapshot snapshot, @Nullable String note) {
    long since = part.since().epochMillis;
    long durationNanos = Clock.now() - part.since().nanos;
    return snapshot.profile(
        origin(since, durationNanos, true, notes(note, null), fixedClockNanos, snapshot), leftOut);
  }

  private double clockNanos() {
    return timing == Timing.NONE ? 0 : fixedClockNanos > 0 ? fixedClockNanos : Clock.priceNanos();
  }

  private List<String> notes(@Nullable String first, @Nullable String whyNothing) {
    List<String> notes = new ArrayList<>();
    if (first != null) {
      notes.add(first);
    }
    if (dearer != null) {
      notes.add(dearer);
    }
    if (Recorders.callsLost() > 0) {
      notes.add(Recorders.callsLost() + " calls were not recorded for want of memory");
    }
    if (whyNothing != null) {
      notes.add(whyNothing);
    }
    notes.addAll(filter.unmatched());
    String shared = ids.note();
    if (shared != null) {
      notes.add(shared);
    }
    notes.addAll(rows.notes());
    return notes;
  }

  private Origin origin(
      long since,
      long durationNanos,
      boolean complete,
      List<String> notes,
      double clockNanos,
      Snapshot snapshot) {
    Engine engine =
        new Engine.Counting(
            timing,
            !options.leavesCounted,
            options.builtins,
            Clock.NAME,
            clockNanos,
            TimingPrice.known().innerNanos(),
            TimingPrice.known().outerNanos(),
            Snapshot.hitIntervalNanos(timing == Timing.AUTO),
            options.maxContexts);
    return new Origin(
        CREATOR,
        commandLine,
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        since,
        durationNanos,
        complete,
        1,
        notes,
        engine,
        classes.places().of(snapshot.methods(), filter));
  }
}
