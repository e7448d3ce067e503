// SPDX-License-Identifier: Apache-2.0
package dev.tally.pstats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionKeyTest {

  @Test
  void aFunctionOfAFileIsPrintedWithIt() {
    assertThat(label("com/acme/Foo.java", 12, "Foo.bar"))
        .isEqualTo("com/acme/Foo.java:12(Foo.bar)");
    assertThat(label("", 0, "")).isEqualTo(":0()");
  }

  @Test
  void aBuiltinIsPrintedInBraces() {
    assertThat(label("~", 0, "<java.lang.Thread.sleep>")).isEqualTo("{java.lang.Thread.sleep}");
    assertThat(label("~", 0, "<>")).isEqualTo("{}");
    assertThat(label("~", 0, "<")).isEqualTo("<");
    assertThat(label("~", 0, "")).isEqualTo("");
    assertThat(label("~", 0, "f")).isEqualTo("f");
    assertThat(label("~", 1, "<f>")).isEqualTo("~:1(<f>)");
  }

  @Test
  void foldersEndWithTheLastSlash() {
    assertThat(withoutFolders("a/b/c.py")).isEqualTo("c.py");
    assertThat(withoutFolders("c.py")).isEqualTo("c.py");
    assertThat(withoutFolders("a/b/")).isEqualTo("");
    assertThat(withoutFolders("C:\\a.py")).isEqualTo("C:\\a.py");
    assertThat(new FunctionKey("x/~", 0, "<f>").withoutFolders().label()).isEqualTo("{f}");
  }

  @Test
  void orderedByFileThenLineThenName() {
    assertThat(
            List.of(
                new FunctionKey("a", 2, "b"),
                new FunctionKey("a", 10, "a"),
                new FunctionKey("a", 10, "b"),
                new FunctionKey("b", 1, "a"),
                new FunctionKey("~", 0, "<a>")))
        .isSorted();
  }

  private static String label(String file, int line, String name) {
    return new FunctionKey(file, line, name).label();
  }

  private static String withoutFolders(String file) {
    return new FunctionKey(file, 1, "f").withoutFolders().file();
  }
}
