// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.rows;

import dev.tally.agent.trace.MethodIds;
import dev.tally.probe.Row;
import dev.tally.probe.RowNames;
import dev.tally.probe.Rows;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of all statements and requests seen so far: at most {@link #MOST} of each kind, and one
 * for the others. Asked by the probe on the program's threads, several at once.
 */
public final class RowTable implements RowNames {
  /** A name has some hundred characters: together about a hundredth of any heap. */
  static final int MOST = (int) Math.min(1_000, Runtime.getRuntime().maxMemory() >> 16);

  private static final Kind[] KINDS = {Kind.SQL, Kind.HTTP, Kind.REQUEST};
  private static final String[] WORDS = {"sql ", "http ", "request "};

  private final MethodIds ids;
  private final boolean literals;
  private final Map<String, Row> rows = new ConcurrentHashMap<>();

  /** Names by kind; where threads race, a name may be counted twice. Guarded by itself. */
  private final int[] sizes = new int[KINDS.length];

  /**
   * @param literals whether values in statements are shown
   */
  public RowTable(MethodIds ids, boolean literals) {
    this.ids = ids;
    this.literals = literals;
  }

  @Override
  public Row ofStatement(@Nullable String text) {
    return row(
        Rows.SQL,
        text == null ? "(text not known)" : SqlText.of(text, literals, Rows.quotesAreValues));
  }

  @Override
  public Row ofSeveral() {
    return row(Rows.SQL, "(several statements)");
  }

  @Override
  public int fetch(Row statement) {
    String word = WORDS[Rows.SQL];
    return id(Rows.SQL, word + "fetch " + statement.name.substring(word.length()));
  }

  @Override
  public @Nullable Row ofRequest(Object request, int kind) {
    try {
      String text = RequestText.of(request);
      return text == null ? null : row(kind, text);
    } catch (ReflectiveOperationException itDoesNotSay) {
      return null;
    }
  }

  private Row row(int kind, String shortName) {
    String name = WORDS[kind] + shortName;
    Row known = rows.get(name);
    if (known != null) {
      return known;
    }
    if (isBeyond(kind, 1)) {
      name = WORDS[kind] + "(others)";
    }
    Row made = new Row(name, id(kind, name));
    Row before = rows.putIfAbsent(name, made);
    return before == null ? made : before;
  }

  /** Whether there are more than may be kept, with so many more. */
  private boolean isBeyond(int kind, int more) {
    synchronized (sizes) {
      sizes[kind] += sizes[kind] > MOST ? 0 : more;
      return sizes[kind] > MOST;
    }
  }

  private int id(int kind, String name) {
    return ids.id(new Method("", name, "", "", 0, KINDS[kind]));
  }

  /** What is to be said of names that are not kept. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (int kind = 0; kind < KINDS.length; kind++) {
      if (isBeyond(kind, 0)) {
        String row = "{" + WORDS[kind];
        notes.add(
            "more than "
                + MOST
                + " different rows "
                + row
                + "...}: the others are "
                + row
                + "(others)}");
      }
    }
    return notes;
  }
}
