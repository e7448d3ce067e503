// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * Method timing of JDK Flight Recorder (JEP 520): calls, and the least, mean and longest time of
 * each. Its filter takes names of classes, not patterns, so every recorded class is listed.
 */
record JdkMethodTiming(Jdk jdk) implements Tool {
  private static final String EVENT = "jdk.MethodTiming";

  @Override
  public String id() {
    return "jdk-method-timing";
  }

  @Override
  public boolean watches(Workload workload, Jdk on) {
    return on.feature() >= 25 && Tool.super.watches(workload, on);
  }

  @Override
  public List<String> options(Workload workload, Path folder)
      throws IOException, InterruptedException {
    Path settings = folder.resolve("settings.jfc");
    Files.writeString(
        settings,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <configuration version="2.0">
          <event name="%s">
            <setting name="enabled">true</setting>
            <setting name="period">endChunk</setting>
            <setting name="filter">%s</setting>
          </event>
        </configuration>
        """
            .formatted(EVENT, String.join(";", classes(workload, folder))));
    return List.of(
        "-XX:StartFlightRecording:settings=%s,filename=%s".formatted(settings, recording(folder)));
  }

  @Override
  public Path recording(Path folder) {
    return folder.resolve("recording.jfr");
  }

  @Override
  public Reading read(Workload workload, Path folder) throws IOException {
    Reading reading = new Reading();
    try (RecordingFile file = new RecordingFile(recording(folder))) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getEventType().getName().equals(EVENT)) {
          RecordedMethod method = event.getValue("method");
          long calls = event.getLong("invocations");
          Duration mean = event.getDuration("average");
          if (calls > 0) {
            Reading.Numbers numbers =
                reading.of(method.getType().getName() + "." + method.getName());
            numbers.calls += calls;
            numbers.cumulative += (double) calls * mean.toNanos();
          }
        }
      }
    }
    return reading;
  }

  /**
   * Every class that could be recorded, or else those that the program loads: settings may have a
   * megabyte, and the names of all classes on Spring's class path are more.
   */
  private List<String> classes(Workload workload, Path folder)
      throws IOException, InterruptedException {
    Set<String> names = new TreeSet<>();
    if (workload == Workload.SPRING_START) {
      LoadedClasses log = new LoadedClasses();
      if (!Files.exists(log.recording(folder))) {
        Fork.run(workload, log, jdk, 0, folder);
      }
      names.addAll(log.names(folder));
    } else {
      ClassFiles.visit(workload, jdk, (name, file) -> names.add(name));
    }
    return List.copyOf(names);
  }
}
