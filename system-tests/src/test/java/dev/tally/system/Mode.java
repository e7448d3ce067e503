// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Ways of recording, whose counts must not differ. */
enum Mode {
  AUTO("timing=auto"),
  EXACT("timing=exact"),
  NONE("timing=none"),
  TIMED_LEAVES("timing=auto,leaves=timed"),
  /** Past the budget calls are counted by caller and callee, without the path. */
  FEW_CONTEXTS("timing=auto,max-contexts=5"),
  NO_BUILTINS("timing=none,builtins=false"),
  /** Other frames and other inlining: one compiler only, no on-stack replacement. */
  OTHER_COMPILER("timing=exact", "-Xverify:all -XX:-UseOnStackReplacement -XX:TieredStopAtLevel=1"),
  /** The field of the threads is taken: an agent before ours has drawn random numbers. */
  WITHOUT_THE_FIELD(
      "timing=auto,exclude=dev.tally.system.*", "-Xverify:all " + DrawingAgent.option());

  private final String agentOptions;
  private final String jvmOptions;

  Mode(String agentOptions) {
    this(agentOptions, "-Xverify:all");
  }

  Mode(String agentOptions, String jvmOptions) {
    this.agentOptions = agentOptions;
    this.jvmOptions = jvmOptions;
  }

  /** Options for the JVM that records. */
  List<String> options(Path recording) {
    List<String> options = new ArrayList<>(Arrays.asList(jvmOptions.split(" ")));
    options.add(Installation.agent(recording, agentOptions));
    return options;
  }

  boolean recordsBuiltins() {
    return this != NO_BUILTINS;
  }
}
