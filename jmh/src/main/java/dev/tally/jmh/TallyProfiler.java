// SPDX-License-Identifier: Apache-2.0
package dev.tally.jmh;

import dev.tally.Tally;
import dev.tally.profile.Profile;
import dev.tally.query.AsWritten;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.ExternalProfiler;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.profile.ProfilerException;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.TextResult;
import org.openjdk.jmh.runner.IterationType;

/**
 * Counts the calls of each method per operation: {@code -prof
 * dev.tally.jmh.TallyProfiler:include=com.acme.*;top=20;dir=recordings}.
 *
 * <p>JMH makes one of it for each benchmark, which starts the forks with Tally's agent in them and
 * reads what they have recorded; and one in each fork, which records the measured iterations. JMH
 * calls each of them on one thread.
 */
public final class TallyProfiler implements ExternalProfiler, InternalProfiler {
  /** Tells a fork where its recording goes. */
  private static final String RECORDING = "tally.jmh.recording";

  private static final int MOST_LETTERS = 150;

  private final ProfilerOptions options;

  // Where forks are started.
  private int fork;
  private @Nullable ForkFiles files;
  private @Nullable String problem;
  private @Nullable OperationCalls calls;

  // In a fork.
  private @Nullable Tally recording;
  private boolean said;

  /** Called by JMH, which lists profilers. */
  public TallyProfiler() throws ProfilerException {
    this("");
  }

  /**
   * Called by JMH.
   *
   * @param text options with semicolons between them
   * @throws ProfilerException with a sentence, if they are none
   */
  public TallyProfiler(String text) throws ProfilerException {
    options = ProfilerOptions.parse(text);
  }

  @Override
  public String getDescription() {
    return "Tally: exact calls of each method per operation";
  }

  @Override
  public Collection<String> addJVMInvokeOptions(BenchmarkParams params) {
    return List.of();
  }

  @Override
  public Collection<String> addJVMOptions(BenchmarkParams params) {
    fork++;
    files = null;
    if (fork <= params.getWarmupForks()) {
      return List.of();
    }
    List<Method> benchmark = BenchmarkMethods.of(params.getBenchmark());
    if (calls == null) {
      calls = new OperationCalls(benchmark, options.top());
    }
    try {
      files = new ForkFiles();
      return List.of(
          files.agentOption(options, benchmark), "-D" + RECORDING + "=" + files.recording());
    } catch (IOException e) {
      problem = "the agent could not be unpacked for it: " + e;
      return List.of();
    }
  }

  @Override
  public void beforeTrial(BenchmarkParams params) {
    // Both of our parts begin later: the agent with the JVM, the recording with what is measured.
  }

  @Override
  public Collection<? extends Result<?>> afterTrial(
      BenchmarkResult result, long pid, File stdOut, File stdErr) {
    BenchmarkParams params = result.getParams();
    int number = fork - params.getWarmupForks();
    if (number < 1) {
      return List.of();
    }
    ForkFiles of = files;
    if (of == null || calls == null) {
      return say("Fork " + number + " was not recorded: " + problem);
    }
    try {
      if (!Files.exists(of.recording())) {
        return say("Fork " + number + " has recorded nothing; what it said of that is above");
      }
      Profile profile = AsWritten.of(of.read());
      Path kept = of.keep(options.folder(), fileName(params) + "-fork" + number + ".tally");
      return calls.results(profile, params, "Recording of fork " + number + ": " + kept);
    } catch (IOException e) {
      return say("Fork " + number + ": its recording could not be read or kept: " + e);
    } finally {
      of.delete();
    }
  }

  /** With the values of parameters, as far as there is room for them in a file's name. */
  private static String fileName(BenchmarkParams params) {
    String id = params.id();
    return id.length() <= MOST_LETTERS
        ? id
        : id.substring(0, MOST_LETTERS) + "-" + Integer.toHexString(id.hashCode());
  }

  @Override
  public boolean allowPrintOut() {
    return true;
  }

  @Override
  public boolean allowPrintErr() {
    return true;
  }

  @Override
  public void beforeIteration(BenchmarkParams params, IterationParams iteration) {
    if (iteration.getType() == IterationType.MEASUREMENT
        && System.getProperty(RECORDING) != null
        && Tally.isAvailable()) {
      if (recording == null) {
        recording = Tally.record();
      } else {
        recording.enable();
      }
    }
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams params, IterationParams iteration, IterationResult result) {
    if (iteration.getType() != IterationType.MEASUREMENT) {
      return List.of();
    }
    if (recording != null) {
      recording.disable();
      try {
        recording.dump(Path.of(System.getProperty(RECORDING)));
      } catch (IOException e) {
        return say(String.valueOf(e.getMessage()));
      }
    } else if (params.getForks() == 0 && !said) {
      said = true;
      return say(
          "Nothing was counted: Tally's agent is added to the JVMs that JMH forks, and with -f 0"
              + " there are none. Use -f 1.");
    }
    return List.of();
  }

  private static List<TextResult> say(String sentence) {
    return List.of(new TextResult("  " + sentence + "\n", OperationCalls.LABEL));
  }
}
