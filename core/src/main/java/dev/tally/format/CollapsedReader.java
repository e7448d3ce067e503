// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.stacks.JavaNames;
import dev.tally.format.stacks.MethodNames;
import dev.tally.format.stacks.Stacks;
import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.Lines;
import dev.tally.profile.Engine;
import dev.tally.profile.Metric;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Collapsed stacks, as flame graphs are made of: in each line a stack, outermost frame first, a
 * blank, and a weight.
 *
 * <pre>
 *   [main tid=4711];com/acme/Main.main_[j];com/acme/Main.work_[i];memcpy 42
 *   [main];com.acme.Main.main;com.acme.Main.work 1234
 * </pre>
 *
 * The file does not say what the weight is, which most often is a number of samples; it is taken
 * for that, and stays without a unit of time. From async-profiler come a frame for the thread, and
 * marks of how a frame ran: {@code _[j]}, {@code _[i]}, {@code _[0]}, {@code _[1]} (Java's:
 * compiled, inlined, interpreted, compiled by C1) and {@code _[k]} (the kernel's). A method inlined
 * here and compiled there is one. Lines are read where a frame ends in them.
 */
final class CollapsedReader {
  private static final Pattern STACK = Pattern.compile("[^;\\n]+(;[^;\\n]*)* \\d+\\r?");

  /** Semicolons in the beginning of a file that is one long line. */
  private static final int MANY = 4;

  /** As async-profiler writes it, or Tally; the former has frames in brackets of its own, too. */
  private static final Pattern THREAD =
      Pattern.compile("\\[(.*) tid=\\d+\\]|\\[((?!unknown|break_|no_|not_).*)\\]");

  private static final int MARK_LENGTH = "_[j]".length();

  private final Lines lines;
  private final Allowance allowance;
  private final Stacks stacks;
  private final int weight;
  private final Map<String, Integer> frames = new HashMap<>();
  private final Map<String, Integer> threads = new HashMap<>();

  /** The stack of the line before: where each of its frames ends, and its context. */
  private byte[] before = new byte[256];

  private int beforeLength;
  private int[] ends = new int[64];
  private int[] contexts = new int[64];
  private int depth;

  private CollapsedReader(InputStream in, Allowance allowance) {
    lines = new Lines(in);
    this.allowance = allowance;
    stacks = new Stacks(allowance);
    weight = stacks.metric(Metric.HITS);
  }

  /**
   * Whether a file begins with what Tally writes of calls without a path: a brace, as others do.
   */
  static boolean isBegunByPathless(byte[] start) {
    byte[] pathless = (MethodNames.PATHLESS + ";").getBytes(StandardCharsets.US_ASCII);
    return start.length > pathless.length
        && Arrays.equals(start, 0, pathless.length, pathless, 0, pathless.length);
  }

  /** Whether all lines of a file's beginning are stacks, and one of them is two deep. */
  static boolean isBegunBy(byte[] start) {
    String text = new String(start, StandardCharsets.UTF_8);
    int end = text.lastIndexOf('\n');
    if (end < 0 && start.length == Foreign.START_BYTES) {
      return text.chars().filter(c -> c == ';').count() >= MANY;
    }
    String whole = end < 0 || start.length < Foreign.START_BYTES ? text : text.substring(0, end);
    return whole.indexOf(';') >= 0
        && whole.lines().filter(line -> !isNoStack(line)).allMatch(STACK.asMatchPredicate())
        && whole.lines().anyMatch(line -> !isNoStack(line));
  }

  private static boolean isNoStack(String line) {
    return line.isBlank() || line.startsWith("# ");
  }

  static Profile read(InputStream in, Allowance allowance) throws IOException {
    CollapsedReader reader = new CollapsedReader(in, allowance);
    while (reader.lines.next()) {
      reader.line();
    }
    return reader.stacks.profile(Origin.of(new Engine.Foreign("collapsed stacks")), Paths.SAMPLED);
  }

  private void line() throws IOException {
    int length = lines.length();
    if (length == 0 || (lines.at(0) == '#' && length > 1 && lines.at(1) == ' ')) {
      return;
    }
    int blank = length - 1;
    while (blank >= 0 && lines.at(blank) != ' ') {
      blank--;
    }
    if (blank <= 0) {
      throw lines.wrong("expected a stack, a blank and a weight, found no blank");
    }
    long value = weight(blank + 1);
    int leaf = stack(blank);
    try {
      stacks.add(leaf, weight, value);
    } catch (ArithmeticException e) {
      throw lines.wrong("expected weights that add up to less than 2^63, found more");
    }
  }

  private long weight(int from) throws FormatException {
    long value = 0;
    for (int i = from; i < lines.length(); i++) {
      int digit = lines.at(i) - '0';
      if (digit < 0 || digit > 9) {
        throw notWhole(from);
      }
      if (value > (Long.MAX_VALUE - digit) / 10) {
        throw lines.wrong("expected a weight below 2^63, found a larger one");
      }
      value = value * 10 + digit;
    }
    if (from == lines.length()) {
      throw notWhole(from);
    }
    return value;
  }

  private FormatException notWhole(int from) {
    String found = lines.text(from, Math.min(lines.length(), from + 40));
    return lines.wrong("expected a whole number behind the stack, found \"" + found + "\"");
  }

  /** The context of the line's stack, of which frames that the line before had are known. */
  private int stack(int length) throws FormatException {
    int same = Math.min(lines.mismatch(before, beforeLength), length);
    while (depth > 0
        && (ends[depth - 1] > same
            || (ends[depth - 1] < length && lines.at(ends[depth - 1]) != ';'))) {
      depth--;
    }
    int begin = depth == 0 ? 0 : ends[depth - 1] + 1;
    int thread = -1;
    while (begin < length || (begin == length && depth > 0 && ends[depth - 1] < length)) {
      int end = begin;
      while (end < length && lines.at(end) != ';') {
        end++;
      }
      String name = lines.text(begin, end);
      if (depth == 0 && thread < 0) {
        thread = thread(name);
        if (end < length && isThread(name)) {
          begin = end + 1;
          continue;
        }
      }
      push(end, depth == 0 ? stacks.root(thread, frame(name)) : child(frame(name)));
      begin = end + 1;
    }
    if (depth == 0) {
      throw lines.wrong("expected frames behind the thread, found none");
    }
    before = lines.copyTo(before);
    beforeLength = length;
    return contexts[depth - 1];
  }

  private int child(int frame) throws FormatException {
    return stacks.child(contexts[depth - 1], frame);
  }

  private void push(int end, int context) {
    if (depth == ends.length) {
      ends = Arrays.copyOf(ends, depth * 2);
      contexts = Arrays.copyOf(contexts, depth * 2);
    }
    ends[depth] = end;
    contexts[depth++] = context;
  }

  private static boolean isThread(String name) {
    return name.startsWith("[") && THREAD.matcher(name).matches();
  }

  /** The thread that an outermost frame names; one without a name if it names none. */
  private int thread(String frame) throws FormatException {
    Matcher thread = THREAD.matcher(frame);
    String name = thread.matches() ? frame : "";
    Integer known = threads.get(name);
    if (known == null) {
      String withNumber = thread.matches() ? thread.group(1) : Stacks.ALL_THREADS;
      known = stacks.thread(withNumber == null ? thread.group(2) : withNumber);
      threads.put(name, known);
    }
    return known;
  }

  private int frame(String text) throws FormatException {
    Integer known = frames.get(text);
    if (known == null) {
      allowance.take(Allowance.OBJECT_BYTES + 2L * text.length());
      char mark = mark(text);
      String name = mark == ' ' ? text : text.substring(0, text.length() - MARK_LENGTH);
      boolean java = "ji01".indexOf(mark) >= 0;
      boolean other = mark == 'k';
      known =
          other
              ? stacks.frame(JavaNames.function(name), 0)
              : stacks.frame(JavaNames.method(name, java), JavaNames.line(name));
      frames.put(text, known);
    }
    return known;
  }

  /** How a frame ran, as async-profiler marks it; a blank if it does not. */
  private static char mark(String text) {
    int at = text.length() - MARK_LENGTH;
    boolean marked = at > 0 && text.startsWith("_[", at) && text.endsWith("]");
    return marked && "jik01".indexOf(text.charAt(at + 2)) >= 0 ? text.charAt(at + 2) : ' ';
  }
}
