// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.Hidden;

/**
 * What is woven into methods that run statements and send or answer requests: a row below the
 * method, named by the statement or the request. All else in the method belongs to that row.
 *
 * <pre>
 *   public ResultSet executeQuery() {
 *     long caller = Probe.enter(42);                  // Rows.none() if the class is not recorded
 *     Row row = Rows.statement(this, null);
 *     caller = Rows.enter(caller, row, SQL | RECORDED);
 *     ...
 *     Rows.opened(result, row);
 *     Rows.exit(caller, SQL | RECORDED);              // Rows.unwind for an exception
 *     return result;
 *   }
 * </pre>
 *
 * <p>Drivers, pools and wrappers call each other: of each kind only the outermost call of a thread
 * makes a row, and for the others {@link #enter} returns what it was given. On the program's
 * threads. Whatever fails here, the program's call goes on: without a row.
 */
public final class Rows {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();

  /** Kinds of rows, and the first bits of what woven code says. */
  public static final int SQL = 0;

  public static final int HTTP = 1;
  public static final int REQUEST = 2;

  /** For {@code ResultSet.next}. */
  public static final int FETCH = 4;

  /** Whether the method has a context of its own. */
  public static final int RECORDED = 8;

  /** Longer texts are not kept as they are; each time they are put in order anew. */
  private static final int LONGEST_KEPT = 1 << 10;

  private static final boolean ADAPTIVE = Settings.adaptive && Settings.readClock;

  /** Whether {@code "..."} is a value: the driver of a database where it is has been loaded. */
  public static volatile boolean quotesAreValues;

  private static RowNames names;
  private static int readMethod;
  private static int entriesMethod;
  private static Row several;

  /** Texts as the program gives them: mostly the same string object each time. */
  private static final Known[] TEXTS = new Known[1 << 9];

  /** Statements that have been prepared or run. */
  private static final WeakRows STATEMENTS = new WeakRows(1 << 15);

  /** Statements with a batch of texts. */
  private static final WeakRows BATCHES = new WeakRows(1 << 10);

  private static final WeakRows RESULTS = new WeakRows(1 << 15);

  /** Connections whose answer has been asked for. */
  private static final WeakRows CONNECTIONS = new WeakRows(1 << 12);

  private static final class Known {
    final String text;
    final Row row;

    Known(String text, Row row) {
      this.text = text;
      this.row = row;
    }
  }

  private Rows() {}

  /**
   * Called before the first class is woven.
   *
   * @param readMethod number of the method that stands for a row read, see {@link #fetched}
   * @param entriesMethod the same for an entry of a batch
   */
  public static void begin(RowNames answers, int readMethod, int entriesMethod) {
    Rows.readMethod = readMethod;
    Rows.entriesMethod = entriesMethod;
    several = answers.ofSeveral();
    names = answers;
  }

  /** What has called a method of a class that is not recorded: leaving it leaves nothing. */
  @Hidden
  public static long none() {
    return 0;
  }

  /** The row of a statement that is about to run; without a text, of one that was prepared. */
  @Hidden
  public static Row statement(Object statement, String text) {
    try {
      if (text != null) {
        return ofText(text);
      }
      Row row = statement == null ? null : STATEMENTS.get(statement);
      return row != null ? row : ofText(null);
    } catch (Throwable e) {
      return null;
    }
  }

  /** The same, and remembers it: its results may be asked for later. */
  @Hidden
  public static Row executed(Object statement, String text) {
    Row row = statement(statement, text);
    prepared(statement, row);
    return row;
  }

  /** The row of a statement whose results are asked for, if it is known. */
  @Hidden
  public static Row known(Object statement, String unused) {
    try {
      return STATEMENTS.get(statement);
    } catch (Throwable e) {
      return null;
    }
  }

  /** A text is added to a batch. */
  @Hidden
  public static Row added(Object statement, String text) {
    try {
      Row before = BATCHES.get(statement);
      Row row = before == several ? before : ofText(text);
      if (row != before) {
        BATCHES.put(statement, before == null ? row : several);
      }
    } catch (Throwable e) {
      // The batch runs under another name.
    }
    return null;
  }

  /** The row of a batch that is about to run. */
  @Hidden
  public static Row batch(Object statement, String unused) {
    try {
      Row row = BATCHES.remove(statement);
      return row != null ? row : statement(statement, null);
    } catch (Throwable e) {
      return null;
    }
  }

  /** The row for reading from results, if it is known whose they are. */
  @Hidden
  public static Row results(Object results, String unused) {
    try {
      return RESULTS.get(results);
    } catch (Throwable e) {
      return null;
    }
  }

  /** The row of a request that is about to be sent. */
  @Hidden
  public static Row sent(Object request, String unused) {
    return request(request, HTTP);
  }

  /** The same of a connection, of which that is asked several times. */
  @Hidden
  public static Row connected(Object connection, String unused) {
    try {
      if (CONNECTIONS.get(connection) != null) {
        return null;
      }
      Row row = request(connection, HTTP);
      if (row != null) {
        CONNECTIONS.put(connection, row);
      }
      return row;
    } catch (Throwable e) {
      return null;
    }
  }

  /** The row of a request that is about to be answered. */
  @Hidden
  public static Row received(Object request, String unused) {
    return request(request, REQUEST);
  }

  private static Row request(Object request, int kind) {
    try {
      long paused = OwnWork.begin();
      try {
        return names.ofRequest(request, kind);
      } finally {
        OwnWork.end(paused, false);
      }
    } catch (Throwable e) {
      return null;
    }
  }

  /** A statement has been prepared. */
  @Hidden
  public static void prepared(Object statement, Row row) {
    try {
      if (statement != null && row != null) {
        STATEMENTS.put(statement, row);
      }
    } catch (Throwable e) {
      // It runs under another name.
    }
  }

  /** A statement has been run that has results. */
  @Hidden
  public static void opened(Object results, Row row) {
    try {
      if (results == null || row == null) {
        return;
      }
      if (row.fetch < 0) {
        long paused = OwnWork.begin();
        try {
          row.fetch = names.fetch(row);
        } finally {
          OwnWork.end(paused, false);
        }
      }
      RESULTS.put(results, row);
    } catch (Throwable e) {
      // They are read without a row.
    }
  }

  /**
   * Begins a row, if there is a name for it and none of its kind is open.
   *
   * @param caller what has called the method
   * @param what a kind, {@link #FETCH} and {@link #RECORDED}
   * @return the same of what the method goes on to do
   */
  @Hidden
  public static long enter(long caller, Row row, int what) {
    try {
      if (row == null) {
        return caller;
      }
      int place = place(what);
      long current = ThreadField.get();
      if (current == Context.SKIPPED || (current != 0 && Recorder.isRowOpen(what & 3, current))) {
        return caller;
      }
      boolean fetch = (what & FETCH) != 0;
      boolean apart = (what & 3) == REQUEST && Recorders.beginApart();
      long before = ThreadField.get();
      long begun = 0;
      long called;
      try {
        called = Probe.enter(fetch ? row.fetch : row.method);
        begun = ThreadField.get() == before ? 0 : ThreadField.get();
      } finally {
        if (apart && begun == 0) {
          Recorders.undoApart(current);
        }
      }
      if (begun == 0 || Context.parent(begun) == 0) {
        return caller; // It could not be recorded.
      }
      UNSAFE.putLong(Recorder.of(begun).rows + place, begun);
      if (ADAPTIVE && !fetch && Context.calls(begun) == 1 && !Context.flat(begun)) {
        Context.keepTimed(begun); // Whatever a statement takes is worth the clock.
      }
      return called;
    } catch (Throwable e) {
      return caller;
    }
  }

  /** Ends the row, if there is one, and the method itself, if it is recorded. */
  @Hidden
  public static void exit(long caller, int what) {
    long last = caller;
    try {
      long row = row(caller, what);
      if (row == 0) {
        Probe.exit(caller);
        return;
      }
      boolean recorded = (what & RECORDED) != 0;
      Recorder inner = Recorder.of(row);
      UNSAFE.putLong(inner.rows + place(what), 0);
      Recorder outer = (what & 3) == REQUEST ? inner.outer : null; // Soon another thread's.
      long method = outer == null ? Context.parent(row) : inner.outerContext;
      if (recorded) {
        last = Context.caller(method);
      }
      if (outer != null) {
        inner.outer = null;
      }
      Probe.exit(caller);
      if (outer != null) {
        outer.resumeAfterRequest(method);
      }
      if (recorded) {
        Probe.exit(last);
      }
    } catch (StackOverflowError e) {
      leave(last);
    }
  }

  /** Makes what has made a call current, unless its recorder is the thread's no more. */
  private static void leave(long caller) {
    long context = caller ^ (caller >> 63);
    long current = ThreadField.get();
    if (context != 0 && current != 0 && Context.recorder(context) == Context.recorder(current)) {
      ThreadField.put(context);
    }
  }

  /** An exception leaves the method. */
  @Hidden
  public static void unwind(long caller, int what) {
    try {
      Probe.resume(caller);
      exit(caller, what);
    } catch (StackOverflowError e) {
      // The exception that is on its way must not be replaced.
    }
  }

  /** {@code ResultSet.next} has found a row, or the end. */
  @Hidden
  public static void fetched(boolean found, long caller) {
    try {
      if (found && row(caller, SQL) != 0) {
        Probe.count(readMethod);
      }
    } catch (Throwable e) {
      // One row less than there were.
    }
  }

  /** A batch has run. */
  @Hidden
  public static void batched(Object counts, long caller) {
    try {
      int entries =
          counts instanceof int[] ints
              ? ints.length
              : counts instanceof long[] longs ? longs.length : 0;
      long row = row(caller, SQL);
      if (entries > 0 && row != 0) {
        Probe.count(entriesMethod);
        long counter = Context.child(row, entriesMethod);
        if (counter != 0) { // There is none past the budget.
          Context.addCalls(counter, entries - 1);
        }
      }
    } catch (Throwable e) {
      // The recording does not say how many.
    }
  }

  /** The row that was begun here; 0 if the method's call is its own. */
  private static long row(long caller, int what) {
    long context = caller ^ (caller >> 63);
    if (context == 0 || context == Context.SKIPPED) {
      return 0;
    }
    long row = UNSAFE.getLong(Recorder.of(context).rows + place(what));
    return row != 0 && Context.parent(row) == context ? row : 0;
  }

  /** Where among a recorder's rows the one of that kind that is open stands. */
  private static int place(int what) {
    return 8 * (what & 3);
  }

  private static Row ofText(String text) {
    int place = text == null ? 0 : (text.hashCode() * 0x9E3779B1) >>> 23;
    Known known = TEXTS[place];
    if (known != null && (text == null ? known.text == null : text.equals(known.text))) {
      return known.row;
    }
    long paused = OwnWork.begin();
    try {
      Row row = names.ofStatement(text);
      if (text == null || text.length() <= LONGEST_KEPT) {
        TEXTS[place] = new Known(text, row);
      }
      return row;
    } finally {
      OwnWork.end(paused, false);
    }
  }
}
