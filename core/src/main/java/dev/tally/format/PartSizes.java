// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.wire.Gunzip;
import dev.tally.format.wire.ProtobufReader;
import dev.tally.profile.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many bytes each part of a recording takes, before it is packed. */
public final class PartSizes {
  private PartSizes() {}

  /**
   * Sums by part, in the order of the file; the file has been read before and is known to be a
   * recording.
   *
   * @param in the file's bytes; stays open
   * @param metrics those of the profile, whose columns are parts of their own
   */
  public static Map<String, Long> of(InputStream in, List<Metric> metrics) throws IOException {
    in.skipNBytes(TallyProto.MAGIC.length + 1L);
    Map<String, Long> sizes = new LinkedHashMap<>();
    try (Gunzip unpacked = new Gunzip(in, TallyProto.MAGIC.length + 1L)) {
      ProtobufReader recording = new ProtobufReader(unpacked);
      long before = 0;
      for (int field; (field = recording.nextField()) != 0; ) {
        if (field == TallyProto.Recording.CONTEXTS) {
          before = contexts(recording, metrics, sizes, before);
        } else {
          recording.skip();
          sizes.merge(part(field), recording.position() - before, Long::sum);
          before = recording.position();
        }
      }
    }
    return sizes;
  }

  private static long contexts(
      ProtobufReader in, List<Metric> metrics, Map<String, Long> sizes, long start)
      throws IOException {
    long before = start;
    long enclosing = in.enterMessage();
    for (int field; (field = in.nextField()) != 0; ) {
      String part = "paths";
      if (field == TallyProto.Contexts.COLUMNS) {
        part = metrics.get(skipColumn(in)).name();
      } else {
        in.skip();
      }
      sizes.merge(part, in.position() - before, Long::sum);
      before = in.position();
    }
    in.leaveMessage(enclosing);
    return before;
  }

  /** Passes over a column; gives its metric, which is 0 if it is left away. */
  private static int skipColumn(ProtobufReader in) throws IOException {
    int metric = 0;
    long enclosing = in.enterMessage();
    for (int field; (field = in.nextField()) != 0; ) {
      if (field == TallyProto.Column.METRIC) {
        metric = (int) in.varint();
      } else {
        in.skip();
      }
    }
    in.leaveMessage(enclosing);
    return metric;
  }

  private static String part(int field) {
    return switch (field) {
      case TallyProto.Recording.STRINGS -> "names";
      case TallyProto.Recording.METHODS, TallyProto.Recording.FRAMES -> "methods";
      case TallyProto.Recording.EDGES -> "edges";
      default -> "the rest";
    };
  }
}
