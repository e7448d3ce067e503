// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import java.io.Flushable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the {@link Browser}'s lines come from: a terminal, a pipe, options. */
@FunctionalInterface
public interface LineSource {

  /**
   * The next line without its end, or null if there are no more.
   *
   * @param prompt what to show to whoever is to write the line
   */
  @Nullable String readLine(String prompt) throws IOException;

  /** Lines without a prompt. */
  @FunctionalInterface
  interface Lines {
    /** The next line without its end, or null if there are no more. */
    @Nullable String next() throws IOException;
  }

  /**
   * Lines from a pipe: the prompt is written, without a line end, and what is read is not repeated;
   * so answers follow the prompt on its line, as they do in Python.
   */
  static LineSource of(Lines in, Appendable out) {
    return prompt -> {
      out.append(prompt);
      if (out instanceof Flushable flushable) {
        flushable.flush();
      }
      return in.next();
    };
  }
}
