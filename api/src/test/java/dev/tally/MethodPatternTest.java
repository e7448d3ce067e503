// SPDX-License-Identifier: Apache-2.0
package dev.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which methods a pattern of {@link Calls} means. */
class MethodPatternTest {
  private static final List<CountedMethod> METHODS =
      List.of(
          method("com.acme.OrderDao", "save", "(Lcom/acme/Order;)V"),
          method("com.acme.OrderDao", "save", "(Lcom/acme/Order;[[I)V"),
          method("com.acme.OrderDao", "save", "([Ljava/lang/String;J)V"),
          method("com.acme.Shop$Cart", "add", "(Ljava/util/Map$Entry;)V"),
          method("com.acme.PreOrderDao", "save", "()V"),
          method("com.acme.Order", "<init>", "()V"),
          new CountedMethod("com.acme.OrderDao", "save", "(Ljava/lang/Object;)V", "BRIDGE"),
          new CountedMethod("java.util.regex.Pattern", "compile", "", "JDK"),
          new CountedMethod("", "sql SELECT * FROM line WHERE id = ?", "", "SQL"),
          new CountedMethod("", "sql fetch SELECT * FROM line WHERE id = ?", "", "SQL"));

  @Test
  void aClassMayStandWithoutItsPackage() {
    assertThat(matching("OrderDao.save")).containsExactly(0, 1, 2);
    assertThat(matching("com.acme.OrderDao.save")).containsExactly(0, 1, 2);
    assertThat(matching("acme.OrderDao.save")).containsExactly(0, 1, 2);
    assertThat(matching("me.OrderDao.save")).isEmpty();
  }

  @Test
  void aStarStandsForAnything() {
    assertThat(matching("com.acme.*.save")).containsExactly(0, 1, 2, 4);
    assertThat(matching("*Order*.*")).containsExactly(0, 1, 2, 4, 5);
  }

  @Test
  void parametersTellOverloadsApart() {
    assertThat(matching("OrderDao.save(Order)")).containsExactly(0);
    assertThat(matching("OrderDao.save( com.acme.Order, int[][] )")).containsExactly(1);
    assertThat(matching("OrderDao.save(String..., long)")).containsExactly(2);
    assertThat(matching("OrderDao.save()")).isEmpty();
    assertThat(matching("Cart.add(Map.Entry)")).containsExactly(3);
  }

  @Test
  void aNestedClassIsWrittenAsInJavaOrAsInTheJvm() {
    assertThat(matching("Cart.add")).containsExactly(3);
    assertThat(matching("Shop.Cart.add")).containsExactly(3);
    assertThat(matching("com.acme.Shop$Cart.add")).containsExactly(3);
  }

  @Test
  void constructorsAndTheJdksMethodsHaveNamesToo() {
    assertThat(matching("Order.<init>")).containsExactly(5);
    assertThat(matching("Pattern.compile")).containsExactly(7);
  }

  @Test
  void statementsAreNamedByTheirText() {
    assertThat(matching("sql SELECT *")).containsExactly(8);
    assertThat(matching("sql * FROM line *")).containsExactly(8);
    assertThat(matching("sql *")).containsExactly(8);
    assertThat(matching("sql fetch *")).containsExactly(9);
    assertThat(matching("sql SELECT")).isEmpty();
    assertThat(matching("http *")).isEmpty();
  }

  @Test
  void whatIsNoNameIsRefused() {
    for (String bad :
        List.of("", "save", "OrderDao.", ".save", "OrderDao.save(", "Order Dao.save")) {
      assertThatThrownBy(() -> MethodPattern.of(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected a class, a dot and a method")
          .hasMessageContaining("found \"" + bad + "\"");
    }
  }

  private static CountedMethod method(String className, String name, String descriptor) {
    return new CountedMethod(className, name, descriptor, "METHOD");
  }

  private static List<Integer> matching(String pattern) {
    MethodPattern wanted = MethodPattern.of(pattern);
    return java.util.stream.IntStream.range(0, METHODS.size())
        .filter(i -> wanted.matches(METHODS.get(i)))
        .boxed()
        .toList();
  }
}
