// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    return on.feature() >= 25;
  }

  @Override
  public List<String> options(Workload workload, Path folder) throws IOException {
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
            .formatted(EVENT, String.join(";", classes(workload))));
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

  /** Recorded classes by name, from the class path and, for javac, from the JDK's own image. */
  private List<String> classes(Workload workload) throws IOException {
    List<String> names = new ArrayList<>();
    collect(Home.TARGET.resolve("classes"), names);
    for (Path jar : Home.jars()) {
      try (FileSystem zip = FileSystems.newFileSystem(jar)) {
        collect(zip.getPath("/"), names);
      }
    }
    if (workload == Workload.JAVAC) {
      Map<String, String> environment = Map.of("java.home", jdk.home().toString());
      try (FileSystem image = FileSystems.newFileSystem(URI.create("jrt:/"), environment)) {
        collect(image.getPath("/modules/jdk.compiler"), names);
      }
    }
    return names.stream().filter(workload::records).sorted().distinct().toList();
  }

  private static void collect(Path root, List<String> names) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.contains("-"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .forEach(names::add);
    }
  }
}
