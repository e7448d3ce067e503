// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tally.cli.shell.Streams;
import dev.tally.format.TallyFormat;
import dev.tally.profile.Profile;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import dev.tally.pstats.ProfileFunctions;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tools that converted files are for print the numbers of {@code tally stats}: the same
 * recording, of random recursion, read by them and added up by us. Each test is skipped where its
 * tool is missing. The browser's tests open speedscope.
 */
class OtherToolsTest {
  private static final Profile RECORDING = ConvertCommandTest.recording();
  private static final FunctionTable STATS = ProfileFunctions.of(RECORDING).table();

  private final Path folder;

  OtherToolsTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    try (OutputStream out = Files.newOutputStream(folder.resolve("profile"))) {
      TallyFormat.write(RECORDING, out);
    }
  }

  /** A line of {@code -top}: own number, three shares, number in it and below, name. */
  private static final Pattern TOP =
      Pattern.compile("(?m)^ *(\\d+)(?:ns)? +\\S+ +\\S+ +(\\d+)(?:ns)? +\\S+ +(.+)$");

  private static final int SELF = 1;
  private static final int CUMULATIVE = 2;
  private static final int NAME = 3;

  @Test
  void pprofPrintsTheCallsAndTimesOfStats() throws IOException {
    String file = converted("profile.pb.gz");
    assertThat(top(file, "calls", SELF)).isEqualTo(expected(STATS::calls));
    assertThat(top(file, "time", SELF)).isEqualTo(expected(f -> nanos(STATS.selfSeconds(f))));
    assertThat(top(file, "time", CUMULATIVE))
        .isEqualTo(expected(f -> nanos(STATS.cumulativeSeconds(f))));
  }

  @Test
  void pprofBeginsWithTimeAndKnowsThreadsAndWhatIsEstimated() throws IOException {
    String file = converted("profile.pb.gz");

    assertThat(run("go", "tool", "pprof", "-raw", file))
        .contains("calls/count time/nanoseconds[dflt]")
        .contains("thread:[main]");
    assertThat(run("go", "tool", "pprof", "-comments", file))
        .contains("tally: calls exact, time exact; paths exact; lines unknown; engine counting");
  }

  @Test
  void pprofsPeekShowsWhoCalledAFunctionAndItsListTheLines() throws IOException {
    String file = converted("profile.pb.gz");
    Path source = folder.resolve("com/acme/C.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "line\n".repeat(30));

    String peek = run("go", "tool", "pprof", "-peek=^com\\.acme\\.Class9\\$In\\.method4$", file);
    assertThat(peek).containsPattern("\\| +com\\.acme\\.Class9\\$In\\.method4\n");
    int method = functionsByName().getOrDefault("com.acme.Class9.In.method4", -1);
    assertThat(peek.lines().filter(line -> line.contains("|   ")).count())
        .isGreaterThanOrEqualTo(STATS.endEdge(method) - STATS.firstEdge(method));
    assertThat(
            run(
                "go",
                "tool",
                "pprof",
                "-list=Class9\\$In\\.method4",
                "-source_path=" + folder,
                file))
        .containsPattern(" 9:line");
  }

  /** What {@code -http} serves, asked for as a browser does. */
  @Test
  void pprofsPagesShowTheMethods() throws Exception {
    String file = converted("profile.pb.gz");
    run("go", "version");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String address = "localhost:" + port;
    Process pprof =
        new ProcessBuilder("go", "tool", "pprof", "-no_browser", "-http=" + address, file)
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said = pprof.inputReader(StandardCharsets.UTF_8)) {
      String line = said.readLine();
      while (line != null && !line.contains("Serving web UI")) {
        line = said.readLine();
      }
      assertThat(line).as("what pprof says").isNotNull();
      for (String page : List.of("top", "flamegraph", "peek", "top?si=calls")) {
        assertThat(page("http://" + address + "/ui/" + page))
            .as(page)
            .contains("com.acme.Class9$In.method4");
      }
    } finally {
      pprof.descendants().forEach(ProcessHandle::destroy);
      pprof.destroy();
    }
  }

  /** The server may need a moment between what it says and the first answer. */
  private static String page(String address) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<String> answer =
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
      } catch (ConnectException e) {
        assertThat(attempt).isLessThan(100);
        LockSupport.parkNanos(50_000_000);
      }
    }
  }

  private static Map<String, Long> top(String file, String metric, int column) throws IOException {
    String printed =
        run(
            "go",
            "tool",
            "pprof",
            "-top",
            "-nodecount=100000",
            "-nodefraction=0",
            "-unit=ns",
            "-sample_index=" + metric,
            file);
    Map<String, Long> rows = new TreeMap<>();
    Matcher line = TOP.matcher(printed);
    while (line.find()) {
      rows.put(name(line.group(NAME)), Long.parseLong(line.group(column)));
    }
    return rows;
  }

  private static Map<String, Long> expected(IntToLongFunction number) {
    Map<String, Long> rows = new TreeMap<>();
    functionsByName().forEach((name, f) -> rows.put(name, number.applyAsLong(f)));
    return rows;
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }

  /** What other tools call each function of the table, {@code $} aside. */
  private static Map<String, Integer> functionsByName() {
    Map<String, Integer> functions = new TreeMap<>();
    for (int f = 0; f < STATS.size(); f++) {
      FunctionKey key = STATS.key(f);
      int slash = key.file().lastIndexOf('/');
      String folder = slash < 0 ? "" : key.file().substring(0, slash + 1).replace('/', '.');
      String name = folder + key.name().replaceFirst("\\(.*", "");
      functions.put(key.file().equals("~") ? key.label() : name, f);
    }
    return functions;
  }

  private static final Pattern OWN = Pattern.compile(" *([\\d,]+) +\\* +\\S*?:(.+)");
  private static final Pattern CALLER =
      Pattern.compile(" *([\\d,]+) +< +\\S*?:(.+) \\(([\\d,]+)x\\) \\[\\]");

  @Test
  void callgrindAnnotatePrintsTheTimesOfStatsAndTheCallsOfEachEdge() throws IOException {
    String printed =
        run(
            "callgrind_annotate",
            "--tree=caller",
            "--threshold=100",
            "--auto=no",
            "--show-percs=no",
            converted("profile.callgrind"));
    Map<String, Long> self = new TreeMap<>();
    List<String> edges = new ArrayList<>();
    List<String> callers = new ArrayList<>();
    for (String line : printed.lines().toList()) {
      Matcher caller = CALLER.matcher(line);
      Matcher own = OWN.matcher(line);
      if (caller.matches()) {
        String calls = number(caller.group(3)) + " calls, " + number(caller.group(1)) + " ns";
        callers.add(name(caller.group(2)) + " " + calls);
      } else if (own.matches()) {
        String name = name(own.group(2));
        self.put(name, number(own.group(1)));
        callers.forEach(each -> edges.add(name + " from " + each));
        callers.clear();
      }
    }

    assertThat(self).isEqualTo(expected(f -> nanos(STATS.selfSeconds(f))));
    edges.removeIf(edge -> edge.contains(" from [main] "));
    assertThat(edges).containsExactlyInAnyOrderElementsOf(expectedEdges());
    long sum = 0;
    for (long each : self.values()) {
      sum += each;
    }
    assertThat(printed).contains(String.format(Locale.ROOT, "%,d  PROGRAM TOTALS", sum));
  }

  private static List<String> expectedEdges() {
    Map<Integer, String> names = new HashMap<>();
    functionsByName().forEach((name, function) -> names.put(function, name));
    List<String> edges = new ArrayList<>();
    for (int f = 0; f < STATS.size(); f++) {
      for (int e = STATS.firstEdge(f); e < STATS.endEdge(f); e++) {
        if (STATS.edgeCalls(e) == 0) {
          continue; // The recording has a context that was never called.
        }
        String caller = names.get(STATS.functionOfKey(STATS.callerKey(e)));
        String calls = STATS.edgeCalls(e) + " calls, ";
        edges.add(
            names.get(f)
                + " from "
                + caller
                + " "
                + calls
                + nanos(STATS.edgeCumulativeSeconds(e))
                + " ns");
      }
    }
    return edges;
  }

  private static String name(String printed) {
    return printed.replace('$', '.');
  }

  private static long number(String printed) {
    return Long.parseLong(printed.replace(",", ""));
  }

  @Test
  void asyncProfilersConverterReadsCollapsedStacks() throws IOException {
    String ours = converted("profile.collapsed");
    String theirs = folder.resolve("theirs.collapsed").toString();

    one.convert.FlameGraph.convert(ours, theirs, new one.convert.Arguments("-o", "collapsed"));

    // It marks frames of Java as such, and adds equal stacks up; all else is to be as it was.
    Map<String, Long> stacks = stacks(theirs);
    assertThat(stacks).hasSizeGreaterThan(100).isEqualTo(stacks(ours));
    long sum = stacks.values().stream().mapToLong(micros -> micros).sum();
    assertThat(sum).isEqualTo(RECORDING.tree().inclusive(1)[0] / 1000);
  }

  private static Map<String, Long> stacks(String file) throws IOException {
    Map<String, Long> stacks = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of(file))) {
      int blank = line.lastIndexOf(' ');
      String stack = line.substring(0, blank).replaceAll("_\\[[j0i1]\\]", "");
      stacks.merge(stack, Long.parseLong(line.substring(blank + 1)), Long::sum);
    }
    return stacks;
  }

  @Test
  void pythonsLibrariesReadTheTables() throws IOException {
    String csv = converted("profile.csv");
    String json = converted("profile.json");
    long calls = 0;
    for (int f = 0; f < STATS.size(); f++) {
      calls += STATS.calls(f);
    }

    String script =
        """
        import csv, json, sys
        rows = list(csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8')))
        functions = json.load(open(sys.argv[2], encoding='utf-8'))['functions']
        assert [r['function'] for r in rows] == [f['function'] for f in functions]
        for name in ('calls', 'primitiveCalls', 'selfNanos', 'cumulativeNanos', 'errorNanos', 'cumulativeErrorNanos'):
            assert [int(r[name]) for r in rows] == [f[name] for f in functions], name
        edges = sum(c['calls'] for f in functions for c in f['callers'])
        print(len(rows), sum(int(r['calls']) for r in rows), edges)
        """;

    String[] printed = run("python3", "-c", script, csv, json).strip().split(" ", -1);
    assertThat(printed[0]).isEqualTo(Integer.toString(STATS.size()));
    assertThat(printed[1]).isEqualTo(Long.toString(calls));
    // All but the outermost calls have a caller.
    long outermost = RECORDING.tree().calls(0);
    assertThat(printed[2]).isEqualTo(Long.toString(calls - outermost));
  }

  private String converted(String name) throws IOException {
    String file = folder.resolve(name).toString();
    StringWriter said = new StringWriter();
    int exit =
        new ConvertCommand()
            .run(
                List.of(folder.resolve("profile").toString(), "-o", file),
                new Streams(
                    new ByteArrayInputStream(new byte[0]),
                    said,
                    OutputStream.nullOutputStream(),
                    new PrintWriter(said)));
    assertThat(exit).isZero();
    assertThat(said.toString()).isEmpty();
    return file;
  }

  /** What a tool prints, which must succeed; skips the test where it is not installed. */
  private static String run(String... command) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      assumeTrue(false, "no " + command[0] + " here");
      throw e;
    }
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(process.waitFor()).as(printed).isZero();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return printed;
  }
}
