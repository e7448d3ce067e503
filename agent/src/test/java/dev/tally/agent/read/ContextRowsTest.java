// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContextRowsTest {
  private final ContextRows rows = new ContextRows();

  /** Chunks of memory come in any order of addresses, and are full or not. */
  @Test
  void aContextsRowIsFoundWhereverItsStretchLies() {
    long[] stretches = {5 << 20, (5 << 20) + 640, 1 << 20, 2 << 20, 9 << 20, (9 << 20) + 64};
    int contexts = rows.reset(stretches);
    assertThat(contexts).isEqualTo(10 + (1 << 20) / 64 + 1);
    int row = 0;
    for (int i = 0; i < stretches.length; i += 2) {
      for (long context = stretches[i]; context < stretches[i + 1]; context += 64) {
        rows.put(context, row++);
      }
    }
    assertThat(row).isEqualTo(contexts);
    assertThat(rows.of(9 << 20)).isEqualTo(contexts - 1);
    assertThat(rows.of(5 << 20)).isEqualTo(0);
    assertThat(rows.of((5 << 20) + 576)).isEqualTo(9);
    assertThat(rows.of(1 << 20)).isEqualTo(10);
    assertThat(rows.of((2 << 20) - 64)).isEqualTo(contexts - 2);
  }

  @Test
  void anotherRecordersStretchesReplaceThem() {
    rows.reset(new long[] {640, 1280});
    rows.put(640, 7);
    assertThat(rows.reset(new long[] {6400, 6464})).isEqualTo(1);
    rows.put(6400, 3);
    assertThat(rows.of(6400)).isEqualTo(3);
  }
}
