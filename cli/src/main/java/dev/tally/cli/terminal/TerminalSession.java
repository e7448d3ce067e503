// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.terminal;

import dev.tally.cli.browser.Browser;
import dev.tally.cli.browser.LineSource;
import dev.tally.cli.shell.Screen;
import dev.tally.report.Look;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** Somebody at a terminal, who types lines for a {@link Browser} and reads what it answers. */
public final class TerminalSession implements LineSource, Closeable {
  private final Terminal terminal;
  private final LineReader reader;
  private final Pager pager;
  private final boolean coloured;
  private @Nullable Browser browser;

  /**
   * On the terminal of this process.
   *
   * @param environment for {@code PAGER}, and to find the home of the history
   */
  public static TerminalSession open(Map<String, String> environment) throws IOException {
    return new TerminalSession(
        TerminalBuilder.builder().system(true).exec(true).build(), environment);
  }

  TerminalSession(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    pager =
        new Pager(
            new Pager.Screen() {
              @Override
              public int rows() {
                return terminal.getHeight();
              }

              @Override
              public int columns() {
                return terminal.getWidth();
              }

              @Override
              public void lent(boolean toPager) {
                // Pagers have a use for Ctrl-C, and it reaches us as well.
                terminal.handle(
                    Signal.INT, toPager ? SignalHandler.SIG_IGN : SignalHandler.SIG_DFL);
              }
            },
            terminal.writer(),
            Pager.command(environment));
    coloured = Screen.hasColours(environment) && Pager.takesColours(environment);
    reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("tally")
            // A regular expression is full of what a shell would take for quotes and escapes.
            .parser(new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]))
            .completer((lineReader, line, candidates) -> complete(line, candidates))
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .build();
    Path history = historyFile(environment);
    if (history != null) {
      reader.setVariable(LineReader.HISTORY_FILE, history);
    }
  }

  /** Where the browser's answers go. */
  public Appendable out() {
    return pager;
  }

  /** The same on this terminal, as wide as it is at any time. */
  public Look look(Look other) {
    return new Look(terminal::getWidth, Look.ALL, "", coloured, other.unit(), other.paths());
  }

  /** Lets a browser talk to the terminal until the user leaves. */
  public void run(Browser forBrowser) throws IOException {
    browser = forBrowser;
    forBrowser.run(this);
    pager.finish();
  }

  @Override
  public @Nullable String readLine(String prompt) throws IOException {
    pager.finish();
    while (true) {
      try {
        // JLine has variables in prompts, which begin with a percent sign.
        return reader.readLine(prompt.replace("%", "%%"));
      } catch (UserInterruptException interrupted) {
        // Gives up a line that was begun; on an empty one, the browser.
        if (interrupted.getPartialLine().isEmpty()) {
          return null;
        }
      } catch (EndOfFileException end) {
        return null;
      }
    }
  }

  private void complete(ParsedLine line, List<Candidate> candidates) {
    if (browser != null) {
      for (String word : browser.complete(line.line().substring(0, line.cursor()))) {
        // Behind a folder there is more to come, and no blank.
        candidates.add(new Candidate(word, word, null, null, null, null, !word.endsWith("/")));
      }
    }
  }

  /**
   * Where state belongs that survives, if that can be written to. A home that is not there is not
   * made: accounts of services have such a one, to have none.
   */
  static @Nullable Path historyFile(Map<String, String> environment) {
    String home = environment.get("HOME");
    String state = environment.get("XDG_STATE_HOME");
    Path folder;
    if (state != null && !state.isEmpty()) {
      folder = Path.of(state, "tally");
    } else if (home != null && !home.isEmpty() && Files.isDirectory(Path.of(home))) {
      folder = Path.of(home, ".local", "state", "tally");
    } else {
      return null;
    }
    try {
      Files.createDirectories(folder);
      return Files.isWritable(folder) ? folder.resolve("stats-history") : null;
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    terminal.close();
  }
}
