// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.nio.file.Path;
import java.util.List;

/** No tool: what all others are compared with. */
record Plain() implements Tool {
  @Override
  public String id() {
    return "plain";
  }

  @Override
  public boolean watches(Workload workload, Jdk jdk) {
    return workload != Workload.WEAVING;
  }

  @Override
  public List<String> options(Workload workload, Path folder) {
    return List.of();
  }

  @Override
  public Path recording(Path folder) {
    return folder.resolve("none");
  }

  @Override
  public Reading read(Workload workload, Path folder) {
    return new Reading();
  }
}
