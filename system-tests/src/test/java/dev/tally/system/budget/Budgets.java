// SPDX-License-Identifier: Apache-2.0
package dev.tally.system.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tally.Calls;
import dev.tally.Tally;
import dev.tally.junit.MaxCalls;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests with budgets, run by {@code BudgetTest}: what is behind a line is what JUnit says. */
class Budgets {
  private final OrderDao dao = new OrderDao();

  @BeforeEach
  void saveBefore() {
    for (int i = 0; i < 100; i++) {
      dao.save("before, which is not the test's");
    }
  }

  @Test
  @MaxCalls(of = "OrderDao.save", times = 3)
  void savesThrice() { // passed
    for (int i = 0; i < 3; i++) {
      dao.save("tea");
    }
  }

  @Test
  @MaxCalls(of = "OrderDao.findLine", times = 1)
  void asksForEachLine() { // failed: OrderDao.findLine was called 3 times
    for (int i = 0; i < dao.lines().size(); i++) {
      dao.findLine(i);
    }
  }

  @Test
  @MaxCalls(of = "OrderDao.findLine", times = 1)
  @MaxCalls(of = "OrderDao.save", times = 0)
  void twoBudgets() { // failed: OrderDao.save was called once
    dao.findLine(0);
    dao.save("tea");
  }

  @Test
  @MaxCalls(of = "OrderDao.save", times = 4)
  void onOtherThreadsToo() throws Exception { // failed: OrderDao.save was called 5 times
    Thread started = new Thread(() -> dao.save("tea"));
    started.start();
    started.join();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    for (int i = 0; i < 4; i++) {
      pool.submit(() -> dao.save("cake")).get();
    }
    pool.shutdown();
  }

  @Test
  @MaxCalls(of = "OrderDao.saev", times = 3)
  void mistyped() { // failed: no recorded method matches "OrderDao.saev"; near are OrderDao.save
    dao.save("tea");
  }

  @Test
  @MaxCalls(of = "OrderDao.Reader.read", times = 3)
  void abstractMethod() { // failed: it is abstract, so it has no calls of its own
    OrderDao.Reader reader = () -> "tea";
    reader.read();
  }

  @Test
  @MaxCalls(of = "OrderDao.save(int)", times = 3)
  void anotherParameter() { // failed: near are OrderDao.save(String), OrderDao.save(String, int)
    dao.save("tea");
  }

  @Test
  @MaxCalls(of = "OrderDao.save(String)", times = 0)
  void oneOfTwoOfAName() { // failed: OrderDao.save(String) was called once, allowed is none
    dao.save("tea", 2);
    dao.save("tea");
  }

  @Test
  @MaxCalls(of = "OrderDao.save", times = -1)
  void lessThanNone() { // failed: may be called, 0 or more, found -1
    dao.save("tea");
  }

  @Test
  @MaxCalls(of = "NeverCalled.at", times = 0)
  void whatIsNotCalledIsKnownAllTheSame() {} // passed

  @Test
  @MaxCalls(of = "Integer.parseInt", times = 1)
  void callsIntoTheJdk() { // failed: Integer.parseInt was called 2 times
    assertEquals(3, Integer.parseInt("1") + Integer.parseInt("2"));
  }

  @Test
  @MaxCalls(of = "java.util.zip.CRC32.update", times = 0)
  void whatIsNotCalledOfTheJdkIsKnown() {} // passed

  @Test
  @MaxCalls(of = "java.util.zip.CRC32.updaet", times = 0)
  void mistypedOfTheJdk() {} // failed: near are java.util.zip.CRC32.update

  @Test
  @MaxCalls(of = "org.junit.jupiter.api.Assertions.assertEquals", times = 0)
  void whatRunsTests() { // failed: class org.junit.jupiter.api.Assertions is not recorded
    assertEquals(100, dao.size());
  }

  @Test
  @MaxCalls(of = "OrderDao.save", times = 0)
  void itsOwnFailureComesFirst() { // failed: the order is missing
    dao.save("tea");
    throw new IllegalStateException("the order is missing");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  @MaxCalls(of = "OrderDao.save", times = 2)
  void parameterised(int times) { // passed, passed, failed: OrderDao.save was called 3 times
    for (int i = 0; i < times; i++) {
      dao.save("tea");
    }
  }

  @RepeatedTest(100)
  @MaxCalls(of = "OrderDao.save", times = 1)
  void repeated() { // passed 100 times
    dao.save("tea");
  }

  @TestFactory
  @MaxCalls(of = "OrderDao.save", times = 1)
  List<DynamicTest> dynamic() { // passed, failed: OrderDao.save was called 2 times
    return List.of(
        dynamicTest("one", () -> dao.save("tea")),
        dynamicTest(
            "two",
            () -> {
              dao.save("tea");
              dao.save("cake");
            }));
  }

  @Test
  void byTallyCount() { // passed
    Calls calls =
        Tally.count(
            () -> {
              dao.save("tea");
              dao.findLine(1);
            });
    assertEquals(1, calls.of("OrderDao.save"));
    assertEquals(0, calls.of("OrderDao.lines"));
    assertTrue(calls.callersOf("OrderDao.findLine").contains("1  "), calls::toString);
  }

  @Nested
  @MaxCalls(of = "OrderDao.save", times = 1)
  class Inside {
    @Test
    void theBudgetIsTheClasss() { // failed: OrderDao.save was called 2 times
      dao.save("tea");
      dao.save("tea");
    }
  }

  /** Loaded by nothing but the look for it. */
  static class NeverCalled {
    void at() {}
  }
}
