// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import java.util.Arrays;

/**
 * The envelope and the field numbers of {@code docs/tally.proto}; a test holds the two together.
 */
public final class TallyProto {
  /**
   * Not text to anyone who looks at the first byte, and no longer itself after a transfer that
   * rewrites line ends.
   */
  static final byte[] MAGIC = {(byte) 0x89, 'T', 'A', 'L', 'L', 'Y', '\n'};

  /** How many bytes {@link #isBegunBy} looks at. */
  public static final int MAGIC_BYTES = MAGIC.length;

  /** Raised when older readers would misunderstand a file; a new field is no reason. */
  static final int VERSION = 1;

  /** Contexts in a block: large enough to compress, small enough to buffer. */
  static final int BLOCK_CONTEXTS = 8192;

  /** What a reader accepts. */
  static final int MAX_BLOCK_CONTEXTS = 16_384;

  private TallyProto() {}

  /** Whether a file whose first bytes are these is a recording, whole or not. */
  public static boolean isBegunBy(byte[] start) {
    return Arrays.equals(start, 0, Math.min(start.length, MAGIC_BYTES), MAGIC, 0, MAGIC_BYTES);
  }

  static final class Recording {
    static final int ORIGIN = 1;
    static final int STRINGS = 2;
    static final int METHODS = 3;
    static final int THREADS = 4;
    static final int METRICS = 5;
    static final int FRAMES = 6;
    static final int PATHS = 7;
    static final int CONTEXTS = 8;
    static final int EDGES = 9;
    static final int LEFT_OUT = 10;
    static final int LEFT_OUT_COUNT = 11;
    static final int PLACES = 12;

    private Recording() {}
  }

  static final class Place {
    static final int CLASS_NAME = 1;
    static final int PLACE = 2;

    private Place() {}
  }

  static final class Origin {
    static final int CREATOR = 1;
    static final int COMMAND_LINE = 2;
    static final int JVM = 3;
    static final int START_EPOCH_MILLIS = 4;
    static final int DURATION_NANOS = 5;
    static final int COMPLETE = 6;
    static final int RECORDINGS = 7;
    static final int NOTES = 8;
    static final int COUNTING = 9;
    static final int SAMPLING = 10;
    static final int FOREIGN = 11;
    static final int JOINED = 12;

    private Origin() {}
  }

  static final class Joined {
    static final int COUNTS = 1;
    static final int TIMES = 2;

    private Joined() {}
  }

  static final class Engine {
    static final int COUNTING = 9;
    static final int SAMPLING = 10;
    static final int FOREIGN = 11;

    private Engine() {}
  }

  static final class Counting {
    static final int TIMING = 1;
    static final int LEAVES_TIMED = 2;
    static final int BUILTINS = 3;
    static final int CLOCK = 4;
    static final int CLOCK_NANOS = 5;
    static final int PROBE_INNER_NANOS = 6;
    static final int PROBE_OUTER_NANOS = 7;
    static final int HIT_INTERVAL_NANOS = 8;
    static final int MAX_CONTEXTS = 9;

    private Counting() {}
  }

  static final class Sampling {
    static final int EVENT = 1;
    static final int INTERVAL_NANOS = 2;

    private Sampling() {}
  }

  static final class Foreign {
    static final int TOOL = 1;

    private Foreign() {}
  }

  static final class Method {
    static final int CLASS_NAME = 1;
    static final int NAME = 2;
    static final int DESCRIPTOR = 3;
    static final int SOURCE_FILE = 4;
    static final int FIRST_LINE = 5;
    static final int KIND = 6;

    private Method() {}
  }

  static final class Threads {
    static final int NAME = 1;
    static final int COUNT = 2;

    private Threads() {}
  }

  static final class Metric {
    static final int NAME = 1;
    static final int UNIT = 2;
    static final int KNOWN = 3;

    private Metric() {}
  }

  static final class Frame {
    static final int METHOD = 1;
    static final int LINE = 2;

    private Frame() {}
  }

  static final class Contexts {
    static final int PARENT_DISTANCE = 1;
    static final int THREAD = 2;
    static final int FRAME = 3;
    static final int COLUMNS = 4;
    static final int DIVIDED = 5;

    private Contexts() {}
  }

  static final class Column {
    static final int METRIC = 1;
    static final int VALUES = 2;
    static final int ERRORS = 3;

    private Column() {}
  }

  static final class Edges {
    static final int CALLER = 1;
    static final int CALLEE = 2;
    static final int COLUMNS = 3;
    static final int ONLY_COUNTED = 4;

    private Edges() {}
  }

  static final class EdgeColumn {
    static final int METRIC = 1;
    static final int SELF = 2;
    static final int CUMULATIVE = 3;
    static final int EDGE_CUMULATIVE = 4;

    private EdgeColumn() {}
  }

  static final class LeftOut {
    static final int NAME = 1;
    static final int REASON = 2;

    private LeftOut() {}
  }
}
