// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.report.Look;
import dev.tally.report.Unit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {
  @Test
  void aTerminalHasColoursUnlessItsUserWantsNone() {
    assertThat(Screen.hasColours(Map.of("TERM", "xterm"))).isTrue();
    assertThat(Screen.hasColours(Map.of("TERM", "xterm", "NO_COLOR", ""))).isTrue();
    assertThat(Screen.hasColours(Map.of("TERM", "xterm", "NO_COLOR", "1"))).isFalse();
    assertThat(Screen.hasColours(Map.of("TERM", "dumb"))).isFalse();
    assertThat(Screen.hasColours(Map.of())).isFalse();
  }

  @Test
  void aTerminalGetsAScreenfulAndAPipeAll() {
    Look terminal = new Screen(80, true).look("", Unit.FITTING, false);
    assertThat(terminal.columns().getAsInt()).isEqualTo(80);
    assertThat(terminal.rows()).isEqualTo(Look.SCREENFUL);
    assertThat(terminal.coloured()).isTrue();
    Look pipe = new Screen(Look.UNLIMITED, false).look("", Unit.FITTING, false);
    assertThat(pipe.rows()).isEqualTo(Look.ALL);
    assertThat(pipe.coloured()).isFalse();
  }
}
