// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Trees of several threads are merged by adding them to one builder. */
class CallTreeMergeTest {
  /** Each thread's calls are paths of callers, such as [2, 0, 1]: 1, called by 0, called by 2. */
  @Property(tries = 300)
  void everyPathOfAnyThreadIsThereOnce(
      @ForAll @Size(max = 5)
          List<@Size(max = 60) List<@Size(min = 1, max = 6) List<@IntRange(max = 3) Integer>>>
              threads) {
    CountedTree merged = new CountedTree();
    Map<String, Long> expected = new TreeMap<>();
    for (List<List<Integer>> calls : threads) {
      CountedTree thread = new CountedTree();
      for (List<Integer> path : calls) {
        int row = thread.root(0, path.get(0));
        for (int method : path.subList(1, path.size())) {
          row = thread.child(row, method);
        }
        thread.add(row, 1, 0, 0, 0);
        expected.merge(path.toString(), 1L, Long::sum);
      }
      merge(thread.build(), merged);
    }
    assertThat(callsByPath(merged.build())).isEqualTo(expected);
  }

  private static void merge(CallTree thread, CountedTree merged) {
    merged.tree.nextTree(thread.size());
    int[] rows = new int[thread.size()];
    for (int c = 0; c < rows.length; c++) {
      int above = thread.parent(c);
      rows[c] =
          above == CallTree.ROOT
              ? merged.root(0, thread.frame(c))
              : merged.child(rows[above], thread.frame(c));
      merged.add(rows[c], thread.calls(c), 0, 0, 0);
    }
  }

  private static Map<String, Long> callsByPath(CallTree tree) {
    Map<String, Long> calls = new TreeMap<>();
    String[] paths = new String[tree.size()];
    for (int c = 0; c < paths.length; c++) {
      int above = tree.parent(c);
      paths[c] = (above == CallTree.ROOT ? "" : paths[above] + ", ") + tree.frame(c);
      if (tree.calls(c) > 0) {
        assertThat(calls.put("[" + paths[c] + "]", tree.calls(c))).as(paths[c]).isNull();
      }
    }
    return calls;
  }
}
