// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Where a profile comes from: what ran, when, and what recorded it.
 *
 * @param creator what wrote the profile, such as {@code tally 0.1.0}
 * @param commandLine the main class or jar with its arguments, as the JVM knows them; may be empty
 * @param jvm name and version of the JVM; empty if unknown
 * @param startEpochMillis when the first recording began; 0 if unknown
 * @param durationNanos from its start to when it was written, of all recordings; 0 if unknown
 * @param complete false if a program was still running when this was written
 * @param recordings how many were added up, 1 for one
 * @param notes sentences about anything that was dropped or went wrong
 * @param engine what recorded
 * @param places by name of a class with dots, where it came from: {@code jackson-core-2.20.jar},
 *     {@code java.base}, {@code shop/target/classes/}; of what is not here that is unknown
 */
public record Origin(
    String creator,
    List<String> commandLine,
    String jvm,
    long startEpochMillis,
    long durationNanos,
    boolean complete,
    long recordings,
    List<String> notes,
    Engine engine,
    Map<String, String> places) {
  private static final int MOST_NOTES = 100;

  public Origin {
    commandLine = List.copyOf(commandLine);
    notes = List.copyOf(notes);
    places = Map.copyOf(places);
  }

  /** Where it is not known where classes came from. */
  public Origin(
      String creator,
      List<String> commandLine,
      String jvm,
      long startEpochMillis,
      long durationNanos,
      boolean complete,
      long recordings,
      List<String> notes,
      Engine engine) {
    this(
        creator,
        commandLine,
        jvm,
        startEpochMillis,
        durationNanos,
        complete,
        recordings,
        notes,
        engine,
        Map.of());
  }

  /** The same with other places of classes. */
  public Origin from(Map<String, String> otherPlaces) {
    return new Origin(
        creator,
        commandLine,
        jvm,
        startEpochMillis,
        durationNanos,
        complete,
        recordings,
        notes,
        engine,
        otherPlaces);
  }

  /** The origin of a file of another tool, which says nothing of what ran. */
  public static Origin foreign(String tool) {
    return of(new Engine.Foreign(tool));
  }

  /** The origin of one recording of which only the engine is known. */
  public static Origin of(Engine engine) {
    return new Origin("", List.of(), "", 0, 0, true, 1, List.of(), engine);
  }

  /** The same with one more note. */
  public Origin noting(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Origin(
        creator,
        commandLine,
        jvm,
        startEpochMillis,
        durationNanos,
        complete,
        recordings,
        more,
        engine,
        places);
  }

  /**
   * The origin of what was added up of profiles of both. What differs is left empty, rather than
   * said of one of them. Associative and commutative.
   */
  public Origin plus(Origin other) {
    TreeSet<String> allNotes = new TreeSet<>(notes);
    allNotes.addAll(other.notes);
    return new Origin(
        same(creator, other.creator),
        commandLine.equals(other.commandLine) ? commandLine : List.of(),
        same(jvm, other.jvm),
        Math.min(startEpochMillis, other.startEpochMillis),
        durationNanos + other.durationNanos,
        complete && other.complete,
        recordings + other.recordings,
        new ArrayList<>(allNotes).subList(0, Math.min(MOST_NOTES, allNotes.size())),
        engine.plus(other.engine),
        united(places, other.places));
  }

  /** Of a class that came from two places the one that is first in the alphabet. */
  private static Map<String, String> united(Map<String, String> a, Map<String, String> b) {
    Map<String, String> both = new HashMap<>(a);
    b.forEach(
        (className, place) ->
            both.merge(className, place, (one, other) -> one.compareTo(other) <= 0 ? one : other));
    return both;
  }

  private static String same(String a, String b) {
    return a.equals(b) ? a : "";
  }
}
