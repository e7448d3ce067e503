// SPDX-License-Identifier: Apache-2.0
package dev.tally.system.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tally.Tally;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Tests that run at the same time. */
@Execution(ExecutionMode.CONCURRENT)
class Parallel {
  /** What is nobody's would be refused in each test that counts it just then. */
  private static final String UNKNOWN = "calls of OrderDao.save by a thread of no test";

  private static final CountDownLatch BOTH = new CountDownLatch(2);
  private static final CountDownLatch SAVED = new CountDownLatch(1);

  private final OrderDao dao = new OrderDao();

  @RepeatedTest(200)
  @ResourceLock(value = UNKNOWN, mode = ResourceAccessMode.READ)
  void eachCountsItsOwn(RepetitionInfo info) { // passed 200 times
    int times = info.getCurrentRepetition();
    long counted =
        Tally.count(
                () -> {
                  for (int i = 0; i < times; i++) {
                    dao.save("tea");
                  }
                })
            .of("OrderDao.save");
    assertEquals(times, counted);
  }

  @Test
  @ResourceLock(UNKNOWN)
  void whoseCallsAreIsNotKnown()
      throws Exception { // failed: made by a thread that belongs to no test
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Tally.count(
              () -> {
                BOTH.countDown();
                BOTH.await();
                pool.submit(() -> dao.save("tea")).get();
                SAVED.countDown();
              })
          .of("OrderDao.save");
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void meanwhile() throws Exception { // passed
    Tally.count(
        () -> {
          BOTH.countDown();
          SAVED.await();
        });
  }
}
