// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.stacks.JavaNames;
import dev.tally.format.stacks.Stacks;
import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.JsonInput;
import dev.tally.format.wire.Longs;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One CPU profile of V8's: a tree of nodes, and samples that say in which node the program was
 * found, each with the microseconds since the sample before. A sample stands for the time until the
 * next.
 *
 * <p>A file holds it whole, where nodes name their children; a trace in pieces, where nodes name
 * their parent, and a parent comes before its children.
 */
final class V8Profile {
  private static final String ROOT = "(root)";
  private static final String ANONYMOUS = "(anonymous)";

  /** Stands for a node of which no more is known than its parent. */
  private static final Method UNKNOWN = JavaNames.function("(unknown)");

  /** In place of the context of a node whose parents are being looked for. */
  private static final int OPEN = -2;

  private static final class Node {
    final Method method;
    long hits;
    long parent = -1;

    Node(Method method) {
      this.method = method;
    }
  }

  private final JsonInput json;
  private final Allowance allowance;
  private final Map<Long, Node> nodes = new HashMap<>();

  /** Ids in the order of the file. */
  private final List<Long> order = new ArrayList<>();

  private final Longs samples = new Longs();
  private final Longs deltas = new Longs();
  private long endMicros;
  private long startMicros;

  V8Profile(JsonInput json, Allowance allowance) {
    this.json = json;
    this.allowance = allowance;
  }

  /** Reads a field of a profile, whole or a piece; false if it is none that is known. */
  boolean read(String name) throws IOException {
    switch (name) {
      case "nodes" -> {
        json.beginArray();
        while (json.more()) {
          node();
        }
      }
      case "samples" -> longs(samples);
      case "timeDeltas" -> longs(deltas);
      case "startTime" -> startMicros = micros();
      case "endTime" -> endMicros = micros();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void longs(Longs to) throws IOException {
    json.beginArray();
    while (json.more()) {
      allowance.take(2L * Long.BYTES);
      to.add(micros());
    }
  }

  private long micros() throws IOException {
    double number = json.number();
    if (Math.abs(number) >= 0x1p52) {
      throw json.wrong("expected a number below 2^52, found " + number);
    }
    return Math.round(number);
  }

  private void node() throws IOException {
    long id = -1;
    long parent = -1;
    long hits = 0;
    Method method = JavaNames.function(ANONYMOUS);
    Longs children = new Longs();
    json.beginObject();
    while (json.more()) {
      switch (json.name()) {
        case "id" -> id = json.whole(0, Long.MAX_VALUE);
        case "parent" -> parent = json.whole(0, Long.MAX_VALUE);
        case "hitCount" -> hits = json.whole(0, Long.MAX_VALUE);
        case "callFrame" -> method = callFrame();
        case "children" -> {
          json.beginArray();
          while (json.more()) {
            children.add(json.whole(0, Long.MAX_VALUE));
          }
        }
        default -> json.skip();
      }
    }
    if (id < 0) {
      throw json.wrong("expected nodes with an id, found one without");
    }
    allowance.take(4L * Allowance.OBJECT_BYTES);
    Node node = new Node(method);
    node.hits = hits;
    node.parent = parent;
    Node before = nodes.put(id, node);
    if (before != null && !before.method.equals(UNKNOWN)) {
      throw json.wrong("expected each id of a node once, found " + id + " again");
    }
    node.parent = before != null && parent < 0 ? before.parent : parent;
    order.add(id);
    for (int i = 0; i < children.size(); i++) {
      child(children.get(i), id);
    }
  }

  private void child(long id, long parent) {
    Node child = nodes.get(id);
    if (child == null) {
      child = new Node(UNKNOWN);
      nodes.put(id, child);
    }
    child.parent = parent;
  }

  private Method callFrame() throws IOException {
    String name = "";
    String url = "";
    int line = -1;
    json.beginObject();
    while (json.more()) {
      switch (json.name()) {
        case "functionName" -> name = json.text();
        case "url" -> url = json.text();
        case "lineNumber" -> line = (int) json.whole(-1, Integer.MAX_VALUE - 1);
        default -> json.skip();
      }
    }
    allowance.take(2L * (name.length() + url.length()));
    String shown = name.isEmpty() ? ANONYMOUS : name;
    String path = url.startsWith("file://") ? url.substring("file://".length()) : url;
    return path.isEmpty()
        ? JavaNames.function(shown)
        : new Method("", shown, "", path, line + 1, Kind.FUNCTION);
  }

  boolean isEmpty() {
    return order.isEmpty();
  }

  /** Adds a later piece of the same profile. */
  void append(V8Profile piece) throws FormatException {
    for (long id : piece.order) {
      if (nodes.putIfAbsent(id, piece.nodeOf(id)) != null) {
        throw json.wrong("expected each id of a node once, found " + id + " again");
      }
      order.add(id);
    }
    for (int i = 0; i < piece.samples.size(); i++) {
      samples.add(piece.samples.get(i));
    }
    for (int i = 0; i < piece.deltas.size(); i++) {
      deltas.add(piece.deltas.get(i));
    }
    startMicros = piece.startMicros == 0 ? startMicros : piece.startMicros;
    endMicros = piece.endMicros == 0 ? endMicros : piece.endMicros;
  }

  /**
   * Adds all of it to a thread.
   *
   * @throws ArithmeticException if numbers outgrow 64 bits
   */
  void addTo(Stacks stacks, int thread, int hits, int time) throws FormatException {
    Map<Long, Integer> rows = new HashMap<>();
    for (long id : order) {
      row(stacks, thread, id, rows);
    }
    if (samples.size() == 0) {
      for (long id : order) {
        int row = rows.getOrDefault(id, -1);
        if (row >= 0) {
          stacks.add(row, hits, nodeOf(id).hits);
        }
      }
      return;
    }
    long at = startMicros + (deltas.size() > 0 ? deltas.get(0) : 0);
    long latest = at;
    for (int s = 0; s < samples.size(); s++) {
      Integer row = rows.get(samples.get(s));
      if (row == null) {
        throw json.wrong("expected samples of known nodes, found the id " + samples.get(s));
      }
      boolean last = s + 1 >= samples.size();
      long next = last ? endMicros : at + (s + 1 < deltas.size() ? deltas.get(s + 1) : 0);
      // Samples of a busy machine come out of order; such a one takes no time.
      long micros = Math.max(0, next - latest);
      if (row >= 0) {
        stacks.add(row, hits, 1);
        stacks.add(row, time, Math.multiplyExact(micros, 1_000L));
      }
      at = last ? at : next;
      latest = Math.max(latest, next);
    }
  }

  private Node nodeOf(long id) {
    Node node = nodes.get(id);
    return node == null ? new Node(UNKNOWN) : node;
  }

  /** The context of a node, -1 for the root; its parents', too, from the outermost on. */
  private void row(Stacks stacks, int thread, long id, Map<Long, Integer> rows)
      throws FormatException {
    List<Long> path = new ArrayList<>();
    long at = id;
    while (at >= 0 && !rows.containsKey(at)) {
      path.add(at);
      rows.put(at, OPEN);
      at = nodeOf(at).parent;
    }
    int row = at < 0 ? -1 : rows.getOrDefault(at, OPEN);
    if (row == OPEN) {
      throw json.wrong("expected a tree of nodes, found a circle at the id " + at);
    }
    for (int i = path.size() - 1; i >= 0; i--) {
      Node node = nodeOf(path.get(i));
      boolean root = row < 0 && node.method.name().equals(ROOT);
      int frame = root ? -1 : stacks.frame(node.method, 0);
      row = root ? -1 : row < 0 ? stacks.root(thread, frame) : stacks.child(row, frame);
      rows.put(path.get(i), row);
    }
  }
}
