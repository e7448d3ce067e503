// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.pstats.FunctionKey;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * The table of functions as comma-separated values (RFC 4180, but for lines that end in {@code
 * \n}), for pandas and DuckDB: a line of names, then the largest function first.
 */
final class CsvWriter {
  /** What the first line begins with, whatever a profile knows. */
  static final String BEGIN = "function,file,line,name";

  private CsvWriter() {}

  static void write(Contents contents, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    FunctionColumns functions = FunctionColumns.of(contents);
    text.write(BEGIN);
    for (FunctionColumns.Column column : functions.columns()) {
      text.write("," + column.name());
    }
    text.write('\n');
    for (int function : functions.order()) {
      FunctionKey key = functions.table().key(function);
      text.write(quoted(key.label()) + "," + quoted(key.file()) + "," + key.line());
      text.write("," + quoted(key.name()));
      for (FunctionColumns.Column column : functions.columns()) {
        text.write("," + column.of().applyAsLong(function));
      }
      text.write('\n');
    }
    text.flush();
  }

  private static String quoted(String text) {
    boolean plain = true;
    for (int i = 0; i < text.length(); i++) {
      plain &= ",\"\r\n".indexOf(text.charAt(i)) < 0;
    }
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
