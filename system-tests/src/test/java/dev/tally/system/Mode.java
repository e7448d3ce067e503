// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

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
  /** Compiled before it ever ran: other frames, other inlining, no on-stack replacement. */
  COMPILED("timing=exact", "-XX:-UseOnStackReplacement -XX:TieredStopAtLevel=1");

  private final String agentOptions;
  private final String jvmOptions;

  Mode(String agentOptions) {
    this(agentOptions, "-XX:+IgnoreUnrecognizedVMOptions");
  }

  Mode(String agentOptions, String jvmOptions) {
    this.agentOptions = agentOptions;
    this.jvmOptions = jvmOptions;
  }

  String agentOptions() {
    return agentOptions;
  }

  List<String> jvmOptions() {
    return Arrays.asList(jvmOptions.split(" "));
  }

  boolean recordsBuiltins() {
    return this != NO_BUILTINS;
  }
}
