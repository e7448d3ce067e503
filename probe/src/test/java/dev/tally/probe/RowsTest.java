// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What is woven into methods that run statements and answer requests, called as they call it. */
@Isolated // There is one table of names in a JVM.
class RowsTest {
  private static final int DRIVER = 1;
  private static final int POOL = 2;
  private static final int BELOW = 3;
  private static final int SERVER = 4;
  private static final int READ = 8;
  private static final int ENTRIES = 9;
  private static final int SELECT = 10;
  private static final int FETCH = 20;
  private static final int REQUEST = 30;

  @BeforeAll
  static void answerByNumber() {
    Rows.begin(new Names(), READ, ENTRIES);
  }

  /** {@code "7"} is the statement 17, and reading its results 27. */
  private static final class Names implements RowNames {
    @Override
    public Row ofStatement(String text) {
      if (text != null && text.equals("fails")) {
        throw new IllegalStateException("of the agent's own");
      }
      return new Row("", SELECT + (text == null ? 0 : Integer.parseInt(text)));
    }

    @Override
    public Row ofSeveral() {
      return new Row("", SELECT + 9);
    }

    @Override
    public int fetch(Row statement) {
      return statement.method - SELECT + FETCH;
    }

    @Override
    public Row ofRequest(Object request, int kind) {
      return new Row("", REQUEST);
    }
  }

  @Test
  void onlyTheOutermostStatementIsARow() throws Exception {
    Recorder recorder =
        onThread(
            "rows: outermost",
            () -> {
              long pool = begin(POOL, "1");
              long driver = begin(DRIVER, "2");
              Probe.exit(Probe.enter(BELOW));
              Rows.exit(driver, Rows.SQL | Rows.RECORDED);
              Rows.exit(pool, Rows.SQL | Rows.RECORDED);
              long next = begin(DRIVER, "2");
              Rows.exit(next, Rows.SQL | Rows.RECORDED);
            });
    long pool = Context.child(recorder.root, POOL);
    long row = Context.child(pool, SELECT + 1);
    assertThat(Context.calls(row)).isEqualTo(1);
    assertThat(Context.calls(Context.child(Context.child(row, DRIVER), BELOW))).isEqualTo(1);
    assertThat(Context.child(Context.child(row, DRIVER), SELECT + 2)).isZero();
    long driver = Context.child(recorder.root, DRIVER);
    assertThat(Context.calls(Context.child(driver, SELECT + 2))).isEqualTo(1);
    assertThat(recorder.isOpen()).isFalse();
  }

  @Test
  void anExceptionEndsARow() throws Exception {
    Recorder recorder =
        onThread(
            "rows: exception",
            () -> {
              for (int i = 0; i < 3; i++) {
                long outer = Probe.enter(SERVER);
                long driver = begin(DRIVER, "1");
                Probe.enter(BELOW); // Left open, as by code without probes.
                Rows.unwind(driver, Rows.SQL | Rows.RECORDED);
                Probe.resume(outer);
                Probe.exit(outer);
              }
            });
    long driver = Context.child(Context.child(recorder.root, SERVER), DRIVER);
    assertThat(Context.calls(driver)).isEqualTo(3);
    assertThat(Context.calls(Context.child(driver, SELECT + 1))).isEqualTo(3);
    assertThat(recorder.isOpen()).isFalse();
  }

  /** A driver's own exception may pass by the row's end too, where the stack ends. */
  @Test
  void aRowThatWasLeftOpenHidesNoLaterOne() throws Exception {
    Recorder recorder =
        onThread(
            "rows: left open",
            () -> {
              long outer = Probe.enter(SERVER);
              begin(DRIVER, "1");
              Probe.resume(outer);
              Rows.exit(begin(DRIVER, "1"), Rows.SQL | Rows.RECORDED);
              Probe.exit(outer);
            });
    long driver = Context.child(Context.child(recorder.root, SERVER), DRIVER);
    assertThat(Context.calls(Context.child(driver, SELECT + 1))).isEqualTo(2);
  }

  @Test
  void aMethodThatIsNotRecordedMakesItsRowUnderTheCaller() throws Exception {
    Recorder recorder =
        onThread(
            "rows: not recorded",
            () -> {
              long outer = Probe.enter(SERVER);
              long row = Rows.enter(Rows.none(), Rows.statement(null, "1"), Rows.SQL);
              long nested = Rows.enter(Rows.none(), Rows.statement(null, "2"), Rows.SQL);
              Rows.exit(nested, Rows.SQL);
              Rows.exit(row, Rows.SQL);
              Probe.exit(outer);
              // And where nothing is open, even a thread without a recorder.
              Rows.exit(Rows.enter(Rows.none(), Rows.statement(null, "3"), Rows.SQL), Rows.SQL);
            });
    long server = Context.child(recorder.root, SERVER);
    assertThat(Context.calls(Context.child(server, SELECT + 1))).isEqualTo(1);
    assertThat(Context.child(Context.child(server, SELECT + 1), SELECT + 2)).isZero();
    assertThat(Context.calls(Context.child(recorder.root, SELECT + 3))).isEqualTo(1);
    assertThat(recorder.isOpen()).isFalse();
  }

  @Test
  void preparedStatementsResultsAndBatchesAreKnownByIdentity() throws Exception {
    Object statement = new Stranger();
    Object results = new Stranger();
    Recorder recorder =
        onThread(
            "rows: identity",
            () -> {
              Rows.prepared(statement, Rows.statement(null, "1"));
              Row row = Rows.statement(statement, null);
              long execute = Rows.enter(Probe.enter(DRIVER), row, Rows.SQL | Rows.RECORDED);
              Rows.opened(results, row);
              Rows.exit(execute, Rows.SQL | Rows.RECORDED);
              for (int i = 0; i < 3; i++) {
                int what = Rows.SQL | Rows.FETCH | Rows.RECORDED;
                long next = Rows.enter(Probe.enter(DRIVER), Rows.results(results, null), what);
                Rows.fetched(i < 2, next);
                Rows.exit(next, what);
              }
              Rows.added(statement, "4");
              Rows.added(statement, "4");
              long batch = Probe.enter(DRIVER);
              batch = Rows.enter(batch, Rows.batch(statement, null), Rows.SQL | Rows.RECORDED);
              Rows.batched(new int[2], batch);
              Rows.exit(batch, Rows.SQL | Rows.RECORDED);
              Rows.added(statement, "4");
              Rows.added(statement, "5");
              assertThat(Rows.batch(statement, null).method).isEqualTo(SELECT + 9);
              assertThat(Rows.statement(new Object(), null).method).isEqualTo(SELECT);
              assertThat(Rows.results(new Object(), null)).isNull();
            });
    long driver = Context.child(recorder.root, DRIVER);
    long fetch = Context.child(driver, FETCH + 1);
    assertThat(Context.calls(Context.child(driver, SELECT + 1))).isEqualTo(1);
    assertThat(Context.calls(fetch)).isEqualTo(3);
    assertThat(Context.calls(Context.child(fetch, READ))).isEqualTo(2);
    assertThat(Context.calls(Context.child(Context.child(driver, SELECT + 4), ENTRIES)))
        .isEqualTo(2);
  }

  /** Whose methods must not be called. */
  private static final class Stranger {
    @Override
    public boolean equals(Object other) {
      throw new AssertionError();
    }

    @Override
    public int hashCode() {
      throw new AssertionError();
    }

    @Override
    public String toString() {
      throw new AssertionError();
    }
  }

  @Test
  void whatFailsHereFailsNotInTheProgram() throws Exception {
    Recorder recorder =
        onThread(
            "rows: failing",
            () -> {
              long driver = Probe.enter(DRIVER);
              Row row = Rows.statement(null, "fails");
              assertThat(row).isNull();
              long context = Rows.enter(driver, row, Rows.SQL | Rows.RECORDED);
              assertThat(context).isEqualTo(driver);
              Rows.opened(new Object(), row);
              Rows.exit(context, Rows.SQL | Rows.RECORDED);
            });
    assertThat(Context.calls(Context.child(recorder.root, DRIVER))).isEqualTo(1);
    assertThat(recorder.isOpen()).isFalse();
  }

  @Test
  void aRequestIsATreeOfItsOwnAndNobodysTime() throws Exception {
    int what = Rows.REQUEST | Rows.RECORDED;
    Recorder server =
        onThread(
            "rows: request",
            () -> {
              long loop = Probe.enter(SERVER);
              for (int i = 0; i < 4; i++) {
                long service = Probe.enter(POOL);
                service = Rows.enter(service, Rows.received("", null), what);
                long filter = Rows.enter(Probe.enter(BELOW), Rows.received("", null), what);
                Rows.exit(begin(DRIVER, "1"), Rows.SQL | Rows.RECORDED);
                work();
                if (i < 3) {
                  Rows.exit(filter, what);
                  Rows.exit(service, what);
                } else {
                  Rows.unwind(filter, what);
                  Rows.unwind(service, what);
                }
                Probe.exit(Probe.enter(BELOW));
              }
              Probe.exit(loop);
            });
    long loop = Context.child(server.root, SERVER);
    assertThat(Context.calls(Context.child(loop, POOL))).isEqualTo(4);
    assertThat(Context.calls(Context.child(loop, BELOW))).isEqualTo(4);
    assertThat(Context.child(Context.child(loop, POOL), REQUEST)).isZero();
    assertThat(server.isOpen()).isFalse();
    assertThat(Context.selfNanos(loop) + Context.selfNanos(Context.child(loop, POOL)))
        .isLessThan(4 * WORK_NANOS);
    assertThat(server.probingNanos()).as("not what the requests took").isLessThan(4 * WORK_NANOS);

    List<Recorder> others = new ArrayList<>();
    for (Recorder r = Recorders.newest(); r != null; r = r.next()) {
      if (r.group == server.group && r != server) {
        others.add(r);
      }
    }
    assertThat(others).hasSize(1);
    long request = Context.child(others.get(0).root, REQUEST);
    assertThat(Context.calls(request)).isEqualTo(4);
    long filter = Context.child(request, BELOW);
    assertThat(Context.calls(Context.child(Context.child(filter, DRIVER), SELECT + 1)))
        .isEqualTo(4);
    assertThat(others.get(0).isOpen()).isFalse();
  }

  /** As where memory runs out just then, and the first call gives the recorder back. */
  @Test
  void aRequestThatCannotBeRecordedLeavesTheServersCallsAsTheyWere() throws Exception {
    Recorder server =
        onThread(
            "rows: no request",
            () -> {
              long loop = Probe.enter(SERVER);
              long open = Recorders.current();
              for (boolean givenBack : new boolean[] {true, false}) {
                assertThat(Recorders.beginApart()).isTrue();
                if (givenBack) {
                  Recorders.giveBack(Recorders.find());
                }
                Recorders.undoApart(open);
                Probe.exit(Probe.enter(BELOW));
              }
              Probe.exit(loop);
            });
    long loop = Context.child(server.root, SERVER);
    assertThat(Context.calls(loop)).isEqualTo(1);
    assertThat(Context.calls(Context.child(loop, BELOW))).isEqualTo(2);
    assertThat(server.isOpen()).isFalse();
  }

  @Test
  void objectsAreForgottenWhenThereAreTooMany() {
    WeakRows rows = new WeakRows(64);
    Row row = new Row("", 1);
    Object asked = new Object();
    rows.put(asked, row);
    List<Object> alive = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Object each = new Object();
      alive.add(each);
      rows.put(each, row);
      assertThat(rows.get(each)).isSameAs(row);
      assertThat(rows.get(asked)).as("what is asked for stays").isSameAs(row);
    }
    assertThat(alive.stream().filter(each -> rows.get(each) != null).count()).isBetween(1L, 64L);
    assertThat(rows.remove(asked)).isSameAs(row);
    assertThat(rows.get(asked)).isNull();
  }

  private static long begin(int method, String text) {
    long context = Probe.enter(method);
    return Rows.enter(context, Rows.statement(null, text), Rows.SQL | Rows.RECORDED);
  }

  private static final long WORK_NANOS = 5_000_000;

  private static void work() {
    long until = Clock.now() + WORK_NANOS;
    while (Clock.now() < until) {
      Thread.onSpinWait();
    }
  }

  private interface Task {
    void run() throws Exception;
  }

  /** The recorder of a thread that has run a task. */
  private static Recorder onThread(String name, Task task) throws Exception {
    Throwable[] failed = new Throwable[1];
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (Throwable e) {
                failed[0] = e;
              }
            },
            name);
    thread.start();
    thread.join();
    if (failed[0] != null) {
      throw new AssertionError(failed[0]);
    }
    Recorder oldest = null;
    for (Recorder r = Recorders.newest(); r != null; r = r.next()) {
      oldest = r.group.name.equals(name) ? r : oldest;
    }
    return oldest;
  }
}
