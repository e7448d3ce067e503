// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tally.profile.LeftOut;
import dev.tally.profile.Method;
import dev.tally.profile.MethodStats;
import dev.tally.profile.Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Wherever a class comes from, it is recorded or listed; a recording of nothing says why; and what
 * Tally does while a class is loaded is neither counted nor charged to the program.
 */
class AnyOriginTest {
  @Test
  void aClassDefinedWithoutAName() throws Exception {
    Ended ended =
        Ended.same(Jvm.program("Origins", "unnamed"), Jvm.program("Origins", "unnamed").recorded());
    assertThat(ended.calls("Origins$Doubler", "applyAsInt")).isEqualTo(4);
    assertThat(ended.calls("java.lang.Thread", "setPriority")).isEqualTo(4);
    assertThat(ended.profile().leftOut()).isEmpty();
  }

  @Test
  void classesBehindTheBootClassPath() throws Exception {
    Ended ended = Ended.same(behindBoot(), behindBoot().recorded());
    assertThat(ended.calls("Origins$Doubler", "applyAsInt")).isEqualTo(4);
    assertThat(ended.calls("java.lang.Thread", "setPriority")).isEqualTo(4);
  }

  private static Jvm behindBoot() throws Exception {
    return Jvm.given("-Xbootclasspath/a:" + Programs.classes(), "Origins", "plain");
  }

  @Test
  void aClassThatWasLoadedBeforeTheAgentIsListed() throws Exception {
    // JDK 25 warns of such a loader, and of the time at which it does.
    String[] options = {"-Djava.system.class.loader=SystemLoader", "-Xlog:disable"};
    Ended ended =
        Ended.same(
            Jvm.program("Origins", "plain").options(options),
            Jvm.program("Origins", "plain").options(options).recorded());
    assertThat(ended.profile().leftOut())
        .containsExactly(new LeftOut("SystemLoader", "it was loaded before the recording began"));
  }

  /** The loader takes a tenth of a second to answer, and notes that it was asked. */
  @Test
  void whatALoaderIsAskedForIsNeitherCountedNorCharged() throws Exception {
    Ended ended = Jvm.program("Origins", "asked", "tell").recorded().run();
    assertThat(ended.out()).as(ended.err()).startsWith("6");
    assertThat(ended.printed("asked")).isPositive();
    assertThat(ended.calls("Origins$Loader", "getResource")).isZero();
    assertThat(ended.calls("Origins$Loader", "helped")).isZero();
    assertThat(ended.calls("Origins$Doubler", "applyAsInt")).isEqualTo(4);
    assertThat(ended.calls("java.lang.Thread", "setPriority")).as("by both classes").isEqualTo(5);
    long asked = ended.printed("asked") * 100_000_000;
    Profile profile = ended.profile();
    long weaving = selfNanos(profile, Method.ofTally("weaving"));
    assertThat(weaving).isGreaterThanOrEqualTo(asked);
    assertThat(allSelfNanos(profile)).isLessThanOrEqualTo(profile.origin().durationNanos());
    assertThat(allSelfNanos(profile) - weaving)
        .isLessThanOrEqualTo(profile.origin().durationNanos() - asked);
  }

  private static long selfNanos(Profile profile, Method method) {
    int number = profile.methods().indexOf(method);
    return number < 0 ? 0 : MethodStats.of(profile).self(number);
  }

  private static long allSelfNanos(Profile profile) {
    return profile.methods().stream().mapToLong(method -> selfNanos(profile, method)).sum();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "include=Nothing | include and exclude leave out all 3 classes of the program,"
            + " the first of which is Origins",
        "exclude=* | include and exclude leave out all 3 classes of the program,"
            + " the first of which is Origins",
      })
  void aRecordingWithoutCallsSaysWhy(String option, String why) throws Exception {
    Ended ended = Jvm.program("Origins", "plain").recorded(option).run();
    assertThat(ended.exit()).isZero();
    String sentence = "no calls were recorded: " + why;
    assertThat(ended.err()).isEqualTo("tally: " + sentence + "\n");
    assertThat(ended.profile().origin().notes()).contains(sentence);
  }

  @Test
  void aProgramOfTheJdkAloneIsSaidToBeOne() throws Exception {
    Jvm jvm = Jvm.given("-m", "jdk.compiler/com.sun.tools.javac.Main", "-version").recorded();
    Ended ended = jvm.run();
    assertThat(ended.out()).startsWith("javac");
    assertThat(ended.err())
        .isEqualTo(
            "tally: no calls were recorded: the program has loaded only classes of the JDK\n");
  }

  /** The JVM prints what it makes of an agent's manifest, and of failed assertions of its own. */
  @Test
  void aRunningJvmLoadsTheAgent() throws Exception {
    Process program = Jvm.program("Busy", "60").start();
    try {
      Path out = Files.createTempFile("jcmd", "");
      Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
      new ProcessBuilder(
              jcmd.toString(), "" + program.pid(), "JVMTI.agent_load", Jvm.AGENT.toString())
          .redirectErrorStream(true)
          .redirectOutput(out.toFile())
          .start()
          .waitFor();
      assertThat(Files.readString(out)).doesNotContain("ASSERTION").contains("return code: 0");
    } finally {
      program.destroyForcibly();
    }
  }

  /** An agent that loads classes while virtual threads do can end them: corretto-21, issue 65. */
  @Test
  void rareClassesOfTheJdkWithinVirtualThreads() throws Exception {
    assumeTrue(Programs.FEATURE >= 21, "virtual threads need Java 21");
    Ended ended = Ended.same(Jvm.program("RareClasses"), Jvm.program("RareClasses").recorded());
    assertThat(ended.out()).startsWith("all=true own=true");
    assertThat(ended.calls("Loaders$Doubler", "applyAsInt"))
        .isEqualTo(3 * ended.printed("loaders"));
  }

  /** Where there is a C compiler. */
  @Test
  void nativeMethodsUnderTheJvmsOwnChecks() throws Exception {
    Path library = NativeLibrary.compiled();
    String[] options = {"-Xcheck:jni", "-Djava.library.path=" + library.getParent()};
    Ended ended =
        Ended.same(
            Jvm.program("Natives", "" + library).options(options),
            Jvm.program("Natives", "" + library).options(options).recorded());
    assertThat(ended.calls("Natives", "add")).isEqualTo(500);
    assertThat(ended.calls("Natives", "callBack")).isEqualTo(1);
    assertThat(ended.calls("Natives", "calledBack")).isEqualTo(300);
    assertThat(List.copyOf(ended.profile().leftOut())).isEmpty();
  }
}
