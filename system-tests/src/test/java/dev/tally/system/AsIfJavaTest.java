// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the shell, the locale and the environment are like: a program under {@code tally run}
 * gets and prints what it would if {@code java} had been typed. Each line is run both ways; {@code
 * $RUN} stands for {@code java} or {@code tally run}.
 */
class AsIfJavaTest {
  private static final Path GUEST = Path.of("target", "as-if-java").toAbsolutePath();
  private static final String JAVA_HOME = System.getProperty("java.home");
  private static final Path SCRIPT = Installation.TALLY.resolveSibling("tally");

  private final Path folder;

  AsIfJavaTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void compile() throws IOException {
    Files.createDirectories(GUEST);
    Path source = Installation.PROJECT.resolve("system-tests/src/programs/guest/Guest.java");
    Path javac = Installation.JAVA.resolveSibling("javac");
    Fork compiled =
        Fork.run(GUEST, List.of(javac.toString(), "-d", GUEST.toString(), source.toString()));
    assertThat(compiled.exit()).as(compiled.story()).isZero();
    // The JVM archives no classes out of folders.
    Path jar = Installation.JAVA.resolveSibling("jar");
    Fork packed =
        Fork.run(GUEST, List.of(jar.toString(), "cf", "guest.jar", "-C", ".", "Guest.class"));
    assertThat(packed.exit()).as(packed.story()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LC_ALL=C $RUN -Dx=größe Guest codes größe 中 😀",
        "LC_ALL=C.UTF-8 $RUN -Dx=größe Guest codes größe 中 😀",
        "unset LC_ALL; LANG=xx_YY.UTF-8 $RUN -Dx=größe Guest codes größe 中 😀",
        "LC_ALL=C $RUN -Dx=$'caf\\xe9' Guest codes $'caf\\xe9.txt' $'\\xf0\\x9f'",
        "LC_ALL=C.UTF-8 $RUN -Dx=$'caf\\xe9' Guest codes $'caf\\xe9.txt' $'\\xf0\\x9f'",
        "$RUN Guest codes \"a'b\" 'c\"d' '$e' '`f`' 'g\\h' $'i\\nj\\tk' '' '*' '~' '-o' '!'",
        "$RUN -D'x=a  b*' Guest codes '  ' $'\\n'",
      })
  void argumentsAreTheSameBytes(String line) {
    assertThat(tally(line)).isEqualTo(java(line));
  }

  @Test
  void aMebibyteOfArgumentsArrives() {
    String line =
        """
        word=$(head -c 100000 /dev/zero | tr '\\0' x)
        $RUN Guest length $word $word $word $word $word $word $word $word $word $word
        $RUN Guest length $(seq 20000)
        """;
    assertThat(tally(line)).isEqualTo(java(line)).startsWith("1000006\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$RUN Guest environment",
        // names that the script has for itself, and such as no shell has
        "export version=1.2 home=/h lib= plan=b status=3 sort=s folder=f; $RUN Guest environment",
        "env a.b=c é=1 'f()=x' $RUN Guest environment",
        // what a shell puts in if it is not there
        "env -i JAVA_HOME=$JAVA_HOME CLASSPATH=$GUEST $RUN Guest environment",
        "env -i PATH=$PATH JAVA_HOME=$JAVA_HOME CLASSPATH=$GUEST SHLVL=x PWD=/gone OLDPWD=/gone $RUN Guest environment",
        "env UID=7 PPID=8 IFS=x LINENO=9 RANDOM=10 $RUN Guest environment",
        // what a shell takes from there
        "mkdir -p ${SCRIPT#/}; env CDPATH=.:$PWD $RUN Guest environment",
        "env POSIXLY_CORRECT=1 TMOUT=1 GLOBIGNORE='*' $RUN Guest environment",
        "env SHELLOPTS=xtrace:noglob:nounset BASHOPTS=nocasematch PS4=trace $RUN Guest environment",
        "echo 'echo from bash; export SPOILT=1' >rc; env BASH_ENV=$PWD/rc ENV=$PWD/rc $RUN Guest environment",
        "cd() { echo my cd; }; exec() { echo my exec; }; readlink() { echo my readlink; };"
            + " export -f cd exec readlink; $RUN Guest environment",
      })
  void theEnvironmentIsTheSame(String line) {
    assertThat(tally(line)).isEqualTo(java(line)).contains("JAVA_HOME=");
    assertThat(withReport(line)).isEqualTo(java(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<&- >out 2>err",
        "</dev/null >&- 2>err",
        "</dev/null >out 2>&-",
        "<&- >&- 2>err",
        "<&- >out 2>&-",
        "</dev/null >&- 2>&-",
        "<&- >&- 2>&-",
      })
  void aProgramRunsWithoutStandardStreams(String closed) {
    String line = "$RUN Guest streams seen " + closed + "; echo $?; cat seen out err";

    assertThat(tally(line)).isEqualTo(java(line)).startsWith("42\nread ");
    assertThat(withReport(line)).isEqualTo(java(line));
  }

  /** {@code made} with java; {@code left out} with a sentence that is not java's. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          17 | used     | -XX:SharedArchiveFile=shared.jsa -Xshare:auto
          17 | used     | -XX:SharedArchiveFile=none.jsa
          17 | used     | -Xshare:on
          17 | used     | -Xshare:off
          17 | left out | -XX:ArchiveClassesAtExit=new.jsa
          17 | left out | -XX:DumpLoadedClassList=new.txt
          19 | left out | -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=new.jsa
          25 | used     | -XX:AOTCache=cache.aot
          25 | used     | -XX:AOTCache=cache.aot -XX:AOTMode=on
          25 | used     | -XX:AOTCache=none.aot
          25 | left out | -XX:AOTCacheOutput=new.aot
          25 | left out | -XX:AOTMode=record -XX:AOTConfiguration=new.conf
          """)
  void anArchiveIsUsedAndNoneIsMade(int since, String what, String options) {
    assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(since);
    String line =
        """
        { $JAVA_HOME/bin/java -XX:ArchiveClassesAtExit=shared.jsa -cp $GUEST/guest.jar Guest args
          $JAVA_HOME/bin/java -XX:AOTCacheOutput=cache.aot -cp $GUEST/guest.jar Guest args
        } >out 2>&1
        rm -f new.*
        $RUN %s -cp $GUEST/guest.jar Guest args x 2>err
        echo $?
        grep -q '^tally run: -XX:.* is left out: ' err && ! ls new.* 2>err2 && echo left out
        """
            .formatted(options);
    String out = withoutTimes(tally(line));
    if (what.equals("used")) {
      // Of one that is not there JDK 25 complains by itself.
      assertThat(out).isEqualTo(withoutTimes(java(line))).endsWith("args|x\n0\n");
    } else {
      assertThat(out).isEqualTo("args|x\n0\nleft out\n");
    }
    // Also of those that are there before the agent.
    assertThat(shell("", SCRIPT + " stats profile -c 'stats Guest.main'"))
        .contains(" Guest.main\n");
  }

  /** Whoever waits for the program learns how it ended, and bash does not say how it saw it. */
  @ParameterizedTest
  @ValueSource(strings = {"KILL", "SEGV", "ABRT", "TERM", "HUP", "INT", "USR1"})
  void aProgramThatIsKilledEndsInTheSameWay(String signal) {
    String java = "$RUN -XX:-CreateCoredumpOnCrash -XX:ErrorFile=/dev/null Guest die " + signal;
    // What the JVM says of its own death has addresses in it.
    String line =
        "exec 2>/dev/null; " + java + " >/dev/null 2>err; echo $?; grep -v '^tally report: ' err";

    assertThat(tally(line)).isEqualTo(java(line)).matches("\\d+\n");
    assertThat(withReport(line)).isEqualTo(java(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "k=v",
        "x:1",
        "größe",
        "中文",
        "😀",
        "feature%2Fx",
        "it's",
        "[b]*?",
        "d$HOME,"
      })
  void tallyMayLieAnywhere(String name) {
    String copy = "mkdir here; cp -r " + SCRIPT.getParent() + " \"here/$NAME\"\n";
    String prelude = "export NAME='" + name.replace("'", "'\\''") + "' TMPDIR=$PWD\n" + copy;
    for (String locale : List.of("C", "C.UTF-8")) {
      String line = "LC_ALL=" + locale + " \"here/$NAME/tally\" run -o p -cp $GUEST Guest args x";
      assertThat(shell("", prelude + line + "; rm -rf here")).isEqualTo("args|x\n");
    }
    assertThat(shell("", "ls")).matches("(?s).*\\bp\n.*");
  }

  @Test
  void aCopyOfTallyIsNotTakenFromAFolderThatMayBeSomebodyElses() {
    String line =
        """
        mkdir x:1; cp -r %s/* x:1; export TMPDIR=$PWD
        x:1/tally --version; cd tally-*; rm tally.jar; cd ..
        mv tally-* elsewhere; ln -s elsewhere $(cd x:1 && echo tally-$UID-$(printf %%s "$PWD" | cksum | cut -d' ' -f1))
        x:1/tally --version 2>&1 | sed 's/.*and it/and it/'
        """
            .formatted(SCRIPT.getParent());
    assertThat(shell("", line))
        .matches("tally .*\nand it cannot be copied to .*; move it, or set TMPDIR\n");
  }

  /** The JVM's log says how old the JVM is. */
  private static String withoutTimes(String out) {
    return out.replaceAll("(?m)^\\[[0-9.]+s\\]", "");
  }

  private String java(String line) {
    return shell(JAVA_HOME + "/bin/java", line);
  }

  private String tally(String line) {
    return shell(SCRIPT + " run -o profile", line);
  }

  /** With the statistics left away that follow. */
  private String withReport(String line) {
    String out = shell(SCRIPT + " run", line);
    return out.replaceAll("(?ms)^ +\\d+ function calls.*?(?=^\\S|\\z)", "");
  }

  /** Runs a snippet of bash; gives both outputs as they come. */
  private String shell(String run, String line) {
    String prelude =
        """
        export JAVA_HOME=%s LC_ALL=C.UTF-8 CLASSPATH=%s
        GUEST=%s SCRIPT=%s RUN='%s'
        exec 2>&1
        """
            .formatted(JAVA_HOME, GUEST, GUEST, SCRIPT, run);
    return Fork.run(folder, List.of("bash", "-c", prelude + line)).out();
  }
}
