// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.cli.shell.Glob;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import dev.tally.pstats.MethodGroup;
import dev.tally.pstats.MethodRows;
import dev.tally.python.PythonRegex;
import dev.tally.python.PythonText;
import dev.tally.query.Grouped;
import dev.tally.query.Hidden;
import dev.tally.query.OfThreads;
import dev.tally.query.Pathless;
import dev.tally.query.Under;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of a profile that a {@link Scope} asks about. */
public final class PartOfProfile {
  private static final int MOST_THREADS = 10;

  private static final String NO_PATHS =
      " needs the paths of calls, which this profile has not: it says who called a function, but not"
          + " on whose behalf";

  /** Whether the names of files in which patterns are searched have folders. */
  private final boolean folders;

  /** Patterns that find nothing, where another profile may have what they ask for; else null. */
  private final @Nullable Set<String> missing;

  private PartOfProfile(boolean folders, @Nullable Set<String> missing) {
    this.folders = folders;
    this.missing = missing;
  }

  /**
   * The part.
   *
   * @param folders whether the names of files in which patterns are searched have folders
   * @throws NoAnswer if there is none, with the reason
   */
  public static Profile of(Profile profile, Scope scope, boolean folders) throws NoAnswer {
    return new PartOfProfile(folders, null).part(profile, scope);
  }

  /**
   * The parts of several profiles that are compared: what is found in one of them need not be found
   * in the others, whose part is empty then.
   *
   * @throws NoAnswer if a pattern is found in none of them
   */
  public static List<Profile> ofEach(List<Profile> profiles, Scope scope) throws NoAnswer {
    List<Profile> parts = new ArrayList<>();
    Set<String> nowhere = null;
    for (Profile profile : profiles) {
      Set<String> missing = new LinkedHashSet<>();
      parts.add(new PartOfProfile(true, missing).part(profile, scope));
      if (nowhere == null) {
        nowhere = missing;
      } else {
        nowhere.retainAll(missing);
      }
    }
    if (nowhere != null && !nowhere.isEmpty()) {
      // Says which, and what is near.
      of(profiles.get(0), scope, true);
    }
    return parts;
  }

  private Profile part(Profile profile, Scope scope) throws NoAnswer {
    String option = scope.firstOfPaths();
    if (option != null) {
      checkPaths(profile, option);
    }
    Profile part = ofThreads(profile, scope.values(Scope.THREAD));
    for (String pattern : scope.values(Scope.UNDER)) {
      part = under(part, pattern);
    }
    part = inlined(part, scope.values(Scope.ONLY), scope.values(Scope.HIDE));
    MethodGroup group = scope.group();
    return group == null ? part : grouped(part, group);
  }

  /** Refuses a profile without a call tree. */
  static void checkPaths(Profile profile, String what) throws NoAnswer {
    if (profile.paths() == Paths.NONE && profile.edges().size() > 0) {
      throw new NoAnswer(what + NO_PATHS);
    }
  }

  private Profile under(Profile profile, String pattern) throws NoAnswer {
    Profile part = Under.of(profile, methods(profile, pattern), pattern);
    if (part.tree().size() == 0 && missing == null) {
      throw new NoAnswer(
          PythonText.repr(pattern)
              + " is found in no path; "
              + Pathless.calls(profile)
              + " calls have no path");
    }
    return part;
  }

  private Profile inlined(Profile profile, List<String> only, List<String> hide) throws NoAnswer {
    if (only.isEmpty() && hide.isEmpty()) {
      return profile;
    }
    List<String> asked = new ArrayList<>();
    BitSet hidden = new BitSet();
    for (String pattern : only) {
      hidden.or(methods(profile, pattern));
      asked.add("only " + pattern);
    }
    if (!asked.isEmpty()) {
      hidden.flip(0, profile.methods().size());
    }
    for (String pattern : hide) {
      hidden.or(methods(profile, pattern));
      asked.add("without " + pattern);
    }
    return Hidden.of(
        profile,
        hidden,
        String.join(", ", asked)
            + ": "
            + hidden.cardinality()
            + " of "
            + profile.methods().size()
            + " methods look inlined");
  }

  private BitSet methods(Profile profile, String pattern) throws NoAnswer {
    MethodRows names = new MethodRows(profile, folders);
    BitSet rows = found(names, pattern);
    if (!rows.isEmpty()) {
      return names.methods(rows);
    }
    if (missing == null) {
      throw new NoAnswer(NearNames.sentence(PythonText.repr(pattern), pattern, names.keys()));
    }
    missing.add(pattern);
    return new BitSet();
  }

  /**
   * The rows in whose names a pattern is found.
   *
   * @throws NoAnswer if there are none, or if it cannot be searched for
   */
  static BitSet rows(MethodRows names, String pattern) throws NoAnswer {
    BitSet rows = found(names, pattern);
    if (rows.isEmpty()) {
      throw new NoAnswer(NearNames.sentence(PythonText.repr(pattern), pattern, names.keys()));
    }
    return rows;
  }

  private static BitSet found(MethodRows names, String pattern) throws NoAnswer {
    try {
      return names.rows(pattern);
    } catch (PythonRegex.InvalidException e) {
      throw new NoAnswer(PythonText.repr(pattern) + " is no regular expression: " + e.getMessage());
    } catch (PythonRegex.UnsupportedException e) {
      throw new NoAnswer(PythonText.repr(pattern) + " was not searched for: " + e.getMessage());
    }
  }

  private Profile ofThreads(Profile profile, List<String> globs) throws NoAnswer {
    if (globs.isEmpty()) {
      return profile;
    }
    BitSet threads = new BitSet();
    for (String glob : globs) {
      // Groups are named with # for digits, so digits that somebody types are one, too.
      String name = glob.replaceAll("[0-9]+", "#");
      BitSet found = new BitSet();
      for (int t = 0; t < profile.threads().size(); t++) {
        found.set(t, Glob.matches(name, profile.threads().get(t).name()));
      }
      if (found.isEmpty() && missing != null) {
        missing.add(glob);
      } else if (found.isEmpty()) {
        List<String> names = profile.threads().stream().map(Threads::name).sorted().toList();
        throw new NoAnswer(
            "no thread is called "
                + PythonText.repr(glob)
                + (names.isEmpty() ? "; there are none" : "; there are ")
                + String.join(", ", names.subList(0, Math.min(MOST_THREADS, names.size())))
                + (names.size() > MOST_THREADS
                    ? " and " + (names.size() - MOST_THREADS) + " more"
                    : ""));
      }
      threads.or(found);
    }
    return OfThreads.of(profile, threads, String.join(", ", globs));
  }

  private static Profile grouped(Profile profile, MethodGroup group) throws NoAnswer {
    if (group == MethodGroup.CLASS
        && !profile.methods().isEmpty()
        && profile.methods().stream().allMatch(method -> method.className().isEmpty())) {
      throw new NoAnswer("this profile knows no classes; it has --by file and package");
    }
    Map<String, String> places = profile.origin().places();
    if (group == MethodGroup.JAR && places.isEmpty() && !profile.methods().isEmpty()) {
      throw new NoAnswer(
          "this profile does not say which jars its classes came from, as Tally's newer recordings"
              + " do; it has --by package");
    }
    return Grouped.of(profile, method -> group.of(method, places), "by " + group.word());
  }
}
