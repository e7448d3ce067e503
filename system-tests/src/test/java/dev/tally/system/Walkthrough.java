// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A document whose commands are typed, one after the other in one folder, and print what it says.
 *
 * <p>In a {@code console} block each line that begins with {@code $} is a command, and what follows
 * is what it prints: calls, names and all other words must agree, while times and dates are what
 * they happen to be. A {@code sh} block is typed as a whole, and must succeed. A {@code diff} block
 * is done to the file that it names. What was really printed, with the times of this run, is then
 * in a copy of the document in the folder: to be taken over when it ought to be different.
 */
final class Walkthrough {
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```(?<language>console|sh|diff)\n(?<text>.*?)^```$");

  private static final Pattern EXCHANGE =
      Pattern.compile("(?m)^\\$ (?<command>.*)\n(?<printed>(?:(?!\\$ ).*\n)*)");

  private final Path document;
  private final Path folder;
  private final String environment;

  /** Where the next command is typed. */
  private Path here;

  /**
   * Of a document in {@code docs}.
   *
   * @param folder has what the document takes to be there, as the checkout's folder would
   */
  Walkthrough(String document, Path folder) {
    this.document = Installation.PROJECT.resolve("docs").resolve(document);
    this.folder = folder;
    here = folder;
    environment =
        "export JAVA_HOME=%s LC_ALL=C.UTF-8 TZ=UTC PATH=%s:%s:$PATH\n"
            .formatted(System.getProperty("java.home"), folder, Installation.JAVA.getParent());
  }

  /** Types all of it. */
  void follow() throws IOException {
    String text = Files.readString(document);
    List<String> differences = new ArrayList<>();
    StringBuilder real = new StringBuilder();
    int end = 0;
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      real.append(text, end, block.start("text"));
      end = block.end("text");
      String content = block.group("text");
      switch (block.group("language")) {
        case "sh" -> {
          typed(content);
          real.append(content);
        }
        case "diff" -> {
          change(content);
          real.append(content);
        }
        default -> {
          for (MatchResult exchange : EXCHANGE.matcher(content).results().toList()) {
            Fork fork = typed(exchange.group(1));
            assertThat(fork.err()).as(fork.story()).isEmpty();
            String printed = fork.out().replaceAll("(?m) +$", "");
            real.append("$ ").append(exchange.group(1)).append("\n").append(printed);
            differences.addAll(differences(exchange.group(1), exchange.group(2), printed));
          }
        }
      }
    }
    Path copy = folder.resolve(document.getFileName());
    Files.writeString(copy, real.append(text, end, text.length()));
    assertThat(differences)
        .as("what %s does not say as it is; what was printed is in %s", document, copy)
        .isEmpty();
  }

  /** Lines of which there are more or fewer than are shown; three dots stand for any others. */
  private static List<String> differences(String command, String shown, String printed) {
    List<String> missing = masked(shown);
    List<String> surplus = masked(printed);
    for (String line : List.copyOf(missing)) {
      if (surplus.remove(line)) {
        missing.remove(line);
      }
    }
    if (missing.removeIf("..."::equals)) {
      surplus.clear();
    }
    List<String> differences = new ArrayList<>();
    missing.forEach(line -> differences.add(command + ": shown, not printed: " + line));
    surplus.forEach(line -> differences.add(command + ": printed, not shown: " + line));
    return differences;
  }

  private Fork typed(String commands) throws IOException {
    Path directory = folder.resolve(".here");
    String script = environment + commands + "\npwd >" + directory;
    Fork fork = Fork.run(here, List.of("bash", "-ec", script));
    assertThat(fork.exit()).as(fork.story()).isZero();
    here = Path.of(Files.readString(directory).strip());
    return fork;
  }

  /** Below {@code +++ file}, the lines with a minus become those with a plus. */
  private void change(String diff) throws IOException {
    Matcher name = Pattern.compile("(?m)^\\+\\+\\+ (.*)$").matcher(diff);
    assertThat(name.find()).as(diff).isTrue();
    Path file = here.resolve(name.group(1));
    String changes = diff.substring(name.end() + 1);
    String before = changes.replaceAll("(?m)^\\+.*\n", "").replaceAll("(?m)^[- ]", "");
    String after = changes.replaceAll("(?m)^-.*\n", "").replaceAll("(?m)^[+ ]", "");
    String source = Files.readString(file);
    assertThat(source).contains(before);
    Files.writeString(file, source.replace(before, after));
  }

  /**
   * With what may differ from run to run made equal: times, what is estimated, how many methods the
   * libraries of a JDK have.
   */
  private static List<String> masked(String text) {
    String calls = "[\\d,]+ (function )?calls( \\([\\d,]+ primitive calls\\))?";
    return text.replaceAll("\\w{3} \\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}", "DATE")
        .replaceAll("(?m)^ *(calls are exact, |ran .* of work).*\n", "")
        .replaceAll(calls + " in", "so many calls in")
        .replaceAll("(?m)^[\\d,]+ (more|fewer) calls; .*", "so many more or fewer calls")
        .replaceAll("reduced from \\d+", "reduced from all")
        .replaceAll("\\d+ of \\d+ methods", "some methods")
        .replaceAll("[<>]?\\b[0-9.]+%", "SHARE")
        .replace("~", "")
        .replaceAll("[+-]?\\b\\d+(\\.\\d+)? (s|ms|µs|ns)\\b|[+-]?\\b\\d+\\.\\d{3}\\b", "TIME")
        .lines()
        .map(line -> line.strip().replaceAll(" +", " ").replaceAll("TIME( TIME)+", "TIMES"))
        .filter(line -> !line.isEmpty())
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
