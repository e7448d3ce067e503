// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a verb, told apart into options and operands.
 *
 * <p>The rules are those of GNU tools: {@code -o FILE}, {@code --every 5} or {@code --every=5};
 * options and operands in any order; {@code --} ends the options; a lone {@code -} is an operand.
 */
public final class Arguments {
  private final Map<String, List<String>> valuesByName = new HashMap<>();
  private final List<String> operands = new ArrayList<>();

  private Arguments() {}

  /** Reads all of {@code arguments} with the options {@code known}. */
  public static Arguments parse(List<Option> known, List<String> arguments) {
    Arguments result = new Arguments();
    int i = 0;
    while (i < arguments.size()) {
      String argument = arguments.get(i);
      if (argument.equals("--")) {
        result.operands.addAll(arguments.subList(i + 1, arguments.size()));
        break;
      }
      int used = result.take(known, arguments, i);
      if (used > 0) {
        i += used;
      } else if (argument.length() > 1 && argument.startsWith("-")) {
        throw unknown(argument, known.stream().map(Option::name).toList());
      } else {
        result.operands.add(argument);
        i++;
      }
    }
    return result;
  }

  /** No arguments yet; for callers that mix Tally's options with another tool's. */
  public static Arguments empty() {
    return new Arguments();
  }

  /**
   * Takes the option at {@code index}, with its value.
   *
   * @return how many arguments that used up; 0 if there is none of the known options
   */
  public int take(List<Option> known, List<String> arguments, int index) {
    String argument = arguments.get(index);
    int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
    String name = equals < 0 ? argument : argument.substring(0, equals);
    for (Option option : known) {
      if (!option.name().equals(name)) {
        continue;
      }
      if (!option.takesValue()) {
        if (equals >= 0) {
          throw new Misuse(name + " takes no value, found " + argument);
        }
        put(option, "");
        return 1;
      }
      if (equals >= 0) {
        put(option, argument.substring(equals + 1));
        return 1;
      }
      if (index + 1 == arguments.size()) {
        throw new Misuse(name + " needs a value: " + name + " " + option.value());
      }
      put(option, arguments.get(index + 1));
      return 2;
    }
    return 0;
  }

  /** The complaint about an option that nobody knows, with the nearest of the known ones. */
  public static Misuse unknown(String argument, List<String> known) {
    String nearest = Nearest.to(argument, known);
    return new Misuse(
        "unknown option "
            + argument
            + (nearest == null
                ? "; --help lists the known ones"
                : "; did you mean " + nearest + "?"));
  }

  private void put(Option option, String value) {
    List<String> values = valuesByName.get(option.name());
    if (values == null) {
      values = new ArrayList<>();
      valuesByName.put(option.name(), values);
    }
    values.add(value);
  }

  /** Whether the option was given. */
  public boolean has(Option option) {
    return valuesByName.containsKey(option.name());
  }

  /** The option's last value, null if it was not given. */
  public @Nullable String value(Option option) {
    List<String> values = valuesByName.get(option.name());
    return values == null ? null : values.get(values.size() - 1);
  }

  /** All values of an option that may be repeated. */
  public List<String> values(Option option) {
    return valuesByName.getOrDefault(option.name(), List.of());
  }

  /** What is not an option, in order. */
  public List<String> operands() {
    return List.copyOf(operands);
  }
}
