// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.cli.shell.Arguments;
import dev.tally.cli.shell.Nearest;
import dev.tally.cli.shell.Option;
import dev.tally.pstats.MethodGroup;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What part of a profile is asked about, and as what. The same words are options of a command and
 * may follow a command of the browser. They are obeyed in the order of {@link #OPTIONS}, in
 * whichever they are typed, and each may come several times: one {@code --under} within another,
 * all others together.
 */
public final class Scope {
  static final Option THREAD =
      new Option("--thread", "GLOB", "only what threads did whose names match, such as 'http-*'");
  static final Option UNDER =
      new Option("--under", "PATTERN", "only what happened in methods that match, and below");
  static final Option ONLY =
      new Option("--only", "PATTERN", "only methods that match; others look inlined");
  static final Option HIDE =
      new Option("--hide", "PATTERN", "without methods that match; these look inlined");
  private static final Option BY =
      new Option("--by", "WHAT", "a row each package, class, file or jar");

  /** For commands that know all of them. */
  public static final List<Option> OPTIONS = List.of(THREAD, UNDER, ONLY, HIDE, BY);

  /** Everything. */
  public static final Scope WHOLE = new Scope(Map.of());

  /** What a browser's help says of the words that may follow a command. */
  static final List<String> HELP =
      List.of(
          "These ask about a part; patterns are regular expressions, searched in functions' names:",
          "  under PATTERN    only what happened in functions that match, and below",
          "  --thread GLOB    only what threads did whose names match, such as http-*",
          "  --only PATTERN   only functions that match; the others look inlined",
          "  --hide PATTERN   without functions that match; these look inlined",
          "  --by WHAT        a line each package, class, file or jar");

  private final Map<String, List<String>> values;

  private Scope(Map<String, List<String>> values) {
    this.values = values;
  }

  /** What options ask. */
  public static Scope of(Arguments arguments) throws NoAnswer {
    Map<String, List<String>> values = new TreeMap<>();
    for (Option option : OPTIONS) {
      for (String value : arguments.values(option)) {
        put(values, option.name(), value);
      }
    }
    return new Scope(values);
  }

  /**
   * Takes away from the words of a command what asks about a part.
   *
   * @param bare whether {@code under PATTERN} does, without hyphens, and hyphens begin nothing else
   * @param own what else may begin with hyphens
   */
  static Scope take(List<String> words, boolean bare, String... own) throws NoAnswer {
    Map<String, List<String>> values = new TreeMap<>();
    for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
      String word = rest.next();
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      String name = equals < 0 ? word : word.substring(0, equals);
      boolean under = bare && word.equals("under") && rest.hasNext();
      Option option = under ? UNDER : named(name);
      if (option == null && bare && word.startsWith("--") && !List.of(own).contains(word)) {
        throw unknown(word, own);
      }
      if (option == null) {
        continue;
      }
      rest.remove();
      if (equals < 0 && !rest.hasNext()) {
        throw new NoAnswer(name + " needs a value: " + name + " " + option.value());
      }
      put(values, option.name(), unquoted(equals < 0 ? rest.next() : word.substring(equals + 1)));
      if (equals < 0) {
        rest.remove();
      }
    }
    return new Scope(values);
  }

  private static NoAnswer unknown(String word, String... own) {
    List<String> known = new ArrayList<>(List.of(own));
    for (Option option : OPTIONS) {
      known.add(option.name());
    }
    String nearest = Nearest.to(word, known);
    return new NoAnswer(
        "unknown option "
            + word
            + "; "
            + (nearest == null
                ? "known are " + String.join(" ", known)
                : "did you mean " + nearest + "?"));
  }

  private static @Nullable Option named(String name) {
    for (Option option : OPTIONS) {
      if (option.name().equals(name)) {
        return option;
      }
    }
    return null;
  }

  /** What a shell would make of it, where there is none. */
  private static String unquoted(String word) {
    boolean quoted =
        word.length() > 1
            && (word.charAt(0) == '\'' || word.charAt(0) == '"')
            && word.charAt(word.length() - 1) == word.charAt(0);
    return quoted ? word.substring(1, word.length() - 1) : word;
  }

  private static void put(Map<String, List<String>> values, String name, String value)
      throws NoAnswer {
    if (value.isEmpty()) {
      throw new NoAnswer(name + " needs a value that is not empty");
    }
    if (name.equals(BY.name()) && group(value) == null) {
      throw new NoAnswer("--by needs package, class, file or jar, found " + value);
    }
    values.computeIfAbsent(name, none -> new ArrayList<>()).add(value);
  }

  private static @Nullable MethodGroup group(String word) {
    for (MethodGroup group : MethodGroup.values()) {
      if (group.word().equals(word)) {
        return group;
      }
    }
    return null;
  }

  /** By package. */
  static Scope byPackage() {
    return new Scope(Map.of(BY.name(), List.of(MethodGroup.PACKAGE.word())));
  }

  /** Whether nothing was asked. */
  public boolean isWhole() {
    return values.isEmpty();
  }

  /** What both ask; of {@code --by} the other. */
  Scope plus(Scope other) {
    Map<String, List<String>> both = new TreeMap<>(values);
    other.values.forEach(
        (name, more) -> {
          List<String> all = new ArrayList<>(both.getOrDefault(name, List.of()));
          all.addAll(more);
          both.put(name, all);
        });
    return new Scope(both);
  }

  /** The values of an option, none if it was not given. */
  List<String> values(Option option) {
    return values.getOrDefault(option.name(), List.of());
  }

  /** What {@code --by} makes of methods; null if it was not given. */
  @Nullable MethodGroup group() {
    List<String> by = values(BY);
    return by.isEmpty() ? null : group(by.get(by.size() - 1));
  }

  /** The first option that is of no use without paths; null if there is none. */
  @Nullable String firstOfPaths() {
    for (Option option : OPTIONS) {
      if (!option.equals(BY) && values.containsKey(option.name())) {
        return option.name();
      }
    }
    return null;
  }
}
