// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Streams;
import dev.tally.format.TallyFormat;
import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Engine;
import dev.tally.profile.Engine.Timing;
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
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertCommandTest {
  private final Path folder;
  private final Path profile;

  ConvertCommandTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    profile = folder.resolve("profile");
    try (OutputStream out = Files.newOutputStream(profile)) {
      TallyFormat.write(recording(), out);
    }
  }

  @Test
  void pythonPrintsOfAConvertedRecordingWhatTallyPrintsOfTheRecording() throws IOException {
    String commands =
        """
        stats
        callers
        callees
        sort cumtime name
        stats 20
        callers .5 Class1
        reverse
        callees \\.get
        strip
        sort nfl
        stats
        callers
        callees
        """;
    Path converted = folder.resolve("profile.pstats");
    convert(profile.toString(), "-o", converted.toString());
    Files.setLastModifiedTime(converted, Files.getLastModifiedTime(profile));

    StringWriter ours = new StringWriter();
    new StatsCommand().run(List.of("--plain", profile.toString()), streams(commands, ours));

    assertThat(ours.toString())
        .isEqualTo(python(converted, commands).replace("profile.pstats", "profile"));
  }

  @Test
  void whatTallyReadsOfAConvertedRecordingIsTheSame() throws IOException {
    String converted = folder.resolve("profile.prof").toString();
    convert(profile.toString(), "-o", converted);
    String again = folder.resolve("again.pstats").toString();
    convert(converted, "-o", again);
    assertThat(Path.of(again)).hasSameBinaryContentAs(Path.of(converted));
  }

  @Test
  void aPythonProfileBecomesARecordingAndTheSameDictionaryAgain() throws IOException {
    String table = folder.resolve("table.prof").toString();
    convert(profile.toString(), "-o", table);
    String recording = folder.resolve("table.tally").toString();
    convert(table, "-o", recording);
    String again = folder.resolve("again.prof").toString();
    convert(recording, "-o", again);
    assertThat(Path.of(again)).hasSameBinaryContentAs(Path.of(table));
  }

  @Test
  void anUnknownExtension() {
    assertThatThrownBy(() -> convert(profile.toString(), "-o", "x.svg"))
        .isInstanceOf(Misuse.class)
        .hasMessageStartingWith(
            "no format is written for a name like x.svg; known are .tally .pstats .prof .");
  }

  @Test
  void aFileThatIsNoProfileLeavesTheTargetAlone() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "#!/bin/sh\n");
    Path target = folder.resolve("old.prof");
    convert(profile.toString(), "-o", target.toString());
    byte[] old = Files.readAllBytes(target);
    assertThatThrownBy(() -> convert(text.toString(), "-o", target.toString()))
        .isInstanceOf(IOException.class)
        .hasMessage(
            text
                + ": expected a Tally recording or another tool's profile, found a text file that begins with"
                + " \"#!/bin/sh\"");
    assertThat(target).hasBinaryContent(old);
  }

  /** Whatever lies there and is no profile, among it what only looks like one at first. */
  @ParameterizedTest
  @CsvSource({
    "notes, buy milk",
    "page.tally, \u0089PNG",
    "data.pstats, '{\"a\": 1}'",
    "data.prof, '{(i am a text}'",
    "App.prof, class App {}",
  })
  void onlyAProfileIsReplaced(String name, String content) throws IOException {
    Path target = Files.writeString(folder.resolve(name), content);

    assertThatThrownBy(() -> convert(profile.toString(), "-o", target.toString()))
        .isInstanceOf(Misuse.class)
        .hasMessage(
            target + " is no profile, and is not replaced; name another file, or delete it first");

    assertThat(target).hasContent(content);
  }

  @Test
  void aProfileAnEmptyFileAndALinksTargetAreReplaced() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.prof"));
    Path link = Files.createSymbolicLink(folder.resolve("link.prof"), Path.of("new.prof"));
    for (Path target : List.of(empty, empty, link)) {
      convert(profile.toString(), "-o", target.toString());
    }

    assertThat(link).isSymbolicLink().hasSameBinaryContentAs(empty);
    assertThat(folder.resolve("new.prof")).isRegularFile().isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p.pb.gz",
        "p.speedscope.json",
        "p.collapsed",
        "p.callgrind",
        "p.firefox.json",
        "p.csv",
        "p.json",
        "p.prof",
        "p.tally"
      })
  void aFileOfEachFormatIsReplacedByTheSame(String name) throws IOException {
    Path target = folder.resolve(name);
    convert(profile.toString(), "-o", target.toString());
    byte[] first = Files.readAllBytes(target);

    convert(profile.toString(), "-o", target.toString());

    assertThat(target).hasBinaryContent(first).isNotEmptyFile();
  }

  @Test
  void aRecordingBesideTheTargetIsNotItsTemporaryFile() throws IOException {
    Path other = folder.resolve("new." + ProcessHandle.current().pid());
    Files.copy(profile, other);

    convert(profile.toString(), "-o", folder.resolve("new").toString());

    assertThat(other).hasSameBinaryContentAs(profile);
  }

  @Test
  void aPipeIsWrittenInto() throws Exception {
    Path pipe = folder.resolve("pipe.prof");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    Path file = folder.resolve("file.prof");
    convert(profile.toString(), "-o", file.toString());
    Process reader =
        new ProcessBuilder("cat", pipe.toString())
            .redirectOutput(folder.resolve("read").toFile())
            .start();

    convert(profile.toString(), "-o", pipe.toString());

    assertThat(reader.waitFor()).isZero();
    assertThat(folder.resolve("read")).hasSameBinaryContentAs(file);
  }

  @Test
  void aDashIsStandardOutput() throws IOException {
    Path file = folder.resolve("file.prof");
    convert(profile.toString(), "-o", file.toString());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StringWriter text = new StringWriter();

    new ConvertCommand().run(List.of(profile.toString(), "-o", "-"), streams("", text, bytes));

    assertThat(file).hasBinaryContent(bytes.toByteArray());
    assertThat(text.toString()).isEmpty();
  }

  @Test
  void aHalfTypedCommand() {
    for (List<String> words : List.of(List.<String>of(), List.of("a"), List.of("-o", "b"))) {
      assertThatThrownBy(() -> convert(words.toArray(String[]::new)))
          .isInstanceOf(Misuse.class)
          .hasMessage("say what to convert to what: tally convert FILE -o OUT");
    }
  }

  private static void convert(String... words) throws IOException {
    int exit = new ConvertCommand().run(List.of(words), streams("", new StringWriter()));
    assertThat(exit).isZero();
  }

  private static Streams streams(String input, StringWriter out) {
    return streams(input, out, OutputStream.nullOutputStream());
  }

  private static Streams streams(String input, StringWriter out, OutputStream bytes) {
    return new Streams(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        out,
        bytes,
        new PrintWriter(out));
  }

  private static String python(Path file, String commands) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder("python3", "-m", "pstats", file.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      assumeTrue(false, "no python3 here");
      throw e;
    }
    try (OutputStream in = process.getOutputStream()) {
      in.write(commands.getBytes(StandardCharsets.UTF_8));
    }
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Recursion, built-ins, nested classes, overloads without lines, and ties. */
  static Profile recording() {
    List<Method> methods = new ArrayList<>();
    for (int m = 0; m < 24; m++) {
      String name = "method" + m % 5;
      methods.add(
          switch (m % 4) {
            case 0 -> new Method("java.util.Map$Entry" + m, "get", "()V", "", 0, Kind.JDK);
            case 1 ->
                new Method("com.acme.Class" + m + "$In", name, "()V", "C.java", m, Kind.METHOD);
            case 2 -> new Method("org.lib" + m + ".Class1", name, "(I[J)V", "", 0, Kind.METHOD);
            default -> new Method("Class1", "<init>", "()V", "Class1.java", 3, Kind.METHOD);
          });
    }
    Random random = new Random(7);
    Metrics metrics = new Metrics();
    int calls = metrics.add(Metric.CALLS);
    int time = metrics.add(Metric.TIME.as(Metric.Known.EXACT));
    CallTree.Builder tree = new CallTree.Builder(metrics);
    int context = tree.root(0, 1);
    for (int call = 0; call < 500; call++) {
      tree.add(context, calls, 1 + random.nextInt(3));
      tree.add(context, time, random.nextInt(40) * 50_000_000L);
      boolean up = random.nextInt(3) == 0;
      int method = random.nextInt(methods.size());
      context = up ? tree.child(random.nextInt(tree.size()), method) : tree.child(context, method);
    }
    CallTree built = tree.build();
    return new Profile(
        Origin.of(new Engine.Counting(Timing.EXACT, false, true, "", 0, 0, 0, 0, 0)),
        methods,
        Profile.framesOf(methods.size()),
        List.of(new Threads("main", 1)),
        Paths.EXACT,
        built,
        Edges.empty(built.metrics()),
        List.of(),
        0);
  }
}
