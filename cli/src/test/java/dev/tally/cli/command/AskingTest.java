// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Streams;
import dev.tally.format.Contents;
import dev.tally.format.Format;
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
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions about the paths of calls, at the prompt and as options. */
class AskingTest {
  /** Thread, depth, class, method, calls, milliseconds. */
  private static final String SHOP =
      """
      main   0 Suite run 1 0
      main   1 ShopTest turnoverOfAll 1 2
      main   2 Shop turnover 1 5
      main   3 OrderDao findLines 3000 300
      main   4 java.sql.Statement executeQuery 3000 600
      main   1 ShopTest fastIsTheSame 1 2
      main   2 Shop turnover 1 1
      main   3 OrderDao findLines 50 5
      main   4 java.sql.Statement executeQuery 50 10
      http-# 0 Server serve 20 3
      http-# 1 OrderDao findLines 40 4
      """;

  private @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    write("shop", Format.TALLY, Contents.of(recording(SHOP, false)));
    write("later", Format.TALLY, Contents.of(recording(SHOP.replace(" 3000 ", " 60 "), false)));
    write("huge", Format.TALLY, Contents.of(recording(SHOP, true)));
    write("empty", Format.TALLY, Contents.of(recording("", false)));
    write("python", Format.PSTATS, Contents.of(python()));
  }

  @Test
  void whichTestMadeTheCallsOfTheDao() throws IOException {
    assertThat(stats("shop", "-c", "by ShopTest OrderDao"))
        .isEqualTo(
            """
               ncalls  tottime  cumtime by                      function
                 3000    0.300    0.900 ShopTest.turnoverOfAll  OrderDao.findLines
                   50    0.005    0.015 ShopTest.fastIsTheSame  OrderDao.findLines
                   40    0.004    0.004 (none of them)          OrderDao.findLines
            exit 0
            """);
    assertThat(stats("shop", "-s", "ncalls", "-c", "by ShopTest OrderDao 1"))
        .endsWith("   and 2 more\nexit 0\n");
  }

  @Test
  void whichTestIsSlow() throws IOException {
    assertThat(stats("shop", "-c", "by ShopTest"))
        .isEqualTo(
            """
               ncalls     below     time      % by
                    1      6001    0.907  97.3% ShopTest.turnoverOfAll
                    1       101    0.018   1.9% ShopTest.fastIsTheSame
                             61    0.007   0.8% (none of them)
            exit 0
            """);
  }

  @Test
  void whatATestCalledAsATree() throws IOException {
    assertThat(stats("shop", "-c", "tree ShopTest"))
        .isEqualTo(
            """
               ncalls         tottime  cumtime function
                    1           0.002    0.907 ShopTest.turnoverOfAll
                    1    × 1    0.005    0.905   Shop.turnover
                 3000 × 3000    0.300    0.900     OrderDao.findLines
                 3000    × 1    0.600    0.600       {java.sql.Statement.executeQuery}
                    1           0.002    0.018 ShopTest.fastIsTheSame
                    1    × 1    0.001    0.016   Shop.turnover
                   50   × 50    0.005    0.015     OrderDao.findLines
                   50    × 1    0.010    0.010       {java.sql.Statement.executeQuery}
            exit 0
            """);
    assertThat(stats("shop", "-c", "tree 1 under turnoverOfAll"))
        .isEqualTo(
            """
               ncalls        tottime  cumtime function
                    1          0.002    0.907 ShopTest.turnoverOfAll
                    1   × 1    0.005    0.905   Shop.turnover ... 1 deeper
               only what happened under turnoverOfAll
            exit 0
            """);
  }

  @Test
  void whoCalledItAndThroughWhom() throws IOException {
    assertThat(stats("shop", "--percent", "-c", "tree findLines 2 --up"))
        .isEqualTo(
            """
               ncalls         tottime  cumtime      % function
                 3090           0.309    0.919  98.6% OrderDao.findLines
                 3050 × 1525    0.305    0.915  98.2%   Shop.turnover
                 3000 × 3000    0.300    0.900  96.6%     ShopTest.turnoverOfAll ... 1 deeper
                   50   × 50    0.005    0.015   1.6%     ShopTest.fastIsTheSame ... 1 deeper
                   40    × 2    0.004    0.004   0.4%   Server.serve
            exit 0
            """);
  }

  @Test
  void smallBranchesAreOneLineWithTheirSums() throws IOException {
    StringBuilder many = new StringBuilder("main 0 Main main 1 1000\n");
    for (int i = 0; i < 12; i++) {
      many.append("main 1 Main small" + i + " " + (i == 0 ? 90 : i % 2) + " 1\n");
    }
    write("many", Format.TALLY, Contents.of(recording(many.toString(), false)));
    assertThat(stats("many", "-c", "tree main"))
        .isEqualTo(
            """
               ncalls        tottime  cumtime function
                    1          1.000    1.012 Main.main
                   90  × 90    0.001    0.001   Main.small0
                    1   × 1    0.001    0.001   Main.small1
                    1   × 1    0.001    0.001   Main.small3
                    1   × 1    0.001    0.001   Main.small5
                    1   × 1    0.001    0.001   Main.small7
                    1   × 1    0.001    0.001   Main.small9
                    1   × 1    0.001    0.001   Main.small11
                    0          0.005    0.005   ... 5 more
            exit 0
            """);
    assertThat(stats("many", "--json", "-c", "tree main"))
        .contains(
            """
                    {
                      "more": 5,
                      "calls": 0,
                      "selfNanos": 5000000,
                      "cumulativeNanos": 5000000,
                      "estimated": false,
                      "cumulativeEstimated": false
                    }
            """);
  }

  @Test
  void everyTableCanBeOfAPart() throws IOException {
    assertThat(stats("shop", "-c", "stats OrderDao under ShopTest.turnoverOfAll"))
        .contains("6002 function calls in 0.907 seconds\n")
        .contains("only what happened under ShopTest.turnoverOfAll\n")
        .contains("     3000    0.300   100 µs    0.900   300 µs OrderDao.findLines");
    assertThat(stats("shop", "--under", "ShopTest.turnoverOfAll", "-c", "stats OrderDao"))
        .isEqualTo(stats("shop", "-c", "stats OrderDao --under=ShopTest.turnoverOfAll"));
    assertThat(stats("shop", "-c", "callers findLines --thread 'http-*'"))
        .contains("<-      40    0.004    0.004  Server.serve\n")
        .doesNotContain("Shop.turnover");
    assertThat(stats("shop", "-c", "callees turnoverOfAll --hide Shop.turnover"))
        .contains("->    3000    0.300    0.900  OrderDao.findLines\n");
    assertThat(stats("shop", "-c", "stats --only Test"))
        .contains("        1    0.907   907 ms    0.907   907 ms ShopTest.turnoverOfAll")
        .contains("only Test: 5 of 7 methods look inlined")
        .doesNotContain("findLines");
  }

  @Test
  void threadsWithTheSameNameButForDigitsAreOneLine() throws IOException {
    assertThat(stats("shop", "-c", "threads"))
        .isEqualTo(
            """
             threads    ncalls     time      % name
                   1      6105    0.925  99.2% main
                   8        60    0.007   0.8% http-#
            exit 0
            """);
    assertThat(stats("shop", "-c", "threads --thread http-12"))
        .contains("http-#")
        .doesNotContain("main");
  }

  @Test
  void everyTableCanBeByJar() throws IOException {
    Profile shop = recording(SHOP, false);
    Map<String, String> places =
        Map.of("Shop", "shop.jar", "OrderDao", "dao-1.2.jar", "java.sql.Statement", "java.sql");
    write("jars", Format.TALLY, Contents.of(shop.from(shop.origin().from(places))));
    assertThat(stats("jars", "--by", "jar", "-c", "stats"))
        .contains("by jar\n")
        .contains("     3090    0.309   100 µs    0.919   297 µs dao-1.2.jar\n")
        .contains("     3050    0.610   200 µs    0.610   200 µs java.sql\n")
        .contains("(unknown)\n");
    assertThatThrownBy(() -> stats("shop", "--by", "jar", "-c", "stats"))
        .isInstanceOf(Misuse.class)
        .hasMessage(
            "this profile does not say which jars its classes came from, as Tally's newer recordings"
                + " do; it has --by package");
  }

  @Test
  void answersAreDataToo() throws IOException {
    assertThat(stats("shop", "--csv", "-c", "by ShopTest OrderDao 2"))
        .isEqualTo(
            """
            by,byFile,byLine,byName,function,file,line,name,calls,primitiveCalls,selfNanos,cumulativeNanos,estimated,cumulativeEstimated
            ShopTest.java:3(ShopTest.turnoverOfAll),ShopTest.java,3,ShopTest.turnoverOfAll,OrderDao.java:3(OrderDao.findLines),OrderDao.java,3,OrderDao.findLines,3000,3000,300000000,900000000,false,false
            ShopTest.java:3(ShopTest.fastIsTheSame),ShopTest.java,3,ShopTest.fastIsTheSame,OrderDao.java:3(OrderDao.findLines),OrderDao.java,3,OrderDao.findLines,50,50,5000000,15000000,false,false
            exit 0
            """);
    assertThat(stats("shop", "--csv", "-c", "by ShopTest"))
        .isEqualTo(
            """
            by,byFile,byLine,byName,calls,callsBelow,nanos
            ShopTest.java:3(ShopTest.turnoverOfAll),ShopTest.java,3,ShopTest.turnoverOfAll,1,6001,907000000
            ShopTest.java:3(ShopTest.fastIsTheSame),ShopTest.java,3,ShopTest.fastIsTheSame,1,101,18000000
            ,,,,0,61,7000000
            exit 0
            """);
    assertThat(stats("shop", "--csv", "-c", "threads"))
        .isEqualTo(
            """
            name,threads,calls,nanos
            main,1,6105,925000000
            http-#,8,60,7000000
            exit 0
            """);
    assertThat(stats("shop", "--csv", "-c", "tree ShopTest")).isEqualTo("exit 1\n");
    assertThat(stats("shop", "--json", "-c", "threads --thread http-*"))
        .contains(
            """
                "only what threads http-* did"
              ],
              "callsWithoutPath": 0,
              "sampled": false,
              "groups": [
                {
                  "name": "http-#",
                  "threads": 8,
                  "calls": 60,
                  "nanos": 7000000
                }
              ]
            }
            """);
  }

  @Test
  void aTreeAsDataSaysWhatItLeavesOut() throws IOException {
    assertThat(stats("shop", "--json", "-c", "tree turnoverOfAll 1"))
        .contains(
            """
              "direction": "callees",
              "branches": [
                {
                  "function": "ShopTest.java:3(ShopTest.turnoverOfAll)",
                  "file": "ShopTest.java",
                  "line": 3,
                  "name": "ShopTest.turnoverOfAll",
                  "calls": 1,
                  "selfNanos": 2000000,
                  "cumulativeNanos": 907000000,
                  "estimated": false,
                  "cumulativeEstimated": false,
                  "deeper": 0,
                  "branches": [
                    {
                      "function": "Shop.java:3(Shop.turnover)",
                      "file": "Shop.java",
                      "line": 3,
                      "name": "Shop.turnover",
                      "calls": 1,
                      "callerCalls": 1,
                      "selfNanos": 5000000,
                      "cumulativeNanos": 905000000,
                      "estimated": false,
                      "cumulativeEstimated": false,
                      "deeper": 1,
                      "branches": []
                    }
                  ]
                }
              ]
            }
            """);
    assertThat(stats("huge", "--json", "-c", "tree findLines"))
        .contains("\"callsWithoutPath\": 7,");
  }

  @Test
  void waitingOfThreadsIsToldApart() throws IOException {
    String idle = "main 0 Main main 1 50\nmain 1 java.lang.Thread sleep 1 150\n";
    write("idle", Format.TALLY, Contents.of(recording(idle, false)));
    assertThat(stats("idle", "-c", "threads"))
        .contains(" threads    ncalls     time      %  waiting name\n")
        .contains("       1         2    0.200 100.0%    0.150 main\n");
  }

  @Test
  void packagesClassesAndFilesAddUpTheirMethods() throws IOException {
    assertThat(stats("shop", "-c", "packages"))
        .contains("  3115/21    0.322   103 µs    0.932  44.4 ms (no package)\n")
        .contains("     3050    0.610   200 µs    0.610   200 µs java.sql\n");
    assertThat(stats("shop", "--by", "class", "-c", "stats"))
        .contains("     3090    0.309   100 µs    0.919   297 µs OrderDao\n");
    assertThat(stats("shop", "-c", "stats --by file"))
        .contains("OrderDao.java\n")
        .contains("{java.sql}\n");
  }

  @Test
  void anAnswerIsInTheOrderAndWithTheNamesOfWhatIsInHand() throws IOException {
    assertThat(
            stats("shop", "-c", "sort name", "-c", "reverse", "-c", "strip", "-c", "sort ncalls"))
        .isEqualTo("exit 0\n");
    assertThat(stats("shop", "-c", "sort ncalls", "-c", "stats 1 under Server"))
        .contains("Ordered by: call count\n")
        .contains("OrderDao.findLines");
  }

  @Test
  void filesThatWereAddedUpAreAskedTogether() throws IOException {
    assertThat(stats("shop", "later", "-c", "by turnoverOfAll OrderDao"))
        .contains("   3060    0.600    1.800 ShopTest.turnoverOfAll  OrderDao.findLines\n");
    assertThat(
            stats(
                "shop", "-c", "add " + path("later"), "-c", "stats findLines under turnoverOfAll"))
        .contains("     3060    0.600");
  }

  @Test
  void callsWithoutAPathAreSaidToBeMissing() throws IOException {
    assertThat(stats("huge", "-c", "by ShopTest OrderDao"))
        .endsWith("   7 calls have no path, so they are in no row\nexit 0\n");
    assertThat(stats("huge", "-c", "tree ShopTest"))
        .endsWith("   7 calls have no path, so they are not in this\nexit 0\n");
    assertThat(stats("huge", "-c", "threads"))
        .endsWith("   7 calls have no path, and no thread\nexit 0\n");
    assertThat(stats("huge", "-c", "stats under ShopTest"))
        .contains(
            "only what happened under ShopTest; 7 calls have no path, so they are not in this");
    assertThat(stats("huge", "-c", "tree under ShopTest"))
        .contains("   only what happened under ShopTest; 7 calls have no path, so");
  }

  @Test
  void whatMakesNoSenseIsSaidInASentence() throws IOException {
    assertThat(stats("shop", "-c", "tree turnoverofall"))
        .isEqualTo(
            "'turnoverofall' is found in no function's name; near: ShopTest.turnoverOfAll\nexit 1\n");
    assertThat(stats("shop", "-c", "stats under ShpTest"))
        .startsWith("'ShpTest' is found in no function's name; near: ShopTest");
    assertThat(stats("shop", "-c", "by ("))
        .isEqualTo("'(' is no regular expression: missing ), unterminated subpattern\nexit 1\n");
    assertThat(stats("shop", "-c", "tree main 0"))
        .isEqualTo("the depth of a tree is a number from 1 on, found 0\nexit 1\n");
    assertThat(stats("shop", "-c", "tree main -3"))
        .isEqualTo("the depth of a tree is a number from 1 on, found -3\nexit 1\n");
    assertThat(stats("shop", "-c", "tree --up"))
        .isEqualTo("tree --up needs a pattern: whose callers to print\nexit 1\n");
    assertThat(stats("shop", "-c", "by"))
        .isEqualTo("by needs a pattern, and takes a second one: by ENDPOINT REPOSITORY\nexit 1\n");
    assertThat(stats("shop", "-c", "threads http"))
        .isEqualTo("threads takes no argument; for one group: stats --thread 'http'\nexit 1\n");
    assertThat(stats("shop", "-c", "stats --thread tomcat-*"))
        .isEqualTo("no thread is called 'tomcat-*'; there are http-#, main\nexit 1\n");
    assertThat(stats("shop", "-c", "stats --by colour"))
        .isEqualTo("--by needs package, class, file or jar, found colour\nexit 1\n");
    assertThat(stats("shop", "-c", "stats --unter ShopTest"))
        .isEqualTo("unknown option --unter; did you mean --under?\nexit 1\n");
    assertThat(stats("shop", "-c", "stats 5 --under"))
        .isEqualTo("--under needs a value: --under PATTERN\nexit 1\n");
    assertThat(stats("empty", "-c", "tree"))
        .isEqualTo("   ncalls        tottime  cumtime function\nexit 0\n");
    assertThat(stats("empty", "-c", "by main"))
        .isEqualTo("'main' is found in no function's name\nexit 1\n");
  }

  /** Lines of words that make sense somewhere; each gets an answer or a sentence. */
  @Test
  void anyLineOfWordsIsAnswered() throws IOException {
    List<String> vocabulary =
        List.of(
            "stats",
            "callers",
            "callees",
            "tree",
            "by",
            "threads",
            "packages",
            "sort",
            "strip",
            "reverse",
            "help",
            "under",
            "--under",
            "--thread",
            "--only",
            "--hide",
            "--by",
            "--up",
            "--by=",
            "class",
            "file",
            "package",
            "http-*",
            "*",
            "ShopTest",
            "OrderDao",
            ".",
            "(",
            "^$",
            "'",
            "\"\"",
            "0",
            "1",
            "-1",
            ".5",
            "99999999999",
            "!java",
            "name",
            "ncalls");
    Random random = new Random(15);
    List<String> arguments = new ArrayList<>(List.of("huge", "later"));
    for (int line = 0; line < 3_000; line++) {
      StringBuilder words = new StringBuilder(vocabulary.get(random.nextInt(11)));
      for (int word = random.nextInt(6); word > 0; word--) {
        words.append(' ').append(vocabulary.get(random.nextInt(vocabulary.size())));
      }
      arguments.add("-c");
      arguments.add(words.toString());
    }
    assertThat(stats(arguments.toArray(String[]::new))).endsWith("exit 1\n");
  }

  @Test
  void asOptionsTheyAreMisuseThen() {
    assertThatThrownBy(() -> stats("shop", "--under", "ShpTest", "-c", "stats"))
        .isInstanceOf(Misuse.class)
        .hasMessageStartingWith("'ShpTest' is found in no function's name");
    assertThatThrownBy(() -> stats("shop", "--plain", "--by", "class", "-c", "stats"))
        .isInstanceOf(Misuse.class)
        .hasMessage("--plain prints what pstats prints, and that knows no parts of a profile");
  }

  /** Who called a caller is not in it; what is in a file is. */
  @Test
  void aPythonProfileAnswersWhatItCan() throws IOException {
    assertThat(stats("python", "-c", "tree load"))
        .isEqualTo(
            "tree needs the paths of calls, which this profile has not: it says who called a"
                + " function, but not on whose behalf\nexit 1\n");
    assertThat(stats("python", "-c", "stats --under load")).startsWith("--under needs the paths");
    assertThat(stats("python", "-c", "stats --by class"))
        .startsWith("this profile knows no classes");
    assertThat(stats("python", "-c", "stats --by file"))
        .contains("      6/1    0.500  83.3 ms    1.500   1.50 s /srv/shop.py\n")
        .contains("       10    1.000   100 ms    1.000   100 ms /lib/db.py\n");
    assertThat(stats("python", "-c", "stats under load"))
        .as("what pstats makes of it")
        .endsWith("16 function calls in 1.500 seconds\n\nexit 0\n");
    assertThat(stats("python", "-c", "help")).doesNotContain("tree", "packages");
    assertThat(stats("shop", "--plain", "-c", "tree main"))
        .contains("*** Unknown syntax: tree main");
  }

  @Test
  void otherCommandsTakeAPartToo() throws IOException {
    StringWriter out = new StringWriter();
    List<String> compared = List.of(path("shop"), path("later"), "--under");
    assertThatThrownBy(() -> new DiffCommand().run(with(compared, "ShpTest"), streams(out)))
        .isInstanceOf(Misuse.class)
        .hasMessageStartingWith("'ShpTest' is found in no function's name");
    new DiffCommand().run(with(compared, "OrderDao"), streams(out));
    assertThat(out.toString()).contains("OrderDao.findLines").doesNotContain("Shop.turnover");
    new ConvertCommand()
        .run(
            List.of(path("shop"), "-o", path("part.tally"), "--under", "fastIsTheSame"),
            streams(out));
    assertThat(stats("part.tally", "-c", "threads")).contains("      1       102    0.018");
  }

  private static List<String> with(List<String> words, String last) {
    List<String> all = new ArrayList<>(words);
    all.add(last);
    return all;
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  /** What is printed, and the exit code. */
  private String stats(String... words) throws IOException {
    List<String> arguments = new ArrayList<>();
    for (String word : words) {
      boolean file = Files.exists(folder.resolve(word));
      arguments.add(file ? path(word) : word);
    }
    StringWriter out = new StringWriter();
    int exit = new StatsCommand().run(arguments, streams(out));
    return out + "exit " + exit + "\n";
  }

  private static Streams streams(StringWriter out) {
    return new Streams(
        InputStream.nullInputStream(),
        out,
        OutputStream.nullOutputStream(),
        new PrintWriter(new StringWriter()));
  }

  private void write(String name, Format format, Contents contents) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
      format.write(contents, out);
    }
  }

  private static Profile recording(String text, boolean beyondTheBudget) {
    Metrics metrics = new Metrics();
    int calls = metrics.add(Metric.CALLS);
    int time = metrics.add(Metric.TIME);
    CallTree.Builder tree = new CallTree.Builder(metrics);
    List<Method> methods = new ArrayList<>();
    List<Integer> open = new ArrayList<>();
    for (String line : text.lines().toList()) {
      List<String> words = List.of(line.split(" +", -1));
      int depth = Integer.parseInt(words.get(1));
      Method method = method(words.get(2), words.get(3));
      if (!methods.contains(method)) {
        methods.add(method);
      }
      int frame = methods.indexOf(method);
      int thread = words.get(0).equals("main") ? 0 : 1;
      int row = depth == 0 ? tree.root(thread, frame) : tree.child(open.get(depth - 1), frame);
      tree.add(row, calls, Long.parseLong(words.get(4)));
      tree.add(row, time, Long.parseLong(words.get(5)) * 1_000_000);
      open.subList(depth, open.size()).clear();
      open.add(row);
    }
    Edges.Builder edges = new Edges.Builder(metrics);
    if (beyondTheBudget) {
      edges.add(edges.edge(2, 3), calls, 7, 7, 7);
    }
    return new Profile(
        Origin.of(new Engine.Counting(Timing.EXACT, true, true, "clock", 1, 0, 0, 1, 1)),
        methods,
        Profile.framesOf(methods.size()),
        List.of(new Threads("main", 1), new Threads("http-#", 8)),
        Paths.EXACT,
        tree.build(),
        edges.build(),
        List.of(),
        0);
  }

  private static Method method(String className, String name) {
    return className.startsWith("java.")
        ? new Method(className, name, "()V", "", 0, Kind.JDK)
        : new Method(className, name, "()V", className + ".java", 3, Kind.METHOD);
  }

  private static FunctionTable python() {
    FunctionTable.Builder builder = new FunctionTable.Builder();
    int main = builder.key(new FunctionKey("/srv/shop.py", 1, "<module>"));
    int load = builder.key(new FunctionKey("/srv/shop.py", 9, "load"));
    int query = builder.key(new FunctionKey("/lib/db.py", 5, "query"));
    builder.function(main, 1, 1, .25, 1.5);
    builder.function(load, 5, 5, .25, 1.25);
    builder.caller(main, 5, 5, .25, 1.25);
    builder.function(query, 10, 10, 1, 1);
    builder.caller(load, 10, 10, 1, 1);
    return builder.build();
  }
}
