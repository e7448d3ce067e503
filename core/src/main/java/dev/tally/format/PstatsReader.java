// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.wire.MarshalException;
import dev.tally.format.wire.MarshalException.Step;
import dev.tally.format.wire.MarshalKind;
import dev.tally.format.wire.MarshalReader;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The reading half of {@link PstatsFormat}: goes through the objects once and puts their numbers
 * straight into the table. Only what Python marked as to be used again is kept: in a profile, that
 * is keys.
 */
final class PstatsReader {
  /**
   * Edges that may be repeated by referring to a dictionary of callers; more would be an attack, as
   * a few bytes could stand for any number of them. Python writes no such references.
   */
  private static final long FREE_EDGES = 1 << 16;

  private static final int FUNCTION_MEMBERS = 5;
  private static final int EDGE_MEMBERS = 4;

  /** In place of a key's number. */
  private static final int SAMPLED_MARK = -1;

  /** What Python cannot take apart. */
  private static final Set<MarshalKind> SCALARS =
      EnumSet.of(
          MarshalKind.NONE,
          MarshalKind.FALSE,
          MarshalKind.TRUE,
          MarshalKind.ELLIPSIS,
          MarshalKind.INTEGER,
          MarshalKind.REAL,
          MarshalKind.COMPLEX);

  private final MarshalReader in;
  private final FunctionTable.Builder table = new FunctionTable.Builder();
  private long repeatedEdges;

  /** Each name of a file once; Python writes them out anew unless they are one object. */
  private final Map<String, String> files = new HashMap<>();

  /** A remembered key, as its number in the table. */
  private record Key(int number) {}

  /** The numbers of an edge or a function; an edge that is only counted has nothing but calls. */
  private record Numbers(
      long calls, long primitiveCalls, double self, double cumulative, boolean onlyCounted) {}

  /** An entry of a remembered dictionary of callers. */
  private record Caller(int key, Numbers numbers) {}

  /** A remembered dictionary of callers. */
  private record Callers(List<Caller> entries) {}

  /** A remembered tuple of a function's numbers and callers. */
  private record Function(Numbers numbers, Callers callers) {}

  PstatsReader(InputStream in) {
    this.in = new MarshalReader(in);
  }

  FunctionTable read() throws IOException {
    try {
      FunctionTable functions = functions();
      in.end();
      return functions;
    } catch (MarshalException e) {
      throw in.verdict(firstFor(e));
    }
  }

  /** Python loads all of it before it looks at any, so bytes broken further on come first. */
  private MarshalException firstFor(MarshalException e) throws IOException {
    if (e.step() == Step.UNDERSTANDING) {
      try {
        in.drain();
      } catch (MarshalException broken) {
        return broken;
      }
    }
    return e;
  }

  private FunctionTable functions() throws IOException {
    MarshalKind kind = in.next();
    if (kind != MarshalKind.DICT) {
      boolean falsy = kind == MarshalKind.NONE || kind == MarshalKind.FALSE;
      throw expected(
          "a dictionary of functions",
          falsy
              ? null
              : "AttributeError: '" + kind.pythonName() + "' object has no attribute 'items'");
    }
    in.enterDictionary();
    while ((kind = in.next()) != MarshalKind.END) {
      int key = key(kind);
      if (key == SAMPLED_MARK) {
        table.sampled();
        flag();
      } else {
        function(key);
      }
    }
    return table.build();
  }

  /** A key's number in the table, or {@link #SAMPLED_MARK}. */
  private int key(MarshalKind kind) throws IOException {
    if (kind == MarshalKind.REFERENCE && in.referent() instanceof Key key) {
      return key.number();
    }
    if (kind != MarshalKind.TUPLE) {
      throw expected("the (file, line, name) of a function");
    }
    int members = in.enter();
    int slot = in.slot();
    if (members != 1 && members != 3) {
      throw expected("the (file, line, name) of a function", members, null);
    }
    String file = text("the file of a function");
    if (members == 1) {
      if (!file.equals(PstatsFormat.SAMPLED)) {
        throw expected("the (file, line, name) of a function");
      }
      return SAMPLED_MARK;
    }
    long line = integer("the line of a function");
    if ((int) line != line) {
      throw expected("the line of a function below 2147483648");
    }
    String name = text("the name of a function");
    String known = files.putIfAbsent(file, file);
    int number = table.key(new FunctionKey(known == null ? file : known, (int) line, name));
    if (slot >= 0) {
      in.define(slot, new Key(number));
    }
    return number;
  }

  private void flag() throws IOException {
    if (in.next() != MarshalKind.TRUE) {
      throw expected("True behind the mark of a sampled profile");
    }
  }

  private void function(int key) throws IOException {
    MarshalKind kind = in.next();
    if (kind == MarshalKind.REFERENCE && in.referent() instanceof Function function) {
      begin(key, function.numbers());
      repeat(function.callers());
      return;
    }
    if (kind != MarshalKind.TUPLE) {
      throw expected(
          "the numbers of a function",
          SCALARS.contains(kind)
              ? "TypeError: cannot unpack non-iterable " + kind.pythonName() + " object"
              : null);
    }
    int members = in.enter();
    int slot = in.slot();
    if (members != FUNCTION_MEMBERS) {
      throw expected(
          "the five numbers of a function",
          members,
          members < FUNCTION_MEMBERS
              ? "ValueError: not enough values to unpack (expected 5, got " + members + ")"
              : "ValueError: too many values to unpack (expected 5)");
    }
    long primitiveCalls = integer("the primitive calls of a function");
    long calls = integer("the calls of a function");
    double self = seconds("the self time of a function");
    double cumulative = seconds("the cumulative time of a function");
    Numbers numbers = new Numbers(calls, primitiveCalls, self, cumulative, false);
    begin(key, numbers);
    @Nullable Callers callers = callers(slot >= 0);
    if (callers != null && slot >= 0) {
      in.define(slot, new Function(numbers, callers));
    }
  }

  private void begin(int key, Numbers n) {
    table.function(key, n.calls(), n.primitiveCalls(), n.self(), n.cumulative());
  }

  /**
   * Adds the callers of the function begun last.
   *
   * @param keep whether the function is remembered, so that they are asked for again
   * @return them, or null if nobody will ask
   */
  private @Nullable Callers callers(boolean keep) throws IOException {
    MarshalKind kind = in.next();
    if (kind == MarshalKind.REFERENCE && in.referent() instanceof Callers callers) {
      repeat(callers);
      return callers;
    }
    if (kind != MarshalKind.DICT) {
      throw expected("a dictionary of callers");
    }
    in.enterDictionary();
    int slot = in.slot();
    @Nullable Callers callers = keep || slot >= 0 ? new Callers(new ArrayList<>()) : null;
    while ((kind = in.next()) != MarshalKind.END) {
      int key = key(kind);
      if (key == SAMPLED_MARK) {
        throw expected("the (file, line, name) of a caller");
      }
      Numbers numbers = edge();
      add(key, numbers);
      if (callers != null) {
        callers.entries().add(new Caller(key, numbers));
      }
    }
    if (slot >= 0 && callers != null) {
      in.define(slot, callers);
    }
    return callers;
  }

  private Numbers edge() throws IOException {
    MarshalKind kind = in.next();
    if (kind == MarshalKind.REFERENCE && in.referent() instanceof Numbers numbers) {
      return numbers;
    }
    if (kind == MarshalKind.INTEGER
        || (kind == MarshalKind.REFERENCE && in.referent() instanceof Long)) {
      return new Numbers(integer(kind, "the calls of an edge"), 0, 0, 0, true);
    }
    if (kind != MarshalKind.TUPLE) {
      throw expected("the numbers of an edge");
    }
    int members = in.enter();
    int slot = in.slot();
    if (members != EDGE_MEMBERS) {
      throw expected("the four numbers of an edge", members, null);
    }
    long calls = integer("the calls of an edge");
    long primitiveCalls = integer("the primitive calls of an edge");
    double self = seconds("the self time of an edge");
    double cumulative = seconds("the cumulative time of an edge");
    Numbers numbers = new Numbers(calls, primitiveCalls, self, cumulative, false);
    if (slot >= 0) {
      in.define(slot, numbers);
    }
    return numbers;
  }

  private void add(int key, Numbers n) {
    if (n.onlyCounted()) {
      table.countedCaller(key, n.calls());
    } else {
      table.caller(key, n.calls(), n.primitiveCalls(), n.self(), n.cumulative());
    }
  }

  private void repeat(Callers callers) throws MarshalException {
    repeatedEdges += callers.entries().size();
    if (repeatedEdges > FREE_EDGES + in.position()) {
      throw expected("callers that belong to one function");
    }
    for (Caller caller : callers.entries()) {
      add(caller.key(), caller.numbers());
    }
  }

  private String text(String what) throws IOException {
    MarshalKind kind = in.next();
    if (kind == MarshalKind.TEXT || kind == MarshalKind.BYTES) {
      return in.text();
    }
    if (kind == MarshalKind.CODE) {
      return in.code();
    }
    if (kind == MarshalKind.REFERENCE && in.referent() instanceof String text) {
      return text;
    }
    throw expected(what);
  }

  private long integer(String what) throws IOException {
    return integer(in.next(), what);
  }

  private long integer(MarshalKind kind, String what) throws IOException {
    if (kind == MarshalKind.INTEGER) {
      return in.integer();
    }
    if (kind == MarshalKind.REFERENCE && in.referent() instanceof Long integer) {
      return integer;
    }
    throw expected(what);
  }

  /** Seconds are floats, but a timer that a program gave to Python may have counted in integers. */
  private double seconds(String what) throws IOException {
    MarshalKind kind = in.next();
    if (kind == MarshalKind.REAL) {
      return in.real();
    }
    if (kind == MarshalKind.REFERENCE && in.referent() instanceof Double real) {
      return real;
    }
    return integer(kind, what);
  }

  private MarshalException expected(String what) {
    return expected(what, null);
  }

  private MarshalException expected(String what, @Nullable String python) {
    return new MarshalException(
        "expected " + what + ", found " + in.kind().words(),
        in.start(),
        Step.UNDERSTANDING,
        python);
  }

  private MarshalException expected(String what, int members, @Nullable String python) {
    return new MarshalException(
        "expected " + what + ", found a tuple of " + members,
        in.start(),
        Step.UNDERSTANDING,
        python);
  }
}
