// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.wire.CsvLine;
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
    CsvLine line = new CsvLine(text);
    line.add("function").add("file").add("line").add("name");
    for (FunctionColumns.Column column : functions.columns()) {
      line.add(column.name());
    }
    line.end();
    for (int function : functions.order()) {
      FunctionKey key = functions.table().key(function);
      line.add(key.label()).add(key.file()).add(key.line()).add(key.name());
      for (FunctionColumns.Column column : functions.columns()) {
        line.add(column.of().applyAsLong(function));
      }
      line.end();
    }
    text.flush();
  }
}
