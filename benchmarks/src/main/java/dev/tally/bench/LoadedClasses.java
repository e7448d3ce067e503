// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JVM's own log of the classes that a program loads. No row of the table. */
record LoadedClasses() implements Tool {
  @Override
  public String id() {
    return "loaded-classes";
  }

  @Override
  public List<String> options(Workload workload, Path folder) {
    return List.of("-Xlog:class+load:file=" + recording(folder) + "::filecount=0");
  }

  @Override
  public Path recording(Path folder) {
    return folder.resolve("classes.log");
  }

  @Override
  public Reading read(Workload workload, Path folder) {
    return new Reading();
  }

  /** Names of those from the class path. */
  List<String> names(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    for (String line : Files.readAllLines(recording(folder))) {
      int source = line.indexOf(" source: file:");
      if (source > 0) {
        names.add(line.substring(line.lastIndexOf(' ', source - 1) + 1, source));
      }
    }
    return names;
  }
}
