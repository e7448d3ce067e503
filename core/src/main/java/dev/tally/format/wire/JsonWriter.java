// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import java.io.IOException;

/**
 * Writes one JSON text (RFC 8259), two blanks a level or, for data that nobody reads, without white
 * space. Names, values and brackets come in the order in which they stand in the text; that they
 * make sense together is up to the caller. For use by one thread.
 */
public final class JsonWriter {
  private final Appendable out;
  private final boolean compact;
  private int depth;

  /** Whether the next value is the first of its object or array. */
  private boolean first = true;

  /** Whether a name has been written whose value is to come. */
  private boolean named;

  public JsonWriter(Appendable out) {
    this(out, false);
  }

  private JsonWriter(Appendable out, boolean compact) {
    this.out = out;
    this.compact = compact;
  }

  /** Without white space. */
  public static JsonWriter compact(Appendable out) {
    return new JsonWriter(out, true);
  }

  public JsonWriter beginObject() throws IOException {
    return begin('{');
  }

  public JsonWriter endObject() throws IOException {
    return end('}');
  }

  public JsonWriter beginArray() throws IOException {
    return begin('[');
  }

  public JsonWriter endArray() throws IOException {
    return end(']');
  }

  /** The name of an object's next value. */
  public JsonWriter name(String name) throws IOException {
    separate();
    quote(name);
    out.append(compact ? ":" : ": ");
    named = true;
    return this;
  }

  public JsonWriter value(String text) throws IOException {
    separate();
    quote(text);
    return this;
  }

  public JsonWriter value(long number) throws IOException {
    separate();
    out.append(Long.toString(number));
    return this;
  }

  /** A number; {@code null} where JSON has none for it. */
  public JsonWriter value(double number) throws IOException {
    separate();
    boolean finite = !Double.isNaN(number) && !Double.isInfinite(number);
    out.append(finite ? Double.toString(number) : "null");
    return this;
  }

  public JsonWriter value(boolean value) throws IOException {
    separate();
    out.append(value ? "true" : "false");
    return this;
  }

  public JsonWriter nullValue() throws IOException {
    separate();
    out.append("null");
    return this;
  }

  private JsonWriter begin(char bracket) throws IOException {
    separate();
    out.append(bracket);
    depth++;
    first = true;
    return this;
  }

  private JsonWriter end(char bracket) throws IOException {
    depth--;
    if (!first) {
      newLine();
    }
    out.append(bracket);
    first = false;
    if (depth == 0) {
      out.append('\n');
    }
    return this;
  }

  private void separate() throws IOException {
    if (named) {
      named = false;
      return;
    }
    if (!first) {
      out.append(',');
    }
    if (depth > 0) {
      newLine();
    }
    first = false;
  }

  private void newLine() throws IOException {
    if (compact) {
      return;
    }
    out.append('\n');
    for (int i = 0; i < depth; i++) {
      out.append("  ");
    }
  }

  private void quote(String text) throws IOException {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          // Half a pair of surrogates cannot be written as UTF-8.
          if (c < ' ' || (Character.isSurrogate(c) && !isPaired(text, i))) {
            out.append(unicode(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isPaired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }

  private static String unicode(char c) {
    return "\\u" + Integer.toHexString(c | 0x10000).substring(1);
  }
}
