// SPDX-License-Identifier: Apache-2.0
package org.example.planet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code planet.toml}. */
class ConfigTest {
  private static final String HEAD =
      "title = \"T\"\naddress = \"https://planet.example.org/\"\ndatabase = \"planet.db\"\n";

  @TempDir Path folder = Path.of("");

  @Test
  void filesAreRelativeToIt() throws IOException {
    Config config =
        read(
            HEAD
                + "[[feed]]\nname = \"A\"\nurl = \"feeds/a.xml\"\n"
                + "[[feed]]\nname = \"B\"\nurl = \"https://b.example.org/feed\"\n");

    assertThat(config.database()).isEqualTo(folder.resolve("planet.db"));
    assertThat(config.subscriptions())
        .containsExactly(
            new Config.Subscription("A", folder.resolve("feeds/a.xml").toUri()),
            new Config.Subscription("B", URI.create("https://b.example.org/feed")));
  }

  @Test
  void whatIsWrongIsSaid() {
    String file = folder.resolve("planet.toml").toString();

    assertThatThrownBy(() -> read(HEAD + "[[feed]]\nname = \"A\"\n"))
        .isInstanceOf(Problem.class)
        .hasMessage(file + ": expected url = \"…\", found none");
    assertThatThrownBy(() -> read("title = 7"))
        .isInstanceOf(Problem.class)
        .hasMessage(file + ": expected title = \"…\", found 7");
    assertThatThrownBy(() -> read(HEAD + "feed = [1]"))
        .isInstanceOf(Problem.class)
        .hasMessage(file + ": expected [[feed]], found 1");
    assertThatThrownBy(() -> read("title = "))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith(file + ": ");
    assertThatThrownBy(() -> Config.read(folder.resolve("other.toml")))
        .isInstanceOf(Problem.class)
        .hasMessageEndingWith("other.toml; it lists the feeds");
  }

  private Config read(String text) throws IOException {
    return Config.read(Files.writeString(folder.resolve("planet.toml"), text));
  }
}
