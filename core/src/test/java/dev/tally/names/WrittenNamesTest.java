// SPDX-License-Identifier: Apache-2.0
package dev.tally.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Names of makers that the system tests do not run, and of older compilers; those of today's
 * compilers are in the system tests' {@code CompilersNamesTest}.
 */
class WrittenNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          Order.java  | Order | lambda$total$2          | Order | total{lambda 2}      | WRITTEN
          Order.java  | Order | lambda$null$3           | Order | {lambda 3}           | WRITTEN
          Order.java  | Order | lambda$0                | Order | {lambda 0}           | WRITTEN
          Order.java  | Order | lambda$a$b$7            | Order | a$b{lambda 7}        | WRITTEN
          Order.java  | Order | lambda$my               | Order | lambda$my            | WRITTEN
          Order.java  | Order | access$000              | Order | access$000           | ACCESSOR
          Order.java  | Order | access$granted          | Order | access$granted       | WRITTEN
          Order.java  | Order | total$default           | Order | total$default        | WRITTEN
          Shop.kt     | ShopKt | total$lambda-2         | ShopKt | total{lambda 2}     | WRITTEN
          Shop.kt     | ShopKt | main$lambda$3$lambda$2 | ShopKt | main{lambda 3.2}    | WRITTEN
          Shop.kt     | Shape$DefaultImpls | area       | Shape | area                 | WRITTEN
          Shop.kt     | Shape | access$area$jd          | Shape | area                 | ACCESSOR
          Shop.kt     | Id    | next-YdYbNlU            | Id    | next                 | WRITTEN
          Words.kt    | a.TextKt__WordsKt | split         | a.TextKt | split             | WRITTEN
          ''          | a.TextKt | split$default          | a.TextKt | split             | FORWARDER
          Shop.kt     | Id    | box-impl                | Id    | box-impl             | WRITTEN
          Shop.scala  | Main$ | $anonfun$main$1$adapted | Main  | main{lambda 1}       | FORWARDER
          Shop.scala  | Main$ | <init>                  | Main$ | <init>               | WRITTEN
          Shop.scala  | Item  | all$lzyINIT1$$anonfun$1  | Item  | all{lambda 1}        | WRITTEN
          Shop.scala  | a.Item | a$Item$$hidden         | a.Item | hidden              | WRITTEN
          Shop.scala  | Item  | total$$anonfun$adapted$1 | Item | total{lambda 1}      | FORWARDER
          Shop.groovy | Shop$_lam_lambda1 | doCall      | Shop  | lam{lambda 1}        | WRITTEN
          a.clj       | a.b$fn__302 | invokeStatic      | a.b   | {fn 302}             | WRITTEN
          <generated> | O$$SpringCGLIB$$0 | place       | O     | place{proxy}         | FORWARDER
          <generated> | O$$SpringCGLIB$$0 | CGLIB$place$3 | O   | place                | FORWARDER
          <generated> | O$$SpringCGLIB$$0 | <clinit>    | O     | <clinit>             | GLUE
          <generated> | O$$SpringCGLIB$$0 | CGLIB$STATICHOOK1 | O | CGLIB$STATICHOOK1  | GLUE
          <generated> | O$$SpringCGLIB$$FastClass$$1 | invoke | O | invoke             | GLUE
          <generated> | O$$EnhancerBySpringCGLIB$$a1b2 | place | O | place{proxy}      | FORWARDER
          ''          | O$MockitoMock$1834 | place      | O     | place{mock}          | FORWARDER
          ''          | O$MockitoMock$1834 | place$accessor$x7Hd | O | place          | FORWARDER
          ''          | O$ByteBuddy$x7Hd | place        | O     | place{proxy}         | FORWARDER
          ''          | O$HibernateProxy$x7Hd | place   | O     | place{proxy}         | FORWARDER
          ''          | O_$$_jvst1a2_0 | place          | O     | place{proxy}         | FORWARDER
          O.java      | O$$Lambda$14/0x00007f12 | apply | O     | apply                | ACCESSOR
          O.java      | O/0x00007f12 | place            | O     | place                | WRITTEN
          """)
  void aNameAsItIsWritten(
      String source, String recordedClass, String recorded, String in, String shown, Role role) {
    Method method =
        new Method(recordedClass, recorded, "()V", source.replace("''", ""), 7, Kind.METHOD);
    WrittenName name = WrittenNames.of(List.of(method)).of(method);
    assertThat(name.className() + " " + name.shown()).isEqualTo(in + " " + shown);
    assertThat(name.role()).isEqualTo(role);
  }

  @Test
  void aLibrarysFacadeIsOneClass() {
    Method method = new Method("a.TextKt__WordsKt", "split$default", "", "", 0, Kind.LIBRARY);
    assertThat(WrittenNames.of(List.of(method)).of(method))
        .isEqualTo(new WrittenName("a.TextKt", "split", "", true, Role.WRITTEN));
  }

  @ParameterizedTest
  @CsvSource({"JDK", "NATIVE", "LIBRARY", "SQL", "FUNCTION"})
  void onlyTheProgramsMethodsHaveOtherNames(Kind kind) {
    Method method = new Method("a.Order", "lambda$total$2", "", "", 0, kind);
    assertThat(WrittenNames.of(List.of(method)).of(method))
        .isEqualTo(new WrittenName("a.Order", "lambda$total$2", "", true, Role.WRITTEN));
  }
}
