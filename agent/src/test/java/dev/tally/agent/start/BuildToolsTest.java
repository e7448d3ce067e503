// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines as {@code sun.java.command} has them. */
class BuildToolsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.codehaus.plexus.classworlds.launcher.Launcher -B test",
        "org.apache.maven.wrapper.MavenWrapperMain test",
        "org.gradle.wrapper.GradleWrapperMain test",
        "gradle/wrapper/gradle-wrapper.jar test",
        "org.gradle.launcher.daemon.bootstrap.GradleDaemon 8.14",
        "worker.org.gradle.process.internal.worker.GradleWorkerMain 'Gradle Worker Daemon 1'",
        "xsbt.boot.Boot test",
        "org.jetbrains.kotlin.daemon.KotlinCompileDaemon --daemon-runFilesPath x",
        "jdk.compiler/com.sun.tools.javac.Main -d out A.java",
        "jdk.jartool/sun.tools.jar.Main cf a.jar .",
      })
  void aBuildToolsOrCompilersJvmIsKnownByWhatItRuns(String command) {
    assertThat(BuildTools.isOne(command, "lib/boot.jar:conf")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.Main org.gradle.wrapper.GradleWrapperMain",
        "lib/app.jar test",
        "target/surefire/surefirebooter-20261130065519140_4.jar a b",
        "worker.org.gradle.process.internal.worker.GradleWorkerMain 'Gradle Test Executor 1'",
        "sbt.ForkMain 4711",
        "app.module/com.acme.Main",
        "jdk.compiler/com.sun.tools.javac.launcher.Main App.java",
        "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher App.java",
        "jdk.folder/app.jar",
        "",
      })
  void aProgramsOrTestsJvmIsNone(String command) {
    assertThat(BuildTools.isOne(command, "target/classes")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"/my project/gradle-wrapper.jar test, true", "/gradle-wrapper.jar x/app.jar, false"})
  void aJarMayHaveBlanksInItsPath(String command, boolean tool) {
    String jar = command.substring(0, command.lastIndexOf(".jar") + ".jar".length());

    assertThat(BuildTools.isOne(command, jar)).isEqualTo(tool);
  }
}
