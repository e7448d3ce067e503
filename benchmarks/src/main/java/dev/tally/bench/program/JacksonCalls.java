// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tally.bench.program.JacksonRoundTrip.Purchase;
import java.util.Random;

/**
 * Code that calls a library often, for what rows of calls into libraries cost: Jackson reads 10,000
 * beans one by one, a few microseconds each; or their text token by token, some 20 nanoseconds
 * each.
 */
final class JacksonCalls implements Program {
  private static final int BEANS = 10_000;

  private final ObjectMapper mapper = new ObjectMapper();
  private final byte[][] texts = new byte[BEANS][];
  private final boolean tokens;

  /**
   * @param tokens 1 for token by token, 0 for bean by bean
   */
  JacksonCalls(int tokens) throws Exception {
    this.tokens = tokens == 1;
    Random random = new Random(20);
    for (int i = 0; i < BEANS; i++) {
      texts[i] = mapper.writeValueAsBytes(Purchase.make(random, i));
    }
  }

  @Override
  public long round() throws Exception {
    long sum = 0;
    for (byte[] text : texts) {
      sum += tokens ? tokens(text) : mapper.readValue(text, Purchase.class).getId();
    }
    return sum;
  }

  private long tokens(byte[] text) throws Exception {
    long sum = 0;
    try (JsonParser parser = mapper.createParser(text)) {
      for (JsonToken token; (token = parser.nextToken()) != null; ) {
        sum += token == JsonToken.VALUE_STRING ? parser.getTextLength() : 1;
      }
    }
    return sum;
  }
}
