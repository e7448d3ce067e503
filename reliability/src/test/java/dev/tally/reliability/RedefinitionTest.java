// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.LeftOut;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Another agent changes classes while they are recorded: they keep their probes. */
class RedefinitionTest {
  @ParameterizedTest
  @CsvSource({
    "redefine, true, 180",
    "redefine, false, 180",
    "retransform, true, 30",
    "retransform, false, 30",
    "hooks, true, 1000",
    "hooks, false, 1000",
  })
  void countsStayRight(String kind, boolean first, long versions) throws Exception {
    Jvm jvm = Jvm.program("Redefined", kind, "hook.jar");
    Path hook = jvm.folder.resolve("hook.jar");
    OtherAgents.jarOf(hook, OtherAgents.manifest(), "Hook");
    String agent = OtherAgents.retransformer(jvm.folder);
    jvm.alsoOnClassPath(OtherAgents.jar("org/ow2/asm/asm/").toString());
    Jvm both = first ? jvm.options(agent).recorded() : jvm.recorded().options(agent);
    Ended ended = both.options("-Xlog:disable").run();
    assertThat(ended.err().lines().filter(line -> !line.contains("VM warning: Sharing is only")))
        .isEmpty();
    assertThat(ended.exit()).isZero();
    assertThat(ended.calls("Redefined$Target", "step")).isEqualTo(ended.printed("steps"));
    assertThat(ended.calls("Redefined$Target", "version")).isEqualTo(versions);
    LeftOut other = new LeftOut("Retransformer", "it was loaded before the recording began");
    assertThat(ended.profile().leftOut()).isEqualTo(first ? List.of(other) : List.of());
  }
}
