// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputNameTest {
  @Test
  void thePlaceholdersStandForTheProcess() {
    String id = Long.toString(ProcessHandle.current().pid());
    assertThat(OutputName.expand("/a/%p.x-%p")).isEqualTo("/a/" + id + ".x-" + id);
    assertThat(OutputName.expand("p-%h")).matches("p-[^%/]+");
    assertThat(OutputName.expand("p-%t")).matches("p-\\d{4}-\\d\\d-\\d\\d_\\d\\d-\\d\\d-\\d\\d");
    assertThat(OutputName.expand("p-%n")).matches("p-[^%/]+");
    assertThat(OutputName.time(LocalDateTime.of(2026, 11, 9, 7, 5, 0)))
        .isEqualTo("2026-11-09_07-05-00");
  }

  /** Folders have such names: Jenkins' workspaces of branches with a slash, for instance. */
  @ParameterizedTest
  @CsvSource({
    "feature%2Fx, feature%2Fx",
    "100%, 100%",
    "%, %",
    "'', ''",
    "a%%pb, a%pb",
    "%%%%, %%"
  })
  void otherPercentSignsAreThemselves(String name, String expanded) {
    assertThat(OutputName.expand(name)).isEqualTo(expanded);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.acme.Main one two                                  | lib:app.jar | com.acme.Main",
        "app/com.acme.Main one                                  | ''          | com.acme.Main",
        "/opt/my app/shop.jar one                               | /opt/my app/shop.jar | shop",
        "shop.jar                                               | shop.jar    | shop",
        "com.sun.tools.javac.launcher.Main src/App.java one     | ''          | App",
        "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher App.java | '' | App",
        "''                                                     | ''          | java",
      })
  void theMainClassIsWhatTheLauncherWasGiven(String command, String classPath, String main) {
    assertThat(OutputName.main(command, classPath)).isEqualTo(main);
  }
}
