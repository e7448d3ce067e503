// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.invoke.MethodHandle;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The counter and the operating system's clock tell the same of how time passes. */
class ProcessorCounterTest {
  private final MethodHandle counter = ProcessorCounter.handle();

  @Test
  void ticksPassAsNanosecondsDo() throws Throwable {
    assumeThat(counter)
        .as("a counter: JDK 22 or later, Linux on amd64, which has found the counter even")
        .isNotNull();
    ticksANano(1_000_000); // So that no first read, which links the call, is one of those compared.
    assertThat(ticksANano(80_000_000))
        .isCloseTo(ticksANano(40_000_000), Percentage.withPercentage(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"interpreted mode, sharing", "mixed mode, emulated-client, sharing"})
  void isNotReadWhereNoCompilerMakesThatCheap(String compilers) {
    assumeThat(counter).isNotNull();
    String ours = System.setProperty("java.vm.info", compilers);
    try {
      assertThat(ProcessorCounter.handle()).isNull();
    } finally {
      System.setProperty("java.vm.info", ours);
    }
  }

  private double ticksANano(long duration) throws Throwable {
    long nanos = System.nanoTime();
    long ticks = (long) counter.invokeExact();
    long passed;
    do {
      passed = System.nanoTime() - nanos;
    } while (passed < duration);
    return (double) ((long) counter.invokeExact() - ticks) / passed;
  }
}
