// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the probe does for its own sake leaves no trace in what is recorded. */
class PriceTest {
  @Test
  void warmingUpAndMeasuringPricesAreOnNoRecording() throws Exception {
    Set<Recorder> before = shown();
    WarmUp.start().join();
    TimingPrice timing = TimingPrice.measure();
    CountingPrice counting = CountingPrice.measure();
    assertThat(shown()).isEqualTo(before);
    assertThat(timing.innerNanos()).isPositive();
    assertThat(timing.outerNanos()).isPositive();
    assertThat(counting.callNanos()).isNotNegative();
    assertThat(counting.leafNanos()).isNotNegative();
  }

  @Test
  void aPriceIsMeasuredOnce() {
    assertThat(TimingPrice.fix()).isSameAs(TimingPrice.measure());
    assertThat(CountingPrice.measure()).isSameAs(CountingPrice.measure());
  }

  private static Set<Recorder> shown() {
    Set<Recorder> all = new HashSet<>();
    for (Recorder r = Recorders.newest(); r != null; r = r.next()) {
      all.add(r);
    }
    return all;
  }
}
