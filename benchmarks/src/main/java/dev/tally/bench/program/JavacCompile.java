// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileManager.Location;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A large program with deep stacks: javac compiles 200 generated classes, from and to memory. */
final class JavacCompile implements Program {
  private static final int CLASSES = 200;

  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
  private final List<Source> sources = new ArrayList<>();

  JavacCompile() {
    for (int i = 0; i < CLASSES; i++) {
      sources.add(new Source("made.Shape" + i, TEMPLATE.replace("@N@", "" + i)));
    }
  }

  @Override
  public long round() throws Exception {
    CRC32 crc = new CRC32();
    try (Memory memory = new Memory(javac.getStandardFileManager(null, null, null))) {
      List<String> options = List.of("-proc:none", "-nowarn", "-g", "-source", "17");
      List<String> complaints = new ArrayList<>();
      boolean compiled =
          javac
              .getTask(null, memory, d -> complaints.add(d.toString()), options, null, sources)
              .call();
      if (!compiled) {
        throw new IllegalStateException("javac refused the generated classes: " + complaints);
      }
      memory.written.values().forEach(out -> crc.update(out.toByteArray()));
      return crc.getValue() + memory.written.size();
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("memory:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

    Memory(JavaFileManager standard) {
      super(standard);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          written.put(className, out);
          return out;
        }
      };
    }
  }

  /** One class that gives every phase of javac something to do. */
  private static final String TEMPLATE =
      """
      package made;
      import java.util.*;
      import java.util.function.*;
      import java.util.stream.*;

      /** Number @N@. */
      public final class Shape@N@<T extends Comparable<? super T>> implements Iterable<T> {
        sealed interface Figure permits Circle, Box, Group {}
        record Circle(double radius) implements Figure {}
        record Box(double width, double height) implements Figure {}
        record Group(List<? extends Figure> parts) implements Figure {}
        enum Colour {
          RED { @Override int code() { return 1; } }, GREEN, BLUE;
          int code() { return ordinal() * 7 + @N@; }
        }

        private final List<T> items = new ArrayList<>();
        private final Map<String, List<Integer>> index = new TreeMap<>(Comparator.reverseOrder());
        private int changes;

        static double area(Figure figure) {
          if (figure instanceof Circle c && c.radius() > 0) {
            return Math.PI * c.radius() * c.radius();
          } else if (figure instanceof Box b) {
            return b.width() * b.height() + @N@;
          } else if (figure instanceof Group g) {
            double sum = 0;
            for (Figure part : g.parts()) {
              sum += area(part);
            }
            return sum;
          }
          throw new IllegalArgumentException("no area: " + figure);
        }

        public Shape@N@<T> add(T item, String... names) {
          items.add(Objects.requireNonNull(item));
          for (String name : names) {
            index.computeIfAbsent(name.trim().toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                .add(items.size() - 1);
          }
          changes += names.length > 0 ? names.length : 1;
          return this;
        }

        public Optional<T> greatest(Predicate<? super T> wanted) {
          return items.stream().filter(wanted).max(Comparator.naturalOrder());
        }

        public <K, V> Map<K, V> byKey(Function<? super T, ? extends K> key,
            Function<? super T, ? extends V> value, BinaryOperator<V> merge) {
          return items.stream().collect(
              Collectors.toMap(key, value, merge, () -> new LinkedHashMap<K, V>()));
        }

        static int weigh(Colour colour, String word, int depth) {
          int weight = switch (colour) {
            case RED -> 3 * word.length();
            case GREEN -> { int w = 0; for (char c : word.toCharArray()) { w += c; } yield w; }
            case BLUE -> depth << 2;
          };
          switch (word) {
            case "alpha": weight++; break;
            case "beta": weight -= 2; // falls through
            case "gamma": weight ^= @N@; break;
            default: weight *= 31;
          }
          return depth == 0 ? weight : weight + weigh(colour, word + depth, depth - 1);
        }

        int parse(String text) {
          int[] digits = new int[10];
          outer:
          for (int i = 0; i < text.length(); i++) {
            try {
              int digit = Integer.parseInt(text.substring(i, i + 1));
              do {
                if (digits[digit]++ > @N@) { continue outer; }
              } while (digit++ < 9 && digits[digit] == 0);
            } catch (NumberFormatException e) {
              changes--;
            } finally {
              changes += i;
            }
          }
          synchronized (index) {
            return IntStream.of(digits).map(d -> d * changes).reduce(0, (a, b) -> a * 17 + b);
          }
        }

        @Override public Iterator<T> iterator() {
          return new Iterator<T>() {
            private int next;
            @Override public boolean hasNext() { return next < items.size(); }
            @Override public T next() {
              if (!hasNext()) { throw new NoSuchElementException("after " + next); }
              return items.get(next++);
            }
          };
        }

        @Override public String toString() {
          StringBuilder text = new StringBuilder("Shape@N@[");
          index.forEach((name, places) -> text.append(name).append('=').append(places));
          Supplier<String> end = () -> "] changed " + changes + " times";
          return text.append(end.get()).toString();
        }
      }
      """;
}
