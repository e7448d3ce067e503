// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.jfr;

import dev.tally.format.jfr.JfrType.Field;
import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The types of a chunk's events and constants, as the chunk describes them: a tree of elements with
 * attributes, like XML's, whose words are numbers of a table of words before it.
 *
 * <pre>
 * class name=jdk.CPUTimeSample id=117 superType=jdk.jfr.Event
 *   field name=samplingPeriod class=12
 *     annotation class=31 value=TICKS
 * </pre>
 */
final class JfrTypes {
  private static final int MOST_LEVELS = 32;

  private final JfrBytes in;
  private final Allowance allowance;
  private final List<String> words = new ArrayList<>();
  private final Map<Long, JfrType> types = new HashMap<>();

  private JfrTypes(JfrBytes in, Allowance allowance) {
    this.in = in;
    this.allowance = allowance;
  }

  /** Reads the description that begins at a place in the chunk. */
  static Map<Long, JfrType> read(JfrBytes in, long position, Allowance allowance)
      throws FormatException {
    JfrTypes types = new JfrTypes(in, allowance);
    in.seek(position);
    in.event();
    in.number(); // The type of this event,
    in.number(); // its start,
    in.number(); // its duration,
    in.number(); // and the description's number.
    for (int left = in.count(); left > 0; left--) {
      String word = in.text(constant -> null);
      word = word == null ? "" : word;
      allowance.take(Allowance.OBJECT_BYTES + word.length());
      types.words.add(word);
    }
    List<Element> classes = new ArrayList<>();
    types.element(0, classes);
    types.resolve(classes);
    return types.types;
  }

  /** Only those that matter keep their children. */
  private static final class Element {
    final String name;
    final Map<String, String> attributes = new HashMap<>();
    final List<Element> children = new ArrayList<>();

    Element(String name) {
      this.name = name;
    }

    String get(String attribute) {
      return attributes.getOrDefault(attribute, "");
    }
  }

  private Element element(int level, List<Element> classes) throws FormatException {
    if (level > MOST_LEVELS) {
      throw in.wrong("expected at most " + MOST_LEVELS + " elements within each other, found more");
    }
    Element element = new Element(word());
    allowance.take(2 * Allowance.OBJECT_BYTES);
    for (int left = in.count(); left > 0; left--) {
      allowance.take(Allowance.OBJECT_BYTES);
      element.attributes.put(word(), word());
    }
    for (int left = in.count(); left > 0; left--) {
      element.children.add(element(level + 1, classes));
    }
    if (element.name.equals("class")) {
      classes.add(element);
    }
    return element;
  }

  private String word() throws FormatException {
    int number = in.integer();
    if (number < 0 || number >= words.size()) {
      throw in.wrong("expected one of " + words.size() + " words, found number " + number);
    }
    return words.get(number);
  }

  private void resolve(List<Element> classes) throws FormatException {
    for (Element each : classes) {
      long id = number(each.get("id"));
      types.put(id, new JfrType(id, each.get("name")));
    }
    for (Element each : classes) {
      JfrType type = type(each.get("id"));
      for (Element child : each.children) {
        if (child.name.equals("field")) {
          allowance.take(Allowance.OBJECT_BYTES);
          type.fields.add(
              new Field(
                  child.get("name"),
                  type(child.get("class")),
                  child.get("constantPool").equals("true"),
                  !child.get("dimension").isEmpty() && !child.get("dimension").equals("0"),
                  unit(child)));
        }
      }
    }
  }

  private String unit(Element field) throws FormatException {
    for (Element child : field.children) {
      if (child.name.equals("annotation")
          && type(child.get("class")).name.equals("jdk.jfr.Timespan")) {
        return child.get("value");
      }
    }
    return "";
  }

  private JfrType type(String id) throws FormatException {
    JfrType type = types.get(number(id));
    if (type == null) {
      throw in.wrong("expected a type that is described, found number " + id);
    }
    return type;
  }

  private long number(String id) throws FormatException {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      throw in.wrong("expected the number of a type, found '" + id + "'");
    }
  }
}
