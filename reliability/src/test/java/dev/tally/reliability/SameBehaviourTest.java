// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import static dev.tally.reliability.Ended.same;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program prints, throws and returns is the same with and without Tally. */
class SameBehaviourTest {
  @Test
  void aProgramThatLooksAtItselfSeesNothing() throws Exception {
    Ended recorded = same(Jvm.program("Observer"), Jvm.program("Observer").recorded());
    assertThat(recorded.calls("Observer", "fail")).isEqualTo(4 + 3 + 6);
  }

  @Test
  void interpretedToo() throws Exception {
    same(
        Jvm.program("Observer").options("-Xint"),
        Jvm.program("Observer").options("-Xint").recorded());
  }

  @Test
  void everyThreadIsInterrupted() throws Exception {
    Ended recorded =
        same(Jvm.program("Interrupts"), Jvm.program("Interrupts").recorded("every=0.1"));
    assertThat(recorded.calls("Interrupts", "work")).isEqualTo(41);
  }

  @ParameterizedTest
  @ValueSource(strings = {"forbid", "policy"})
  void aSecurityManager(String kind) throws Exception {
    assumeTrue(Programs.FEATURE < 24, "there are no security managers any more");
    String allow = "-Djava.security.manager=allow";
    Ended recorded =
        same(
            Jvm.program("Guarded", kind).options(allow),
            Jvm.program("Guarded", kind).options(allow).recorded());
    // What was called after the halt that was forbidden is there too.
    assertThat(recorded.calls("Guarded", "after")).isEqualTo(41);
  }

  @Test
  void aSecurityManagerFromTheStartIsOneSentence() throws Exception {
    assumeTrue(Programs.FEATURE < 24, "there are no security managers any more");
    Ended ended =
        Jvm.program("Endings", "return").options("-Djava.security.manager").recorded().run();
    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).isEqualTo("worked=465\n");
    assertThat(ended.err())
        .contains("tally: cannot record this JVM, its security manager forbids it")
        .contains("let the policy grant java.security.AllPermission to the agent's jar");
  }

  @Test
  void andItRecordsOnceThePolicyAllowsIt() throws Exception {
    assumeTrue(Programs.FEATURE < 24, "there are no security managers any more");
    Jvm jvm = Jvm.program("Endings", "return");
    Path policy =
        Files.writeString(
            jvm.folder.resolve("policy"),
            "grant codeBase \"file:"
                + Path.of("../agent/target/tally-agent.jar").toRealPath()
                + "\" { permission java.security.AllPermission; };");
    Ended ended =
        jvm.options("-Djava.security.manager", "-Djava.security.policy=" + policy).recorded().run();
    assertThat(ended.err()).doesNotContain("tally:");
    assertThat(ended.calls("Endings", "work")).isEqualTo(465);
  }

  /** JaCoCo instruments the same classes, before us or after us; both must get theirs. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void jacocoBesideUs(boolean first) throws Exception {
    Jvm jvm = Jvm.program("Observer");
    String jacoco =
        "-javaagent:"
            + OtherAgents.jar("org.jacoco.agent")
            + "=destfile="
            + jvm.folder.resolve("jacoco.exec");
    // JaCoCo adds a field and a method that the program sees, so JaCoCo alone is the measure.
    Jvm alone = Jvm.program("Observer").options(jacoco.replace("jacoco.exec", "other.exec"));
    Jvm both = first ? jvm.options(jacoco).recorded() : jvm.recorded().options(jacoco);
    Ended recorded = same(alone, both);
    assertThat(recorded.calls("Observer", "fail")).isEqualTo(4 + 3 + 6);
    assertThat(recorded.calls("Observer", "$jacocoInit")).isZero();
    assertThat(jvm.folder.resolve("jacoco.exec")).isNotEmptyFile();
  }

  /** So does OpenTelemetry's agent, and it adds classes to the bootstrap loader's. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("long")
  void openTelemetryBesideUs(boolean first) throws Exception {
    String agent =
        MavenJars.classPath("io.opentelemetry.javaagent:opentelemetry-javaagent:2.21.0!");
    String[] quiet = {
      "-Dotel.traces.exporter=none",
      "-Dotel.metrics.exporter=none",
      "-Dotel.logs.exporter=none",
      "-Dotel.javaagent.logging=none",
    };
    String telemetry = "-javaagent:" + agent;
    Jvm alone = Jvm.program("Observer").options(telemetry).options(quiet);
    Jvm jvm = Jvm.program("Observer").options(quiet);
    Jvm both = first ? jvm.options(telemetry).recorded() : jvm.recorded().options(telemetry);
    Ended recorded = same(alone, both);
    assertThat(recorded.calls("Observer", "fail")).isEqualTo(4 + 3 + 6);
  }
}
