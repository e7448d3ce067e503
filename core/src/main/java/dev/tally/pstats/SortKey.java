// SPDX-License-Identifier: Apache-2.0
package dev.tally.pstats;

import dev.tally.python.CodePoints;
import dev.tally.python.PythonText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a report can be ordered by, under pstats' words. Counts and times come largest first, texts
 * and lines smallest first.
 */
public enum SortKey {
  CALLS("call count"),
  CUMULATIVE("cumulative time"),
  FILENAME("file name"),
  LINE("line number"),
  NAME("function name"),
  NFL("name/file/line"),
  PCALLS("primitive call count"),
  STDNAME("standard name"),
  TIME("internal time"),
  /** Pstats has no such key, and where it is to be as pstats nobody may ask for it. */
  WAITING("waiting time");

  /** The word for {@link #WAITING}. */
  public static final String WAITING_WORD = "waiting";

  /** Every full word, in the order in which pstats lists them. */
  private static final Map<String, SortKey> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put("calls", CALLS);
    WORDS.put("ncalls", CALLS);
    WORDS.put("cumtime", CUMULATIVE);
    WORDS.put("cumulative", CUMULATIVE);
    WORDS.put("filename", FILENAME);
    WORDS.put("line", LINE);
    WORDS.put("module", FILENAME);
    WORDS.put("name", NAME);
    WORDS.put("nfl", NFL);
    WORDS.put("pcalls", PCALLS);
    WORDS.put("stdname", STDNAME);
    WORDS.put("time", TIME);
    WORDS.put("tottime", TIME);
  }

  private static final Map<String, SortKey> PREFIXES = prefixes();

  private final String label;

  SortKey(String label) {
    this.label = label;
  }

  /** What a report says it is ordered by. */
  public String label() {
    return label;
  }

  /** The key of a word or of the beginning of one; null if there is none or more than one. */
  public static @Nullable SortKey ofWord(String word) {
    return PREFIXES.get(word);
  }

  /** The same, or {@link #WAITING}. */
  public static @Nullable SortKey ofOurWord(String word) {
    return !word.isEmpty() && WAITING_WORD.startsWith(word) ? WAITING : ofWord(word);
  }

  /** The keys of words between blanks; empty if there is none, or one that is no key. */
  public static List<SortKey> ofWords(String words) {
    return ofWords(words, SortKey::ofWord);
  }

  /** The same, with {@link #WAITING}. */
  public static List<SortKey> ofOurWords(String words) {
    return ofWords(words, SortKey::ofOurWord);
  }

  private static List<SortKey> ofWords(String words, Function<String, @Nullable SortKey> ofWord) {
    List<SortKey> keys = new ArrayList<>();
    for (String word : PythonText.split(words)) {
      SortKey key = ofWord.apply(word);
      if (key == null) {
        return List.of();
      }
      keys.add(key);
    }
    return keys;
  }

  /**
   * The key of Python's first profiler's numbers: -1, 0, 1 and 2.
   *
   * @throws IllegalArgumentException for any other number
   */
  public static SortKey ofNumber(int number) {
    return switch (number) {
      case -1 -> STDNAME;
      case 0 -> CALLS;
      case 1 -> TIME;
      case 2 -> CUMULATIVE;
      default ->
          throw new IllegalArgumentException(
              "a sort key's number is -1 (stdname), 0 (calls), 1 (time) or 2 (cumulative), not "
                  + number);
    };
  }

  /** Every full word with its key, in the order in which pstats lists them. */
  public static Map<String, SortKey> words() {
    return Collections.unmodifiableMap(WORDS);
  }

  /**
   * pstats gives each word, from the first to the last, its own beginnings from the longest down to
   * the first that is taken already; only that one is ambiguous. So {@code c} and {@code cum} are
   * refused, while {@code cu} is {@code cumtime}.
   */
  private static Map<String, SortKey> prefixes() {
    Map<String, SortKey> prefixes = new HashMap<>();
    Set<String> ambiguous = new HashSet<>();
    for (Map.Entry<String, SortKey> word : WORDS.entrySet()) {
      String prefix = word.getKey();
      while (!prefix.isEmpty() && prefixes.putIfAbsent(prefix, word.getValue()) == null) {
        prefix = prefix.substring(0, prefix.length() - 1);
      }
      ambiguous.add(prefix);
    }
    prefixes.keySet().removeAll(ambiguous);
    return prefixes;
  }

  /** Orders functions of a table by this key. */
  public Comparator<Integer> comparator(FunctionTable table) {
    return switch (this) {
      case CALLS -> (a, b) -> Long.compare(table.calls(b), table.calls(a));
      case PCALLS -> (a, b) -> Long.compare(table.primitiveCalls(b), table.primitiveCalls(a));
      case CUMULATIVE -> (a, b) -> amounts(table.cumulativeAmount(b), table.cumulativeAmount(a));
      case TIME -> (a, b) -> amounts(table.selfAmount(b), table.selfAmount(a));
      case WAITING -> (a, b) -> amounts(table.waitingSeconds(b), table.waitingSeconds(a));
      case FILENAME -> (a, b) -> CodePoints.compare(table.key(a).file(), table.key(b).file());
      case LINE -> (a, b) -> Integer.compare(table.key(a).line(), table.key(b).line());
      case NAME -> (a, b) -> CodePoints.compare(table.key(a).name(), table.key(b).name());
      case NFL ->
          NAME.comparator(table)
              .thenComparing(FILENAME.comparator(table))
              .thenComparing(LINE.comparator(table));
      case STDNAME -> {
        // A label is put together anew each time it is asked for.
        String[] labels = new String[table.size()];
        Arrays.setAll(labels, f -> table.key(f).label());
        yield (a, b) -> CodePoints.compare(labels[a], labels[b]);
      }
    };
  }

  /**
   * As Python compares: 0.0 and -0.0 are equal. NaN, on which Python's order depends on where it
   * stands, counts as the largest.
   */
  private static int amounts(double a, double b) {
    return a < b ? -1 : a > b ? 1 : a == b ? 0 : Boolean.compare(Double.isNaN(a), Double.isNaN(b));
  }
}
