// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  private final StringBuilder text = new StringBuilder();
  private final JsonWriter json = new JsonWriter(text);

  @Test
  void objectsAndArraysNest() throws IOException {
    json.beginObject();
    json.name("a").value(1);
    json.name("b").beginArray().value("x").value(true).beginObject().endObject().endArray();
    json.name("c").beginArray().endArray();
    json.name("d").nullValue();
    json.name("e").value(0.5);
    json.name("f").value(Double.NaN);
    json.endObject();
    assertThat(text)
        .hasToString(
            """
            {
              "a": 1,
              "b": [
                "x",
                true,
                {}
              ],
              "c": [],
              "d": null,
              "e": 0.5,
              "f": null
            }
            """);
  }

  @Test
  void textIsQuotedAndHalvesOfPairsAreEscaped() throws IOException {
    json.value("\"\\\n\t\u0001ü\ud83d\ude00\ud83d.\ude00");
    assertThat(text).hasToString("\"\\\"\\\\\\n\\t\\u0001ü\ud83d\ude00\\ud83d.\\ude00\"");
  }
}
