// SPDX-License-Identifier: Apache-2.0

import dev.tally.Tally;
import java.nio.file.Path;

/**
 * Records a part of a program by itself, in the shape of Python's {@code cProfile.Profile}.
 *
 * <pre>
 *   ./tally run -o whole -cp cli/target/tally/tally-api.jar examples/Example5Part.java
 *   ./tally stats migration -c stats
 * </pre>
 *
 * <p>The file {@code migration} holds {@code migrate} and what it called; {@code prepare} is in
 * {@code whole} alone.
 */
public class Example5Part {
  public static void main(String[] args) throws Exception {
    prepare();
    try (var recording = Tally.record()) {
      migrate();
      recording.dump(Path.of("migration"));
    }
  }

  static void prepare() throws InterruptedException {
    Thread.sleep(100);
  }

  static void migrate() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      migrate("table" + i);
    }
  }

  static void migrate(String table) throws InterruptedException {
    Thread.sleep(50);
    System.out.println("migrated " + table);
  }
}
