// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Streams;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentLineCommandTest {
  private final Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  AgentLineCommandTest(@TempDir Path home) throws IOException {
    this.home = home;
    Files.writeString(home.resolve("tally-agent.jar"), "");
  }

  @Test
  void theOptionsAreThoseOfRunAsTheAgentUnderstandsThem() throws IOException {
    print("-o", "target/a,b=%p.tally", "--include", "a.*", "--include", "é", "--no-sql");

    assertThat(out.toString().replace(home.toString(), "~"))
        .isEqualTo(
            "-javaagent:~/tally-agent.jar="
                + "output=target/a\\,b=%p.tally,include=a.*;\\u00e9,sql=false\n");
    assertThat(err).hasToString("");
  }

  @Test
  void withoutOptionsTheAgentsDefaultsHold() throws IOException {
    print();

    assertThat(out).hasToString("-javaagent:" + home + "/tally-agent.jar\n");
  }

  /** The line itself stays one word, for {@code "$(tally agent-line)"}. */
  @Test
  void aLineWithBlanksIsToBeQuoted() throws IOException {
    print("-o", "my recording");

    assertThat(out.toString()).endsWith("=output=my recording\n");
    assertThat(err)
        .hasToString(
            "tally agent-line: it has blanks; put it between \" where blanks separate options\n");
  }

  @Test
  void whatItCannotTellTheAgentIsRefused() {
    assertThatThrownBy(() -> print("Main"))
        .isInstanceOf(Misuse.class)
        .hasMessage("it takes options only, found Main; the program is started by somebody else");
    assertThatThrownBy(() -> print("-o", "-")).hasMessage("-o needs the name of a file");
    assertThatThrownBy(() -> print("--every", "soon"))
        .hasMessage("--every takes a number of seconds from 0.1 to 86400; found soon");
  }

  private void print(String... words) throws IOException {
    Streams streams =
        new Streams(
            InputStream.nullInputStream(),
            out,
            OutputStream.nullOutputStream(),
            new PrintWriter(err));
    assertThat(new AgentLineCommand(home).run(List.of(words), streams)).isZero();
  }
}
