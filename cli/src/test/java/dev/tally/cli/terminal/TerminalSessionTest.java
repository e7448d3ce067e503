// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.cli.browser.Browser;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import dev.tally.report.Stats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys are typed on a terminal of 100 by 40; what matters of the screen's content is looked at. */
@Timeout(60)
class TerminalSessionTest {
  private static final String TAB = "\t";
  private static final String ENTER = "\r";
  private static final String CTRL_A = "\u0001";
  private static final String CTRL_C = "\u0003";
  private static final String CTRL_D = "\u0004";
  private static final String UP = "\u001bOA";

  private final Path home;

  TerminalSessionTest(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void answers_below_the_line_that_was_typed() throws IOException {
    assertThat(screen(prompt("stats 1" + ENTER), prompt(CTRL_D)))
        .contains("Welcome to the profile statistics browser.")
        .contains("profile% stats 1")
        .contains("due to restriction <1>")
        .endsWith("Goodbye.\n");
  }

  @Test
  void completes_commands_sort_keys_and_functions() throws IOException {
    assertThat(screen(prompt("so" + TAB + "cumt" + TAB + ENTER), prompt(CTRL_D)))
        .contains("profile% sort cumtime");
    assertThat(screen(prompt("callers Foo.b" + TAB + ENTER), prompt(CTRL_D)))
        .contains("due to restriction <'Foo.bar'>");
  }

  @Test
  void takes_regular_expressions_as_they_are_typed() throws IOException {
    assertThat(screen(prompt("stats F\\w+\\.\"?b'?ar" + ENTER), prompt(CTRL_D)))
        .contains("due to restriction <'F\\\\w+\\\\.\"?b\\'?ar'>");
  }

  @Test
  void edits_lines_and_remembers_them() throws IOException {
    assertThat(screen(prompt("quux" + CTRL_A + "s" + ENTER), prompt(UP + ENTER), prompt(CTRL_D)))
        .containsPattern("(?s)(Unknown syntax: squux.*){2}");
    assertThat(Files.readString(home.resolve(".local/state/tally/stats-history")))
        .contains("squux");
    assertThat(screen(prompt(UP + ENTER), prompt(CTRL_D))).contains("Unknown syntax: squux");
  }

  @Test
  void gives_up_a_line_at_an_interrupt_and_the_browser_at_another() throws IOException {
    assertThat(
            screen(
                prompt("half"),
                new Keys("half", CTRL_C),
                prompt("quux" + ENTER),
                new Keys("Unknown syntax: quux\nprofile% ", CTRL_C)))
        .endsWith("Goodbye.\n");
  }

  @Test
  void makes_no_home_to_keep_a_history_in() {
    Path missing = home.resolve("nonexistent");
    assertThat(TerminalSession.historyFile(Map.of("HOME", missing.toString()))).isNull();
    assertThat(missing).doesNotExist();
  }

  @Test
  void goes_on_without_a_history_where_none_can_be_kept() throws IOException {
    Files.writeString(home.resolve(".local"), "a file where a folder would have to be");

    assertThat(screen(prompt("quux" + ENTER), prompt(CTRL_D))).contains("Unknown syntax: quux");
  }

  /** What to type when something has appeared on the screen since the last time. */
  private record Keys(String after, String keys) {}

  private static Keys prompt(String keys) {
    return new Keys("profile% ", keys);
  }

  private String screen(Keys... script) throws IOException {
    Screen screen = new Screen();
    Terminal terminal =
        TerminalBuilder.builder()
            .system(false)
            .type("xterm")
            .encoding(StandardCharsets.UTF_8)
            .size(new Size(100, 40))
            .streams(new Typist(screen, List.of(script)), screen)
            .build();
    try (TerminalSession session =
        new TerminalSession(terminal, Map.of("HOME", home.toString(), "PAGER", ""))) {
      Browser browser = new Browser(name -> Stats.of(functions(), name), session.out());
      browser.read("profile");
      session.run(browser);
    }
    return screen.text();
  }

  /** What has been written to the terminal, without the sequences that move and colour. */
  private static final class Screen extends ByteArrayOutputStream {
    @Override
    public synchronized void write(byte[] bytes, int start, int length) {
      super.write(bytes, start, length);
      notifyAll();
    }

    @Override
    public synchronized void write(int b) {
      super.write(b);
      notifyAll();
    }

    synchronized String text() {
      return toString(StandardCharsets.UTF_8)
          .replaceAll("\u001b(\\[[?>=0-9;]*[A-Za-z]|[=>])|\u0007", "")
          .replace("\r", "");
    }

    /** Waits until something appears behind a position; gives the position behind that. */
    synchronized int waitFor(String wanted, int from) throws InterruptedException {
      while (true) {
        int found = text().indexOf(wanted, from);
        if (found >= 0) {
          return found + wanted.length();
        }
        wait();
      }
    }
  }

  /** A keyboard at which keys are typed one group after the other. */
  private static final class Typist extends InputStream {
    private final Screen screen;
    private final Iterator<Keys> script;
    private byte[] keys = {};
    private int next;
    private int seen;

    Typist(Screen screen, List<Keys> script) {
      this.screen = screen;
      this.script = script.iterator();
    }

    @Override
    public int read() {
      if (next == keys.length) {
        if (!script.hasNext()) {
          return -1;
        }
        Keys group = script.next();
        try {
          seen = screen.waitFor(group.after(), seen);
        } catch (InterruptedException e) {
          return -1;
        }
        keys = group.keys().getBytes(StandardCharsets.UTF_8);
        next = 0;
      }
      return keys[next++];
    }

    @Override
    public int read(byte[] bytes, int start, int length) {
      int key = read();
      if (key < 0) {
        return -1;
      }
      bytes[start] = (byte) key;
      return 1;
    }
  }

  private static FunctionTable functions() {
    FunctionTable.Builder builder = new FunctionTable.Builder();
    int bar = builder.key(new FunctionKey("Foo.java", 3, "Foo.bar"));
    int baz = builder.key(new FunctionKey("Foo.java", 7, "Foo.main"));
    builder.function(bar, 1, 1, 0.5, 0.5);
    builder.caller(baz, 1, 1, 0.5, 0.5);
    builder.function(baz, 1, 1, 0.25, 0.75);
    return builder.build();
  }
}
