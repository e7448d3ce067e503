// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Pairs what has the same stable name in two profiles. Where several have it, such as the lambdas
 * of one method, those are paired first that are alike in all that they do, then those alike in
 * less; what is left at last by their order. So a lambda that was inserted before others is the one
 * that remains, and the others keep their numbers.
 */
final class Pairing {
  /** One of those to be paired. */
  static final class Candidate {
    private final int id;
    private final String order;
    private final long[] likeness;

    /**
     * @param id what the caller knows it by
     * @param order its name, of which the number may tell the order
     * @param likeness what it does, from all of it to the least: equal numbers are taken for equal
     *     doings
     */
    Candidate(int id, String order, long[] likeness) {
      this.id = id;
      this.order = order;
      this.likeness = likeness;
    }

    int id() {
      return id;
    }

    long[] likeness() {
      return likeness;
    }
  }

  /** As a compiler numbers: {@code $9} before {@code $10}. */
  private static final Comparator<Candidate> BY_NUMBER =
      Comparator.comparingInt((Candidate c) -> c.order.length())
          .thenComparing(c -> c.order)
          .thenComparingInt(c -> c.id);

  private final Map<String, List<Candidate>> before = new HashMap<>();
  private final Map<String, List<Candidate>> after = new HashMap<>();

  void addBefore(String stableName, Candidate candidate) {
    before.computeIfAbsent(stableName, name -> new ArrayList<>(1)).add(candidate);
  }

  void addAfter(String stableName, Candidate candidate) {
    after.computeIfAbsent(stableName, name -> new ArrayList<>(1)).add(candidate);
  }

  /** Gives each pair, by the ids of both. */
  void pair(BiConsumer<Integer, Integer> pairs) {
    before.forEach(
        (name, ones) -> {
          List<Candidate> others = after.get(name);
          if (others != null) {
            pair(ones, others, pairs);
          }
        });
  }

  private static void pair(
      List<Candidate> ones, List<Candidate> others, BiConsumer<Integer, Integer> pairs) {
    if (ones.size() > 1 || others.size() > 1) {
      ones.sort(BY_NUMBER);
      others.sort(BY_NUMBER);
      for (int level = 0; level < Likeness.LEVELS; level++) {
        pairAlike(level, ones, others, pairs);
      }
    }
    for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
      pairs.accept(ones.get(i).id, others.get(i).id);
    }
  }

  private static void pairAlike(
      int level, List<Candidate> ones, List<Candidate> others, BiConsumer<Integer, Integer> pairs) {
    Map<Long, Deque<Candidate>> alike = new HashMap<>();
    for (Candidate other : others) {
      alike.computeIfAbsent(other.likeness[level], any -> new ArrayDeque<>()).add(other);
    }
    // Removed at the end and all at once: there may be many of one name.
    Set<Candidate> paired = new HashSet<>();
    for (Candidate one : ones) {
      Deque<Candidate> rest = alike.get(one.likeness[level]);
      Candidate other = rest == null ? null : rest.poll();
      if (other != null) {
        pairs.accept(one.id, other.id);
        paired.add(one);
        paired.add(other);
      }
    }
    ones.removeIf(paired::contains);
    others.removeIf(paired::contains);
  }
}
