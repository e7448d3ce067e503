// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import dev.tally.profile.Pairing.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which methods of two profiles are the same. Lines are no part of that, nor are the source files
 * of classes. What is stable in names is: first classes are paired, then the methods of each pair
 * of classes, by their descriptors as far as there is one of the same.
 *
 * <p>Both together have rows: one for each method of the later profile, under its number in {@link
 * Matchable}, then one for each that only the earlier one has.
 */
final class MethodMatch {
  private final Matchable before;
  private final Matchable after;

  /** By class of the earlier profile: the same of the later one, or a number of its own. */
  private final int[] classRow;

  /** By method of the earlier profile. */
  private final int[] row;

  /** Whether a method of the later profile has its pair. */
  private final boolean[] matched;

  private final List<Method> methods = new ArrayList<>();

  /** By row, of a method that appeared the one that vanished; and the other way round. */
  private final int[] renamedFrom;

  private final int[] renamedTo;

  MethodMatch(Profile first, Profile second) {
    before = new Matchable(first);
    after = new Matchable(second);
    classRow = new int[before.classCount()];
    row = new int[before.size()];
    matched = new boolean[after.size()];
    matchClasses();
    Arrays.fill(row, -1);
    matchMethods(true);
    matchMethods(false);
    for (int m = 0; m < after.size(); m++) {
      methods.add(after.method(m));
    }
    for (int m = 0; m < row.length; m++) {
      if (row[m] < 0) {
        row[m] = methods.size();
        methods.add(before.method(m));
      }
    }
    renamedFrom = new int[methods.size()];
    Arrays.fill(renamedFrom, -1);
    renamedTo = renamedFrom.clone();
    findRenamed();
  }

  /** Each row's method: the later profile's, if it has it. */
  List<Method> methods() {
    return methods;
  }

  /** The row of each of the earlier profile's methods. */
  int[] beforeRows() {
    int[] rows = new int[before.numbers().length];
    Arrays.setAll(rows, m -> row[before.numbers()[m]]);
    return rows;
  }

  int[] afterRows() {
    return after.numbers();
  }

  /**
   * The row of a method that vanished from the class in which the one of this row appeared, and
   * that did the same, as often and for the same callers; -1 if there is none.
   */
  int renamedFrom(int of) {
    return renamedFrom[of];
  }

  /** The row of which {@link #renamedFrom} is this one; -1 if there is none. */
  int renamedTo(int of) {
    return renamedTo[of];
  }

  private void matchClasses() {
    Arrays.fill(classRow, -1);
    boolean[] taken = new boolean[after.classCount()];
    List<Candidate> ones = before.classCandidates();
    List<Candidate> others = after.classCandidates();
    Pairing pairing = new Pairing();
    ones.forEach(one -> pairing.addBefore(before.stableClass(one.id()), one));
    others.forEach(other -> pairing.addAfter(after.stableClass(other.id()), other));
    pairing.pair(
        (one, other) -> {
          classRow[one] = other;
          taken[other] = true;
        });
    // A file that is in another folder now is the same, if no other has its name.
    ones.removeIf(one -> classRow[one.id()] >= 0);
    others.removeIf(other -> taken[other.id()]);
    Map<String, Integer> files = filesByName(after, others);
    filesByName(before, ones).forEach((name, c) -> classRow[c] = files.getOrDefault(name, -1));
    for (int c = 0; c < classRow.length; c++) {
      classRow[c] = classRow[c] < 0 ? after.classCount() + c : classRow[c];
    }
  }

  /** Files by their names without folders, as far as that is the name of one. */
  private static Map<String, Integer> filesByName(Matchable side, List<Candidate> classes) {
    Map<String, Integer> files = new HashMap<>();
    List<String> twice = new ArrayList<>();
    for (Candidate each : classes) {
      String path = side.stableClass(each.id());
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (path.startsWith(Matchable.FILE) && files.put(name, each.id()) != null) {
        twice.add(name);
      }
    }
    files.keySet().removeAll(twice);
    return files;
  }

  private void matchMethods(boolean withDescriptor) {
    Pairing pairing = new Pairing();
    for (int m = 0; m < row.length; m++) {
      if (row[m] < 0) {
        String name = classRow[before.classOf(m)] + " " + before.stableName(m, withDescriptor);
        pairing.addBefore(name, before.candidate(m));
      }
    }
    for (int m = 0; m < matched.length; m++) {
      if (!matched[m]) {
        String name = after.classOf(m) + " " + after.stableName(m, withDescriptor);
        pairing.addAfter(name, after.candidate(m));
      }
    }
    pairing.pair(
        (one, other) -> {
          row[one] = other;
          matched[other] = true;
        });
  }

  private void findRenamed() {
    Map<String, Integer> vanished = new HashMap<>();
    for (int m = 0; m < row.length; m++) {
      if (row[m] >= matched.length) {
        vanished.put(doings(classRow[before.classOf(m)], before, m), row[m]);
      }
    }
    for (int m = 0; m < matched.length; m++) {
      if (!matched[m]) {
        Integer from = vanished.remove(doings(after.classOf(m), after, m));
        if (from != null) {
          renamedFrom[m] = from;
          renamedTo[from] = m;
        }
      }
    }
  }

  private static String doings(int classRow, Matchable side, int m) {
    return classRow + side.method(m).descriptor() + side.likeness(m)[0];
  }
}
