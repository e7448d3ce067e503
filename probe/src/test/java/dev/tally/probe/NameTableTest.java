// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Strings outside the heap, against a map. */
class NameTableTest {
  @Property
  void eachStringHasANumberOfItsOwn(@ForAll List<String> strings) {
    NameTable table = new NameTable();
    Map<String, Integer> numbers = new HashMap<>();
    for (String string : strings) {
      Integer known = numbers.get(string);
      assertThat(table.find(string)).isEqualTo(known == null ? -1 : known);
      int number = known == null ? numbers.size() : known;
      assertThat(table.add(string)).isEqualTo(number);
      numbers.put(string, number);
      assertThat(table.text(number)).isEqualTo(string);
    }
    for (String string : strings) {
      assertThat(table.text(numbers.get(string))).isEqualTo(string);
    }
  }

  @Test
  void itGrows() {
    NameTable table = new NameTable();
    for (int i = 0; i < 100_000; i++) {
      assertThat(table.add(number(i))).isEqualTo(i);
    }
    for (int i = 0; i < 100_000; i++) {
      assertThat(table.find(number(i))).isEqualTo(i);
      assertThat(table.text(i)).isEqualTo(number(i));
    }
    assertThat(table.find(number(100_000))).isEqualTo(-1);
    assertThat(table.bytes()).isBetween(2_000_000L, 6_000_000L);
  }

  @Test
  void itCounts() {
    NameTable table = new NameTable();
    int first = table.add(number(1));
    int second = table.add(number(2));
    assertThat(table.count(first)).isEqualTo(1);
    assertThat(table.count(first)).isEqualTo(2);
    assertThat(table.count(second)).isEqualTo(1);
    assertThat(table.text(first)).isEqualTo(number(1));
  }

  private static String number(int i) {
    return "number " + i;
  }
}
