// SPDX-License-Identifier: Apache-2.0
package dev.tally.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.format.TallyFormat;
import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** One file of the page and of recordings; what it looks like is tested in a browser. */
class ViewWriterTest {
  private static final Pattern RECORDING =
      Pattern.compile(
          "<script type=\"application/octet-stream\" data-name=\"([^\"]*)\">([^<]*)</script>");

  @Test
  void recordingsStandInThePageAsTheyDoInFiles() throws IOException {
    String page = page(new Recording("before", profile("a")), new Recording("after", profile("b")));

    Matcher recording = RECORDING.matcher(page);
    for (String[] expected : new String[][] {{"before", "a"}, {"after", "b"}}) {
      assertThat(recording.find()).isTrue();
      assertThat(recording.group(1)).isEqualTo(expected[0]);
      byte[] file = Base64.getDecoder().decode(recording.group(2));
      assertThat(TallyFormat.read(new ByteArrayInputStream(file)))
          .usingRecursiveComparison()
          .isEqualTo(profile(expected[1]));
    }
    assertThat(recording.find()).isFalse();
  }

  @Test
  void thePolicyAllowsThePagesOwnScriptAndStyleAndNothingElse() throws Exception {
    String page = page(new Recording("profile", profile("a")));

    String script = between(page, "<script type=\"module\">", "</script>");
    String style = between(page, "<style>", "</style>");
    assertThat(between(page, "http-equiv=\"Content-Security-Policy\" content=\"", "\""))
        .isEqualTo(
            "default-src 'none'; script-src 'sha256-%s'; style-src 'sha256-%s';"
                    .formatted(sha256(script), sha256(style))
                + " base-uri 'none'; form-action 'none'");
    assertThat(page).doesNotContain(" src=", "<link", "@import", "http://", "https://");
  }

  @Test
  void aNameIsNoMarkup() throws IOException {
    String page = page(new Recording("\"><img src=x onerror=alert(1)>&amp;", profile("a")));

    assertThat(page)
        .contains("data-name=\"&quot;>&lt;img src=x onerror=alert(1)>&amp;amp;\">")
        .doesNotContain("<img");
  }

  @Test
  void aPageIsKnownByItsBeginning() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ViewWriter.write(List.of(), out);

    assertThat(ViewWriter.isBegunBy(Arrays.copyOf(out.toByteArray(), ViewWriter.START_BYTES)))
        .isTrue();
    byte[] other = "<!doctype html>\n<!-- made by somebody -->\n".getBytes(StandardCharsets.UTF_8);
    assertThat(ViewWriter.isBegunBy(Arrays.copyOf(other, ViewWriter.START_BYTES))).isFalse();
    assertThat(ViewWriter.isBegunBy(new byte[0])).isFalse();
  }

  @Test
  void thePageAloneIsSmall() throws IOException {
    assertThat(page()).hasSizeLessThan(300_000).doesNotContain("octet-stream\" data-name");
  }

  @Test
  void aServedPageFetchesItsRecordings() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ViewWriter.writeServed(List.of("before", "after"), out);
    String page = out.toString(StandardCharsets.UTF_8);

    assertThat(page)
        .contains("data-name=\"before\" data-href=\"0\"></script>")
        .contains("data-name=\"after\" data-href=\"1\"></script>")
        .contains("; connect-src 'self';");
  }

  private static String page(Recording... recordings) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ViewWriter.write(List.of(recordings), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Profile profile(String method) {
    Metrics metrics = new Metrics();
    CallTree.Builder tree = new CallTree.Builder(metrics);
    int calls = metrics.add(Metric.CALLS);
    tree.add(tree.root(0, 0), calls, 3);
    CallTree built = tree.build();
    return new Profile(
        Origin.foreign("a test"),
        List.of(new Method("a.Main", method, "()V", "Main.java", 3, Kind.METHOD)),
        Profile.framesOf(1),
        List.of(new Threads("main", 1)),
        Paths.EXACT,
        built,
        Edges.empty(built.metrics()),
        List.of(),
        0);
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private static String sha256(String text) throws Exception {
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(sum);
  }
}
