// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.firefox.FirefoxReader;
import dev.tally.format.firefox.FirefoxWriter;
import dev.tally.format.jfr.JfrFormat;
import dev.tally.format.pprof.PprofReader;
import dev.tally.format.pprof.PprofStart;
import dev.tally.format.pprof.PprofWriter;
import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.CountedInput;
import dev.tally.format.wire.FilePosition;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.FormatException.Place;
import dev.tally.format.wire.MarshalException;
import dev.tally.format.wire.MarshalException.Step;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of formats. Reading goes by what a file holds, never by its name; writing goes by the
 * extension of the name.
 */
public enum Format {
  TALLY("a Tally recording", ".tally") {
    @Override
    boolean isBegunBy(byte[] start) {
      // The first byte alone, so that a file spoilt right behind it is still refused as ours.
      return start.length > 0 && start[0] == TallyProto.MAGIC[0];
    }

    @Override
    Contents readFrom(InputStream in, Allowance allowance) throws IOException {
      return Contents.of(TallyFormat.read(in));
    }

    @Override
    public void write(Contents contents, OutputStream out) throws IOException {
      TallyFormat.write(contents.profile(), out);
    }
  },

  PSTATS("a Python profile", ".pstats", ".prof") {
    @Override
    boolean isBegunBy(byte[] start) {
      // JSON begins with a brace, too, but goes on with what begins no object of Python's.
      boolean json = start.length > 1 && "\"} \t\r\n".indexOf(start[1]) >= 0;
      boolean other = json || CollapsedReader.isBegunByPathless(start);
      return start.length > 0 && (start[0] & 0x7F) == '{' && !other;
    }

    @Override
    Contents readFrom(InputStream in, Allowance allowance) throws IOException {
      return Contents.of(PstatsFormat.read(in));
    }

    @Override
    public void write(Contents contents, OutputStream out) throws IOException {
      PstatsFormat.write(contents.functions(), out);
    }
  },

  JFR("a flight recording") {
    @Override
    boolean isBegunBy(byte[] start) {
      return JfrFormat.isBegunBy(start);
    }

    @Override
    Contents readFrom(InputStream in, Allowance allowance) throws IOException {
      return Contents.of(JfrFormat.read(in, allowance));
    }
  },

  PPROF("a profile of pprof's", ".pb.gz") {
    @Override
    boolean isBegunBy(byte[] start) {
      return PprofStart.isBegunBy(start, start.length == Foreign.START_BYTES);
    }

    @Override
    Contents readFrom(InputStream in, Allowance allowance) throws IOException {
      return Contents.of(PprofReader.read(in, allowance));
    }

    @Override
    public void write(Contents contents, OutputStream out) throws IOException {
      PprofWriter.write(contents.profile(), out);
    }

    @Override
    public boolean repeatsStacks() {
      return true;
    }
  },

  SPEEDSCOPE("a profile of speedscope's", ".speedscope.json") {
    @Override
    boolean isBegunBy(byte[] start) {
      return JsonStart.isSpeedscope(start);
    }

    @Override
    Contents readFrom(InputStream in, Allowance allowance) throws IOException {
      return Contents.of(SpeedscopeReader.read(in, allowance));
    }

    @Override
    public void write(Contents contents, OutputStream out) throws IOException {
      SpeedscopeWriter.write(contents.profile(), out);
    }

    @Override
    public boolean repeatsStacks() {
      return true;
    }
  },

  CALLGRIND("a profile of callgrind's", ".callgrind") {
    @Override
    boolean isBegunBy(byte[] start) {
      return CallgrindReader.isBegunBy(start);
    }

    @Override
    Contents readFrom(InputStream in, Allowance allowance) throws IOException {
      return Contents.of(CallgrindReader.read(in, allowance));
    }

    @Override
    public void write(Contents contents, OutputStream out) throws IOException {
      CallgrindWriter.write(contents.profile(), out);
    }
  },

  FIREFOX("a profile of the Firefox Profiler's", ".firefox.json") {
    @Override
    boolean isBegunBy(byte[] start) {
      return JsonStart.isFirefox(start);
    }

    @Override
    Contents readFrom(InputStream in, Allowance allowance) throws IOException {
      return Contents.of(FirefoxReader.read(in, allowance));
    }

    @Override
    public void write(Contents contents, OutputStream out) throws IOException {
      FirefoxWriter.write(contents.profile(), out);
    }

    @Override
    public boolean repeatsStacks() {
      return true;
    }
  },

  CSV("a table of Tally's", ".csv") {
    @Override
    public void write(Contents contents, OutputStream out) throws IOException {
      CsvWriter.write(contents, out);
    }
  },

  JSON("a table of Tally's", ".json") {
    @Override
    public void write(Contents contents, OutputStream out) throws IOException {
      FunctionsJson.write(contents, out);
    }
  },

  CPU_PROFILE("a CPU profile of V8's") {
    @Override
    boolean isBegunBy(byte[] start) {
      return JsonStart.isCpuProfile(start);
    }

    @Override
    Contents readFrom(InputStream in, Allowance allowance) throws IOException {
      return Contents.of(CpuProfileReader.read(in, allowance));
    }
  },

  TRACE("a trace of Chrome's") {
    @Override
    boolean isBegunBy(byte[] start) {
      return JsonStart.isTrace(start);
    }

    @Override
    Contents readFrom(InputStream in, Allowance allowance) throws IOException {
      return Contents.of(CpuProfileReader.readTrace(in, allowance));
    }
  },

  /** Last, since nothing but the shape of its lines tells it. */
  COLLAPSED("collapsed stacks", ".collapsed") {
    @Override
    boolean isBegunBy(byte[] start) {
      return CollapsedReader.isBegunBy(start);
    }

    @Override
    Contents readFrom(InputStream in, Allowance allowance) throws IOException {
      return Contents.of(CollapsedReader.read(in, allowance));
    }

    @Override
    public void write(Contents contents, OutputStream out) throws IOException {
      CollapsedWriter.write(contents.profile(), out);
    }

    @Override
    public boolean repeatsStacks() {
      return true;
    }
  };

  /** As many of an unknown file's first bytes as a sentence can bear. */
  private static final int FEW_BYTES = 8;

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // it is what List.of gives
  private final List<String> extensions;

  Format(String words, String... extensions) {
    this.words = words;
    this.extensions = List.of(extensions);
  }

  /** With article, for a sentence. */
  public String words() {
    return words;
  }

  /** What names of such files end in, with the dot. */
  public List<String> extensions() {
    return extensions;
  }

  /** The format that a file of this name is written in; null if the extension is unknown. */
  public static @Nullable Format ofFileName(String name) {
    // The longest extension that fits: .json alone is another format than .speedscope.json.
    for (int dot = name.indexOf('.', 1); dot > 0; dot = name.indexOf('.', dot + 1)) {
      for (Format format : values()) {
        if (format.extensions.contains(name.substring(dot))) {
          return format;
        }
      }
    }
    return name.indexOf('.', 1) < 0 ? TALLY : null;
  }

  /**
   * Reads a profile of any of the formats, packed by gzip or not, from a stream, which stays open.
   *
   * @throws FormatException if it is none of them, or a broken one; if Python would say something
   *     about it, a {@link MarshalException}
   */
  public static Contents read(InputStream in) throws IOException {
    CountedInput counted = new CountedInput(in);
    BufferedInputStream file = new BufferedInputStream(counted);
    return Gzipped.isBegunBy(start(file))
        ? Gzipped.read(file, data -> readUnpacked(new BufferedInputStream(data), data))
        : readUnpacked(file, counted);
  }

  private static Contents readUnpacked(BufferedInputStream file, FilePosition position)
      throws IOException {
    byte[] start = start(file);
    for (Format format : values()) {
      if (format.isBegunBy(start)) {
        return format.readFrom(file, new Allowance(position));
      }
    }
    throw unknown(start, file);
  }

  /** As many of a file's first bytes as {@link #isProfile} looks at. */
  public static final int START_BYTES = Foreign.START_BYTES;

  /**
   * Whether a file that begins so is one that {@code tally convert} writes and nobody reads here,
   * so that writing it again may replace it.
   */
  public static boolean isProfile(byte[] start) {
    return Foreign.isProfile(Gzipped.isBegunBy(start) ? Gzipped.unpackedStart(start) : start);
  }

  private static byte[] start(BufferedInputStream file) throws IOException {
    file.mark(Foreign.START_BYTES);
    byte[] start = file.readNBytes(Foreign.START_BYTES);
    file.reset();
    return start;
  }

  /**
   * Whether a file whose first bytes are these can only be of this format; never of one that is
   * only written.
   */
  boolean isBegunBy(byte[] start) {
    return false;
  }

  /**
   * Reads a file of this format.
   *
   * @param allowance asked before memory is kept
   */
  Contents readFrom(InputStream in, Allowance allowance) throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * Whether a file of this format grows with the depth of its stacks, or is drawn by what gives up
   * on large trees.
   */
  public boolean repeatsStacks() {
    return false;
  }

  /**
   * Writes a profile to a stream, which stays open; not of a format that is only read, which has no
   * extension.
   */
  public void write(Contents contents, OutputStream out) throws IOException {
    throw new UnsupportedOperationException();
  }

  private static FormatException unknown(byte[] start, InputStream file) throws IOException {
    String foreign = Foreign.words(start);
    Place place = foreign == null ? Place.FILE : Place.NOWHERE;
    String found =
        foreign == null
            ? HexFormat.ofDelimiter(" ").formatHex(start, 0, Math.min(start.length, FEW_BYTES))
            : foreign;
    String problem = "expected " + TALLY.words + " or another tool's profile, found " + found;
    try {
      PstatsFormat.read(file);
    } catch (MarshalException e) {
      return new MarshalException(problem, place, 0, e.step(), e.python());
    }
    return new MarshalException(problem, place, 0, Step.UNDERSTANDING, null);
  }
}
