// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The texts of a recording: those in its table, and those that stand where they belong. */
public final class Texts {
  private final ProtobufReader in;
  private final Allowance allowance;

  /** The text with number 0 is the empty one, which the file leaves away. */
  private final List<String> table = new ArrayList<>(List.of(""));

  public Texts(ProtobufReader in, Allowance allowance) {
    this.in = in;
    this.allowance = allowance;
  }

  /** The field's own text. */
  public String read() throws IOException {
    String text = in.string();
    allowance.take(Allowance.OBJECT_BYTES + 2L * text.length());
    return text;
  }

  /** Puts the field's text into the table. */
  public void add() throws IOException {
    table.add(read());
  }

  /** The text of the table whose number the field is. */
  public String referred() throws IOException {
    return table.get(in.index(table.size(), "a text"));
  }
}
