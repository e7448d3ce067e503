// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.cli.command.StatsFiles;
import dev.tally.report.Extras;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Python 3.11's browser printed once, for each of the commands and for what is easily got
 * wrong. The transcripts are made by {@code golden.py} beside them, and are meant to be read.
 */
class GoldenTranscriptsTest {
  private static final String DATE = "\\w{3} \\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}(?=    )";

  @ParameterizedTest
  @MethodSource("transcripts")
  void printsWhatPythonPrinted(Path transcript) throws Exception {
    String text = Files.readString(transcript);
    String files = between(text, "-- profiles: ", "\n-- typed:\n");
    String typed = between(text, "-- typed:\n", "-- printed:\n");
    String printed =
        Transcript.browse(
            new StatsFiles(folder().resolve("profiles"), Extras.NONE, true),
            files.isEmpty() ? List.of() : List.of(files.split(" ", -1)),
            typed);
    assertThat(printed.replaceAll(DATE, "DATE"))
        .isEqualTo(text.substring(text.indexOf("-- printed:\n") + "-- printed:\n".length()));
  }

  static List<Path> transcripts() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  private static Path folder() throws URISyntaxException {
    return Path.of(GoldenTranscriptsTest.class.getResource("pstats/golden").toURI());
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
