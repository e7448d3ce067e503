// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.Gunzip;
import dev.tally.format.wire.ProtobufReader;
import dev.tally.format.wire.Texts;
import dev.tally.profile.Frame;
import dev.tally.profile.Kind;
import dev.tally.profile.LeftOut;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metric.Known;
import dev.tally.profile.Metrics;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reading half of {@link TallyFormat}. Fields it does not know are passed over. */
final class TallyReader {
  private static final int MAX_METRICS = 256;

  private static final Kind[] KINDS = Kind.values();
  private static final Known[] KNOWN = Known.values();
  private static final Paths[] PATHS = Paths.values();

  private final Allowance allowance;
  private final ProtobufReader in;
  private final Texts texts;

  private @Nullable Origin origin;
  private final List<Method> methods = new ArrayList<>();
  private final List<Threads> threads = new ArrayList<>();
  private final List<Metric> metrics = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();
  private Paths paths = Paths.NONE;
  private final ContextColumns contexts;
  private final EdgeRows edges;
  private final List<LeftOut> leftOut = new ArrayList<>();
  private long leftOutCount;
  private final Map<String, String> places = new HashMap<>();

  private TallyReader(Gunzip unpacked) {
    allowance = new Allowance(unpacked);
    in = new ProtobufReader(unpacked);
    texts = new Texts(in, allowance);
    contexts = new ContextColumns(in, allowance);
    edges = new EdgeRows(in, allowance);
  }

  static Profile read(InputStream in) throws IOException {
    int headerBytes = header(in);
    try (Gunzip unpacked = new Gunzip(in, headerBytes)) {
      try {
        return new TallyReader(unpacked).recording();
      } catch (FormatException e) {
        if (e.place() == FormatException.Place.UNPACKED) {
          // Damage shows first as nonsense; the checksum at the end tells it from a faulty writer.
          unpacked.transferTo(OutputStream.nullOutputStream());
        }
        throw e;
      }
    }
  }

  private static int header(InputStream in) throws IOException {
    byte[] magic = TallyProto.MAGIC;
    byte[] found = in.readNBytes(magic.length);
    if (found.length == 0) {
      throw wrong("expected a Tally recording, found nothing", 0);
    }
    if (!Arrays.equals(found, Arrays.copyOf(magic, found.length))) {
      HexFormat hex = HexFormat.ofDelimiter(" ");
      throw wrong(
          "expected a Tally recording ("
              + hex.formatHex(magic)
              + "), found "
              + hex.formatHex(found),
          0);
    }
    int version = in.read();
    if (version < 0) {
      throw wrong("expected more data, found the end of the file", found.length);
    }
    if (version != TallyProto.VERSION) {
      throw wrong(
          "expected a recording of version "
              + TallyProto.VERSION
              + ", found version "
              + version
              + ", which needs another Tally,",
          magic.length);
    }
    return magic.length + 1;
  }

  private Profile recording() throws IOException {
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case TallyProto.Recording.STRINGS -> texts.add();
        case TallyProto.Recording.PATHS -> paths = PATHS[in.index(PATHS.length, "a kind of paths")];
        case TallyProto.Recording.LEFT_OUT_COUNT -> leftOutCount = in.varint();
        case TallyProto.Recording.ORIGIN,
            TallyProto.Recording.METHODS,
            TallyProto.Recording.THREADS,
            TallyProto.Recording.METRICS,
            TallyProto.Recording.FRAMES,
            TallyProto.Recording.CONTEXTS,
            TallyProto.Recording.EDGES,
            TallyProto.Recording.LEFT_OUT,
            TallyProto.Recording.PLACES -> {
          long enclosing = in.enterMessage();
          part(field);
          in.leaveMessage(enclosing);
        }
        default -> in.skip();
      }
    }
    if (origin == null) {
      throw in.wrong("expected field 1 (origin), found none");
    }
    if (paths == Paths.NONE && contexts.size() > 0) {
      throw in.wrong("expected to be told how paths are known (field 7), found none");
    }
    return new Profile(
        places.isEmpty() ? origin : origin.from(places),
        methods,
        framesOfContexts(),
        threads,
        paths,
        contexts.toTree(metrics),
        edges.toEdges(metrics),
        leftOut,
        leftOutCount);
  }

  private void part(int field) throws IOException {
    switch (field) {
      case TallyProto.Recording.ORIGIN -> origin = OriginReader.read(in, texts);
      case TallyProto.Recording.METHODS -> methods.add(method());
      case TallyProto.Recording.THREADS -> threads.add(threads());
      case TallyProto.Recording.METRICS -> metrics.add(metric());
      case TallyProto.Recording.FRAMES -> frames.add(frame());
      case TallyProto.Recording.CONTEXTS ->
          contexts.readBlock(framesOfContexts().size(), threads.size(), metrics.size());
      case TallyProto.Recording.EDGES -> edges.readBlock(methods.size(), metrics.size());
      case TallyProto.Recording.LEFT_OUT -> leftOut.add(leftOut());
      case TallyProto.Recording.PLACES -> place();
      default -> throw new AssertionError(field);
    }
  }

  /** Those of the file; where it has none, frame n is method n. */
  private List<Frame> framesOfContexts() throws IOException {
    if (frames.isEmpty() && !methods.isEmpty()) {
      allowance.take((long) methods.size() * Allowance.OBJECT_BYTES);
      frames.addAll(Profile.framesOf(methods.size()));
    }
    return frames;
  }

  private Method method() throws IOException {
    allowance.take(Allowance.OBJECT_BYTES);
    String className = "";
    String name = "";
    String descriptor = "";
    String sourceFile = "";
    int firstLine = 0;
    Kind kind = Kind.METHOD;
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case TallyProto.Method.CLASS_NAME -> className = texts.referred();
        case TallyProto.Method.NAME -> name = texts.referred();
        case TallyProto.Method.DESCRIPTOR -> descriptor = texts.referred();
        case TallyProto.Method.SOURCE_FILE -> sourceFile = texts.referred();
        case TallyProto.Method.FIRST_LINE -> firstLine = line(ProtobufReader.unzigzag(in.varint()));
        case TallyProto.Method.KIND -> kind = KINDS[in.index(KINDS.length, "a kind of method")];
        default -> in.skip();
      }
    }
    return new Method(className, name, descriptor, sourceFile, firstLine, kind);
  }

  private Threads threads() throws IOException {
    allowance.take(Allowance.OBJECT_BYTES);
    String name = "";
    long count = 0;
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case TallyProto.Threads.NAME -> name = texts.read();
        case TallyProto.Threads.COUNT -> count = in.varint();
        default -> in.skip();
      }
    }
    return new Threads(name, count);
  }

  private Metric metric() throws IOException {
    allowance.take(Allowance.OBJECT_BYTES);
    if (metrics.size() == MAX_METRICS) {
      throw in.wrong("expected at most " + MAX_METRICS + " metrics, found more");
    }
    if (contexts.size() > 0 || edges.size() > 0) {
      throw in.wrong("expected metrics before contexts and edges, found one behind them");
    }
    String name = "";
    String unit = "";
    Known known = Known.EXACT;
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case TallyProto.Metric.NAME -> name = texts.read();
        case TallyProto.Metric.UNIT -> unit = texts.read();
        case TallyProto.Metric.KNOWN -> known = KNOWN[in.index(KNOWN.length, "how it is known")];
        default -> in.skip();
      }
    }
    Metric metric = new Metric(name, unit, known);
    if (Metrics.number(metrics, metric) >= 0) {
      throw in.wrong("expected each metric once, found " + name + " in " + unit + " again");
    }
    return metric;
  }

  private Frame frame() throws IOException {
    allowance.take(Allowance.OBJECT_BYTES);
    int method = 0;
    int line = 0;
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case TallyProto.Frame.METHOD -> method = in.index(methods.size(), "a method");
        case TallyProto.Frame.LINE -> line = line(in.varint());
        default -> in.skip();
      }
    }
    if (methods.isEmpty()) {
      // A method that is left away is method 0.
      throw in.wrong("expected methods before a frame of one, found none");
    }
    return new Frame(method, line);
  }

  private int line(long line) throws FormatException {
    if (line != (int) line) {
      throw in.wrong("expected a line number of 32 bits, found " + line);
    }
    return (int) line;
  }

  private LeftOut leftOut() throws IOException {
    allowance.take(Allowance.OBJECT_BYTES);
    String name = "";
    String reason = "";
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case TallyProto.LeftOut.NAME -> name = texts.read();
        case TallyProto.LeftOut.REASON -> reason = texts.read();
        default -> in.skip();
      }
    }
    return new LeftOut(name, reason);
  }

  private void place() throws IOException {
    allowance.take(2L * Allowance.OBJECT_BYTES);
    String className = "";
    String place = "";
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case TallyProto.Place.CLASS_NAME -> className = texts.referred();
        case TallyProto.Place.PLACE -> place = texts.referred();
        default -> in.skip();
      }
    }
    places.put(className, place);
  }

  private static FormatException wrong(String problem, long offset) {
    return new FormatException(problem, FormatException.Place.FILE, offset);
  }
}
