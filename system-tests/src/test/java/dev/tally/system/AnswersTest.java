// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/answers.md: questions of programs whose calls are known by construction. */
class AnswersTest {
  @Test
  void theyAreTrue() throws IOException {
    Path folder = Folders.empty("answers");
    Files.createSymbolicLink(folder.resolve("tally"), Installation.TALLY.resolveSibling("tally"));
    Path examples = Installation.PROJECT.resolve("examples");
    Path shop = Files.createDirectories(folder.resolve("examples/shop"));
    Files.createSymbolicLink(shop.resolve("target"), examples.resolve("shop/target"));
    for (String file :
        List.of("Example6Questions.java", "shop/Requests.java", "Prices.kt", "Words.scala")) {
      Files.createSymbolicLink(folder.resolve("examples").resolve(file), examples.resolve(file));
    }
    Files.createDirectories(folder.resolve("system-tests/target"));
    Files.createSymbolicLink(
        folder.resolve("system-tests/target/programs"),
        Path.of("target/programs").toAbsolutePath());

    new Walkthrough("answers.md", folder).follow();
  }
}
