// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

/** The field numbers of {@code docs/tally.proto}; a test holds the two together. */
final class TallyProto {
  private TallyProto() {}

  static final class Recording {
    static final int ORIGIN = 1;
    static final int STRINGS = 2;
    static final int METHODS = 3;
    static final int THREADS = 4;
    static final int CONTEXTS = 5;
    static final int FLAT_CALLS = 6;
    static final int LEFT_OUT = 7;
    static final int LEFT_OUT_COUNT = 8;

    private Recording() {}
  }

  static final class Origin {
    static final int CREATOR = 1;
    static final int TIMING = 2;
    static final int LEAVES = 3;
    static final int BUILTINS = 4;
    static final int CLOCK = 5;
    static final int CLOCK_NANOS = 6;
    static final int PROBE_INNER_NANOS = 7;
    static final int PROBE_OUTER_NANOS = 8;
    static final int COMMAND_LINE = 9;
    static final int JVM = 10;
    static final int START_EPOCH_MILLIS = 11;
    static final int DURATION_NANOS = 12;
    static final int HIT_INTERVAL_NANOS = 13;
    static final int MAX_CONTEXTS = 14;
    static final int COMPLETE = 15;
    static final int NOTES = 16;

    private Origin() {}
  }

  static final class Method {
    static final int CLASS_NAME = 1;
    static final int NAME = 2;
    static final int DESCRIPTOR = 3;
    static final int SOURCE_FILE = 4;
    static final int FIRST_LINE = 5;
    static final int BUILTIN = 6;

    private Method() {}
  }

  static final class Threads {
    static final int NAME = 1;
    static final int COUNT = 2;

    private Threads() {}
  }

  static final class Contexts {
    static final int PARENT_DISTANCE = 1;
    static final int THREAD = 2;
    static final int METHOD = 3;
    static final int CALLS = 4;
    static final int SELF_NANOS = 5;
    static final int ERROR_NANOS = 6;
    static final int HITS = 7;
    static final int FLAT_NANOS = 8;

    private Contexts() {}
  }

  static final class FlatCall {
    static final int CALLER = 1;
    static final int CALLEE = 2;
    static final int CALLS = 3;
    static final int PRIMITIVE_CALLS = 4;
    static final int EDGE_PRIMITIVE_CALLS = 5;
    static final int SELF_NANOS = 6;
    static final int CUMULATIVE_NANOS = 7;
    static final int EDGE_CUMULATIVE_NANOS = 8;

    private FlatCall() {}
  }

  static final class LeftOut {
    static final int NAME = 1;
    static final int REASON = 2;

    private LeftOut() {}
  }
}
