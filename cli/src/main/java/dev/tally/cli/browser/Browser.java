// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.python.PythonText;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * pstats' browser of profiles, command by command and byte for byte: what {@code python3 -m pstats}
 * prints for the same files and the same lines.
 *
 * <p>Where lines come from and what is shown around them is a {@link LineSource}'s business, so
 * that a terminal, a pipe and {@code -c} are alike in here.
 */
public final class Browser {
  private static final String WELCOME = "Welcome to the profile statistics browser.\n";
  private static final String GOODBYE = "Goodbye.\n";

  private final Session session;
  private String lastLine = "";

  /**
   * A browser without a profile.
   *
   * @param reader opens the files that are given to {@link #read}, {@link #add} and to the commands
   *     of the same names
   * @param out gets everything that the browser says; lines end in {@code \n}
   */
  public Browser(StatsReader reader, Appendable out) {
    this(reader, null, out);
  }

  /**
   * The same with a command that pstats has not.
   *
   * @param comparer what {@code diff} does; null if that is not to be known
   */
  public Browser(StatsReader reader, @Nullable Comparer comparer, Appendable out) {
    session = new Session(reader, comparer, out);
  }

  /** A browser whose reports are data, and whose complaints go elsewhere. */
  public Browser(StatsReader reader, Appendable complaints, DataReports data) {
    session = new Session(reader, null, complaints, data);
  }

  /** Loads a profile, or says why not; what was loaded before stays then. */
  public void read(String file) throws IOException {
    session.read(file);
  }

  /** Adds a profile to the one that is loaded, or says why not. */
  public void add(String file) throws IOException {
    session.add(file);
  }

  /**
   * From now on there is only a part of each profile.
   *
   * @throws NoAnswer if there is none in what is loaded, with the reason
   * @throws IllegalArgumentException if what is loaded cannot be added up
   */
  public void narrow(Scope scope) throws NoAnswer {
    session.narrow(scope);
  }

  /** What to show before the next line is read. */
  public String prompt() {
    return session.prompt();
  }

  /** Says welcome, obeys lines until one of them or their end says to leave, and says goodbye. */
  public void run(LineSource lines) throws IOException {
    session.out().append(WELCOME);
    String line;
    do {
      line = lines.readLine(prompt());
    } while (execute(line == null ? Verbs.END_OF_INPUT : line));
    session.out().append(GOODBYE);
  }

  /**
   * Obeys one line.
   *
   * @return whether to go on
   */
  public boolean execute(String typed) throws IOException {
    String line = PythonText.strip(typed);
    if (line.isEmpty()) {
      return lastLine.isEmpty() || execute(lastLine);
    }
    if (line.startsWith("!")) {
      return unknown(line);
    }
    if (line.startsWith("?")) {
      line = "help " + line.substring(1);
    }
    lastLine = line.equals(Verbs.END_OF_INPUT) ? "" : line;
    int end = wordEnd(line);
    Verb verb = Verbs.find(line.substring(0, end), session);
    if (verb != null && session.data() != null && !DataReports.isKnown(verb.name())) {
      session.complain(
          verb.name()
              + " is printed as text only; stats, callers, callees, packages, tree, by and threads"
              + " are data");
      return true;
    }
    return verb == null ? unknown(line) : verb.run(session, PythonText.strip(line.substring(end)));
  }

  /**
   * What the last word of a line that is being typed may become: a command, or what its command
   * takes.
   */
  public List<String> complete(String typed) {
    int word = typed.length();
    while (word > 0 && !PythonText.isSpace(typed.charAt(word - 1))) {
      word--;
    }
    String start = typed.substring(word);
    String before = PythonText.strip(typed.substring(0, word));
    if (before.isEmpty()) {
      return Verbs.names(session).stream().filter(name -> name.startsWith(start)).toList();
    }
    int end = wordEnd(before);
    Verb verb = Verbs.find(before.substring(0, end), session);
    if (verb == null) {
      return List.of();
    }
    // What is typed of the argument, with the blanks at its end, which may be a file name's.
    String argument = typed.substring(typed.indexOf(before) + end);
    int blanks = 0;
    while (blanks < argument.length() && PythonText.isSpace(argument.charAt(blanks))) {
      blanks++;
    }
    return verb.complete(session, argument.substring(blanks), start);
  }

  /** Whether any command could not be obeyed so far. */
  public boolean failed() {
    return session.failed();
  }

  private boolean unknown(String line) throws IOException {
    session.complain("*** Unknown syntax: " + line);
    return true;
  }

  /** A command is a run of ASCII letters, digits and underscores; what follows is its argument. */
  private static int wordEnd(String line) {
    int end = 0;
    while (end < line.length() && isWordCharacter(line.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
