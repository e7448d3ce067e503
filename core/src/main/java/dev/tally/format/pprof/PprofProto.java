// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.pprof;

/**
 * Field numbers of pprof's profile.proto, and the keys of labels in which Tally keeps what it has
 * no field for.
 */
final class PprofProto {
  static final int SAMPLE_TYPE = 1;
  static final int SAMPLE = 2;
  static final int MAPPING = 3;
  static final int LOCATION = 4;
  static final int FUNCTION = 5;
  static final int STRING_TABLE = 6;
  static final int TIME_NANOS = 9;
  static final int DURATION_NANOS = 10;
  static final int PERIOD_TYPE = 11;
  static final int PERIOD = 12;
  static final int COMMENT = 13;
  static final int DEFAULT_SAMPLE_TYPE = 14;

  static final int VALUE_TYPE = 1;
  static final int VALUE_UNIT = 2;

  static final int LOCATION_IDS = 1;
  static final int VALUES = 2;
  static final int LABEL = 3;

  static final int LABEL_KEY = 1;
  static final int LABEL_TEXT = 2;
  static final int LABEL_NUMBER = 3;
  static final int LABEL_UNIT = 4;

  static final int MAPPING_ID = 1;
  static final int MAPPING_FILENAME = 5;
  static final int HAS_FUNCTIONS = 7;
  static final int HAS_INLINE_FRAMES = 10;

  static final int LOCATION_ID = 1;
  static final int LOCATION_MAPPING = 2;
  static final int LOCATION_ADDRESS = 3;
  static final int LOCATION_LINE = 4;

  static final int LINE_FUNCTION = 1;
  static final int LINE = 2;

  static final int FUNCTION_ID = 1;
  static final int FUNCTION_NAME = 2;
  static final int SYSTEM_NAME = 3;
  static final int FUNCTION_FILENAME = 4;
  static final int START_LINE = 5;

  /** Key of the label that names a sample's group of threads. */
  static final String THREAD = "thread";

  /** Key and text of the label of calls without a path. */
  static final String PATH = "path";

  static final String UNKNOWN = "unknown";

  /** Key and text of the label of an edge of which only the calls are known. */
  static final String ONLY_COUNTED = "only counted";

  static final String YES = "yes";

  private PprofProto() {}

  /** Whether a label of this key names a thread, in Tally's or another tool's file. */
  static boolean isThread(String key) {
    return key.equals(THREAD) || key.equals("thread_name") || key.equals("thread name");
  }

  /** Key of an edge's cumulative number of a metric, which of calls are the primitive ones. */
  static String cumulative(String metric) {
    return metric.equals("calls") ? "primitive calls" : metric + " cumulative";
  }

  /** Key of an edge's own cumulative number of a metric. */
  static String edgeCumulative(String metric) {
    return metric.equals("calls") ? "edge primitive calls" : metric + " edge cumulative";
  }
}
