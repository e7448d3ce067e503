// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import dev.tally.pstats.ProfileFunctions;
import dev.tally.query.AsWritten;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a profile holds, in numbers: what {@code tally info} says beside {@link Profile#origin()}.
 *
 * @param methods how many there are of each kind
 * @param contexts rows of the call tree
 * @param deepest calls that were open at once on the longest path; 0 without a tree
 * @param edges rows without a path
 * @param calls all calls; 0 where they are not known
 * @param foldedCalls those of them that tables leave out: of what compilers made, see {@link
 *     AsWritten}
 * @param selfNanos time of all threads; 0 where it is not known
 * @param functions rows that {@code stats} shows
 * @param estimated those of them whose time is an estimate
 * @param largestErrorSeconds the largest standard error of such a time
 */
public record ProfileInfo(
    Map<Kind, Integer> methods,
    int contexts,
    int deepest,
    int edges,
    long calls,
    long foldedCalls,
    long selfNanos,
    int functions,
    int estimated,
    double largestErrorSeconds) {

  public static ProfileInfo of(Profile profile) {
    Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    for (Method method : profile.methods()) {
      kinds.merge(method.kind(), 1, Integer::sum);
    }
    CallTree tree = profile.tree();
    int[] depth = new int[tree.size()];
    int deepest = 0;
    long selfNanos = 0;
    for (int c = 0; c < depth.length; c++) {
      depth[c] = tree.parent(c) == CallTree.ROOT ? 1 : depth[tree.parent(c)] + 1;
      deepest = Math.max(deepest, depth[c]);
      selfNanos += tree.selfNanos(c);
    }
    Edges edges = profile.edges();
    for (int e = 0; e < edges.size(); e++) {
      selfNanos += edges.selfNanos(e);
    }
    Profile written = AsWritten.of(profile);
    ProfileFunctions functions = ProfileFunctions.of(written);
    return new ProfileInfo(
        kinds,
        depth.length,
        deepest,
        edges.size(),
        profile.calls(),
        profile.calls() - written.calls(),
        selfNanos,
        functions.table().size(),
        profile.has(Metric.TIME) ? functions.estimated() : 0,
        functions.largestErrorSeconds());
  }
}
