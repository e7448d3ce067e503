// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli;

import dev.tally.cli.browser.Browser;
import dev.tally.cli.browser.LineSource;
import dev.tally.cli.browser.StatsReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;

/** Plays what somebody types to the browser, and gives what it prints. */
final class Transcript {
  private Transcript() {}

  /**
   * What {@code python3 -m pstats FILES} prints.
   *
   * @param typed lines, ended in any way, all together
   */
  static String browse(StatsReader reader, List<String> files, String typed) throws IOException {
    StringBuilder printed = new StringBuilder();
    Browser browser = new Browser(reader, printed);
    for (int i = 0; i < files.size(); i++) {
      if (i == 0) {
        browser.read(files.get(i));
      } else {
        browser.add(files.get(i));
      }
    }
    browser.run(LineSource.of(new BufferedReader(new StringReader(typed))::readLine, printed));
    return printed.toString();
  }
}
