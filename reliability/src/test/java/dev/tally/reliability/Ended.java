// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.format.TallyFormat;
import dev.tally.profile.MethodStats;
import dev.tally.profile.Profile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a program ended.
 *
 * @param exit its exit code; 128 more than the number of the signal that ended it
 * @param out its standard output
 * @param err its standard error
 * @param recording where the recording is, if it was recorded
 */
record Ended(int exit, String out, String err, Path recording) {

  /** Runs a program plain and recorded: output, complaints and exit code must be the same. */
  static Ended same(Jvm plain, Jvm recorded) throws IOException, InterruptedException {
    Ended expected = plain.run();
    Ended found = recorded.run();
    assertThat(found.out()).isEqualTo(expected.out());
    assertThat(found.err()).isEqualTo(expected.err());
    assertThat(found.exit()).isEqualTo(expected.exit());
    assertThat(found.profile().origin().complete()).isTrue();
    return found;
  }

  /** Reads the recording; that it can be read is part of every test. */
  Profile profile() throws IOException {
    return read(recording);
  }

  static Profile read(Path recording) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(recording))) {
      return TallyFormat.read(in);
    }
  }

  /** All calls of a method of the program. */
  long calls(String className, String method) throws IOException {
    return calls(profile(), className, method);
  }

  static long calls(Profile profile, String className, String method) {
    MethodStats stats = MethodStats.of(profile);
    long calls = 0;
    for (int m = 0; m < profile.methods().size(); m++) {
      if (profile.methods().get(m).className().equals(className)
          && profile.methods().get(m).name().equals(method)) {
        calls += stats.calls(m);
      }
    }
    return calls;
  }

  /** A number that the program printed as {@code name=number}. */
  long printed(String name) {
    return out.lines()
        .filter(line -> line.startsWith(name + "="))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line " + name + "= in: " + out));
  }
}
