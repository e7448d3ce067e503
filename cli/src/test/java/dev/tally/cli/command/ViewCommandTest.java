// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Streams;
import dev.tally.format.PstatsFormat;
import dev.tally.format.TallyFormat;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages that are written to files; {@link ViewServerTest} has those that are served. */
class ViewCommandTest {
  private static final Pattern RECORDING = Pattern.compile("data-name=\"(\\w+)\">([^<]*)</script>");

  private final Path folder;
  private final String profile;
  private final String page;

  ViewCommandTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    profile = folder.resolve("profile").toString();
    page = folder.resolve("page.html").toString();
    try (OutputStream out = Files.newOutputStream(Path.of(profile))) {
      TallyFormat.write(ConvertCommandTest.recording(), out);
    }
  }

  @Test
  void aRecordingStandsInThePage() throws IOException {
    view(profile, "-o", page);

    assertThat(recordings())
        .usingRecursiveComparison()
        .isEqualTo(List.of(ConvertCommandTest.recording()));
  }

  @Test
  void twoRecordingsStandInThePageInTheOrderInWhichTheyAreNamed() throws IOException {
    view("-o", page, profile, python());

    List<Profile> found = recordings();
    assertThat(found).hasSize(2);
    assertThat(found.get(0).paths()).isEqualTo(Paths.EXACT);
    assertThat(found.get(1).paths()).isEqualTo(Paths.NONE);
    assertThat(found.get(1).methods().get(0).name()).isEqualTo("f");
  }

  @Test
  void withoutAFileItIsThePageAlone() throws IOException {
    view("-o", page);

    assertThat(recordings()).isEmpty();
    assertThat(Path.of(page)).content().startsWith("<!doctype html>\n").endsWith("</html>\n");
  }

  @Test
  void aPageReplacesAPageAndNothingElse() throws IOException {
    view(profile, "-o", page);
    view("-o", page);
    assertThat(recordings()).isEmpty();

    Path report = Files.writeString(folder.resolve("report.html"), "<!doctype html>\n<p>mine");
    for (String other : List.of(report.toString(), profile)) {
      assertThatThrownBy(() -> view(profile, "-o", other))
          .isInstanceOf(Misuse.class)
          .hasMessageStartingWith(other + " is no page of Tally's, and is not replaced");
    }
    assertThat(report).hasContent("<!doctype html>\n<p>mine");
  }

  @Test
  void aFileThatIsNoProfileMakesNoPage() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "#!/bin/sh\n");

    assertThatThrownBy(() -> view(text.toString(), "-o", page))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            text + ": expected a Tally recording or another tool's profile, found");
    assertThat(Path.of(page)).doesNotExist();
  }

  @Test
  void misuseIsAnsweredBeforeAnythingIsServed() {
    refused("say what to look at: tally view FILE; or", List.of());
    refused("expected one profile, or two to compare, found 3", List.of("a", "b", "c"));
    refused("no such file: " + profile + "2", List.of(profile + "2"));
    refused(
        "-o writes a file and serves nothing; leave --port and --no-open away",
        List.of(profile, "-o", page, "--no-open"));
    for (String port : List.of("0", "65536", "http", "-1")) {
      refused(
          "--port needs a number from 1 to 65535, found " + port, List.of(profile, "--port", port));
    }
  }

  private static void refused(String sentence, List<String> words) {
    assertThatThrownBy(() -> view(words.toArray(String[]::new)))
        .isInstanceOf(Misuse.class)
        .hasMessageStartingWith(sentence);
  }

  private static void view(String... words) throws IOException {
    StringWriter out = new StringWriter();
    Streams streams =
        new Streams(
            InputStream.nullInputStream(),
            out,
            OutputStream.nullOutputStream(),
            new PrintWriter(out));
    assertThat(new ViewCommand().run(List.of(words), streams)).isZero();
    assertThat(out.toString()).isEmpty();
  }

  private List<Profile> recordings() throws IOException {
    List<Profile> found = new ArrayList<>();
    Matcher matcher = RECORDING.matcher(Files.readString(Path.of(page)));
    while (matcher.find()) {
      byte[] file = Base64.getDecoder().decode(matcher.group(2));
      found.add(TallyFormat.read(new ByteArrayInputStream(file)));
    }
    return found;
  }

  private String python() throws IOException {
    FunctionTable.Builder builder = new FunctionTable.Builder();
    builder.function(builder.key(new FunctionKey("a.py", 1, "f")), 5, 3, 0.3, 0.5);
    Path file = folder.resolve("python");
    try (OutputStream out = Files.newOutputStream(file)) {
      PstatsFormat.write(builder.build(), out);
    }
    return file.toString();
  }
}
