// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tally.format.wire.FormatException.Place;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON file that is not trusted, value by value, without ever holding more than one of them. The
 * only class that knows the parser, whose own limits hold: values nested 1,000 deep, texts of 20
 * million characters.
 *
 * <pre>{@code
 * json.beginObject();
 * while (json.more()) {
 *   switch (json.name()) {
 *     case "at" -> at = json.number();
 *     default -> json.skip();
 *   }
 * }
 * }</pre>
 */
public final class JsonInput {
  private static final int LONGEST_EXCERPT = 100;

  private final JsonParser parser;

  /** The next value, name or end; null at the end of the file. */
  private @Nullable JsonToken token;

  /**
   * @param in read to the end of its value, and left open
   */
  public JsonInput(InputStream in) throws IOException {
    parser =
        JsonFactory.builder()
            // The table of names is this factory's; the JVM's would keep those of every file.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build()
            .createParser(in);
    parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
    advance();
  }

  public void beginObject() throws IOException {
    expect(JsonToken.START_OBJECT, "an object");
    advance();
  }

  public void beginArray() throws IOException {
    expect(JsonToken.START_ARRAY, "a list");
    advance();
  }

  /** Whether the object or list that was begun last has more; if not, it is left. */
  public boolean more() throws IOException {
    if (token == JsonToken.END_ARRAY || token == JsonToken.END_OBJECT) {
      advance();
      return false;
    }
    if (token == null) {
      throw wrong("expected more data, found the end");
    }
    return true;
  }

  /** The name of an object's next value. */
  public String name() throws IOException {
    expect(JsonToken.FIELD_NAME, "a name");
    String name = parser.currentName();
    advance();
    return name;
  }

  public boolean isNull() {
    return token == JsonToken.VALUE_NULL;
  }

  public boolean isObject() {
    return token == JsonToken.START_OBJECT;
  }

  public boolean isArray() {
    return token == JsonToken.START_ARRAY;
  }

  public boolean isText() {
    return token == JsonToken.VALUE_STRING;
  }

  public boolean isNumber() {
    return token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
  }

  /** A text; null is the empty one. */
  public String text() throws IOException {
    if (isNull()) {
      advance();
      return "";
    }
    expect(JsonToken.VALUE_STRING, "a text");
    try {
      String text = parser.getText();
      advance();
      return text;
    } catch (JsonProcessingException e) {
      throw broken(e);
    }
  }

  /** A number that is finite. */
  public double number() throws IOException {
    if (!isNumber()) {
      throw wrong("expected a number, found " + found());
    }
    try {
      double number = parser.getDoubleValue();
      if (Double.isNaN(number) || Double.isInfinite(number)) {
        throw wrong("expected a finite number, found " + number);
      }
      advance();
      return number;
    } catch (JsonProcessingException e) {
      throw broken(e);
    }
  }

  /** A number without a fraction, from 0 to 2^31. */
  public int index() throws IOException {
    return (int) whole(0, Integer.MAX_VALUE);
  }

  /** A whole number within bounds. */
  public long whole(long least, long most) throws IOException {
    try {
      boolean whole =
          token == JsonToken.VALUE_NUMBER_INT
              || (token == JsonToken.VALUE_NUMBER_FLOAT
                  && parser.getDoubleValue() == Math.rint(parser.getDoubleValue())
                  && Math.abs(parser.getDoubleValue()) < 1L << 53);
      if (!whole) {
        throw wrong("expected a whole number, found " + found());
      }
      long number =
          token == JsonToken.VALUE_NUMBER_INT
              ? parser.getLongValue()
              : (long) parser.getDoubleValue();
      if (number < least || number > most) {
        throw wrong("expected a number from " + least + " to " + most + ", found " + number);
      }
      advance();
      return number;
    } catch (JsonProcessingException e) {
      throw broken(e);
    }
  }

  /** Passes over a value, with all that is in it. */
  public void skip() throws IOException {
    try {
      parser.skipChildren();
    } catch (JsonProcessingException e) {
      throw broken(e);
    }
    advance();
  }

  /** An error at the next value. */
  public FormatException wrong(String problem) {
    return new FormatException(
        problem, Place.FILE, Math.max(0, parser.currentTokenLocation().getByteOffset()));
  }

  private void expect(JsonToken wanted, String words) throws FormatException {
    if (token != wanted) {
      throw wrong("expected " + words + ", found " + found());
    }
  }

  private String found() {
    if (token == null) {
      return "the end";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case END_OBJECT, END_ARRAY -> "an end";
      case FIELD_NAME -> "a name";
      case VALUE_STRING -> "a text";
      case VALUE_NULL -> "null";
      case VALUE_TRUE -> "true";
      case VALUE_FALSE -> "false";
      default -> "a number with a fraction";
    };
  }

  private void advance() throws IOException {
    try {
      token = parser.nextToken();
    } catch (JsonProcessingException e) {
      throw broken(e);
    }
  }

  private static FormatException broken(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    int line = message.indexOf('\n');
    // Its own word of the place says nothing more of a stream than ours does.
    int place = message.indexOf(" (start marker at ");
    int end = place < 0 ? line : place;
    String first = end < 0 ? message : message.substring(0, end);
    String excerpt =
        first.length() <= LONGEST_EXCERPT ? first : first.substring(0, LONGEST_EXCERPT) + "…";
    long offset = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
    return new FormatException(
        "expected JSON, found this wrong: " + excerpt, Place.FILE, Math.max(0, offset), e);
  }
}
